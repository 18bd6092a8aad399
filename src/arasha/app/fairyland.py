"""The institutions of the simulated country, connected to a centre: each with a key of its own.

They come out of fairy tales: nobody can take them for real ones.
"""

from pathlib import Path

from arasha.kernel.access import actions
from arasha.kernel.access.models import Institution, InstitutionKind
from arasha.kernel.access.scopes import EVERYDAY, Scope
from arasha.kernel.outbox.append import By
from arasha.kernel.settings import Settings
from arasha.simulator.country.institutions import BUREAUS, INSTITUTIONS, LENDERS, PORTAL
from arasha.simulator.live.stage import Addresses, Keys

SWITCH = "KEREMKZA"
BUREAU = BUREAUS[0]
OTHERS = (
    (SWITCH, "switch", "Керемет Көпір Ұлттық Коммутаторы", "Коммутатор «Керемет Копир»", "Keremet Kopir Switch"),
    (
        BUREAU,
        "credit_bureau",
        "Алтын Сандық Несие Бюросы",
        "Кредитное бюро «Алтын Сандык»",
        "Golden Chest Credit Bureau",
    ),
    (PORTAL, "state_body", "«Ашық Есік» порталы", "Портал «Ашык Есик»", "Open Door Portal"),
)
HOUSES = (*((each.code, each.kind, each.kk, each.ru, each.en) for each in INSTITUTIONS), *OTHERS)
NAMES = {code: en for code, _, _, _, en in HOUSES}
DESKS = tuple(each.code for each in INSTITUTIONS if each.kind != "micro_lender")
SCOPES = {BUREAU: Scope.CREDIT_BUREAU, PORTAL: Scope.CREDIT_PORTAL}


def connect(settings: Settings, by: By) -> None:
    """Connect who is not yet, and give each the keys that it lacks."""
    known = set(Institution.objects.values_list("code", flat=True))
    for code, kind, kk, ru, en in HOUSES:
        if code not in known:
            actions.connect_institution(code, InstitutionKind(kind), {"kk": kk, "ru": ru, "en": en}, by)
    _issue(_switch_key(settings), SWITCH, (*EVERYDAY, Scope.ON_BEHALF), by)
    for code in DESKS:
        _issue(_key(settings, code), code, EVERYDAY, by)
    for code in (*LENDERS, *SCOPES):
        _issue(_key(settings, f"{code}.credit"), code, (SCOPES.get(code, Scope.CREDIT_CHECK),), by)


def keys(settings: Settings) -> Keys:
    """Everybody's keys, as they were left in the data folder."""
    credit = {code: _key(settings, f"{code}.credit").read_text() for code in (*LENDERS, *SCOPES)}
    return Keys(
        switch=_switch_key(settings).read_text(),
        banks={code: _key(settings, code).read_text() for code in DESKS},
        lenders={code: credit[code] for code in LENDERS},
        bureau=credit[BUREAU],
        portal=credit[PORTAL],
    )


def addresses(settings: Settings) -> Addresses:
    """Where the centre of these settings is."""
    return Addresses(f"http://{settings.host}:{settings.gateway_port}", f"http://{settings.host}:{settings.web_port}")


def _switch_key(settings: Settings) -> Path:
    """By which `arasha screen` asks too, where a demonstration has run."""
    return settings.path("keys", "replay.key")


def _key(settings: Settings, name: str) -> Path:
    return settings.path("keys", f"{name}.key")


def _issue(path: Path, code: str, scopes: tuple[Scope, ...], by: By) -> None:
    if not path.exists():
        key = actions.issue_key(Institution.objects.get(code=code), by, scopes=scopes, label="simulation")
        path.touch(mode=0o600)
        path.write_text(key)
