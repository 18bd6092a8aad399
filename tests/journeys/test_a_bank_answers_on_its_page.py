"""A bank without integration answers by keyboard, an analyst asks the money back, a prosecutor sanctions it.

Every page of it is read by axe against WCAG 2.2 AA, in three languages, light and dark, wide and narrow.
"""

import pytest

from arasha.domains.payments.facts import Verdict
from arasha.domains.recovery.actions import analysis, appeals, protection, recalls
from arasha.domains.recovery.actions.appeals import Filing
from arasha.domains.recovery.actions.parties import HOLDER
from arasha.domains.recovery.actions.protection import Trusted, Wish
from arasha.domains.recovery.facts.handling import AnalysisState, HoldState
from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.facts.returning import RecallState
from arasha.domains.recovery.models import Hold, Incident, Recall
from arasha.domains.registry import actions as registry
from arasha.domains.registry.models import Removal
from arasha.kernel.access.roles import Role
from tests.domains.recovery.stolen import STOLEN, TOSTIK_SAYS, account, connected, held, hold, incident, works
from tests.domains.registry.entries import propose
from tests.support.cast import DANIYAR, TOSTIK
from tests.support.chromium import Reader
from tests.support.recorded import given

pytestmark = pytest.mark.browser

LOOKS = (("kk", "light"), ("ru", "dark"), ("en", "dark"))


def looked(reader: Reader, *paths: str) -> list[str]:
    """What stands in the way of reading some pages, at a desk and, if they do not fit it, on a telephone."""
    found = []
    for path in paths:
        reader.open(path)
        found += reader.moved_sideways(390) + [f"{path}: {barrier}" for barrier in reader.barriers()]
    return found


def everything() -> tuple[Hold, int, int]:
    """A recalled hold with an appeal, one that waits, a report that is not trusted, a coerced victim."""
    given(Verdict.ALLOW)
    hold()
    found = held()
    analysis.answer(found.id, analysis.Verdict(agreed=True), TOSTIK_SAYS)
    appeal = appeals.file(found.id, Filing("Мен пеш саттым", "kk"), HOLDER).appeal
    recalls.open_recall(found.id, works(Role.ANALYST, "aigerim"))
    doubtful = incident(STOLEN)
    Incident.objects.filter(id=doubtful.id).update(state=IncidentState.TRIAGED, trust=400)
    protection.protect(Wish(account("customer"), TOSTIK.code, Trusted("Ainur", "+7 701")), TOSTIK_SAYS)
    return found, appeal, doubtful.id


def pages(language: str) -> list[str]:
    found, appeal, doubtful = everything()
    at = f"/{language}/incidents"
    return [
        f"{at}/", f"{at}/{found.incident_id}/", f"{at}/{doubtful}/", f"{at}/holds/", f"{at}/holds/{found.id}/",
        f"{at}/holds/{found.id - 1}/", f"{at}/appeals/", f"{at}/appeals/{appeal}/", f"/{language}/coercion/",
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "theme"), LOOKS)
def test_no_page_has_a_barrier_or_has_to_be_moved_sideways(reader: Reader, language: str, theme: str) -> None:
    shown = pages(language)
    reader.log_in(Role.SUPERVISOR, language)
    reader.wear(theme)
    assert not looked(reader, *shown)


@pytest.mark.parametrize(("language", "theme"), LOOKS)
def test_an_officer_answers_by_keyboard(reader: Reader, language: str, theme: str) -> None:
    asked = hold()
    reader.log_in(Role.INSTITUTION_OFFICER, language)
    reader.wear(theme)
    address = f"/{language}/own/holds/{asked.id}/"
    assert not looked(reader, f"/{language}/own/holds/", address)
    reader.press("1")
    reader.page.wait_for_load_state("load")
    reader.page.wait_for_selector("#id_disagreement")
    assert Hold.objects.get().state == HoldState.HELD_FULL
    assert not reader.barriers()
    reader.press("1")
    reader.page.wait_for_selector("#id_disagreement", state="detached")
    assert Hold.objects.get().analysis == AnalysisState.AGREED


@pytest.mark.parametrize(("language", "theme"), LOOKS)
def test_an_officer_says_by_keyboard_what_his_bank_has_forgotten(reader: Reader, language: str, theme: str) -> None:
    connected(TOSTIK)
    reader.log_in(Role.INSTITUTION_OFFICER, language)
    registry.withdraw_entry(registry.confirm_entry(propose().id, DANIYAR).id, "a mistake", DANIYAR)
    reader.wear(theme)
    assert not looked(reader, f"/{language}/own/removals/")
    reader.press("j")
    reader.press("x")
    assert reader.page.locator("[data-count]").inner_text() == "1"
    reader.press("Enter")
    reader.page.wait_for_selector("queue-keys", state="detached")
    assert not reader.barriers()
    assert Removal.objects.get().confirmed_by == "person:officer-at-the-screen"


@pytest.mark.parametrize(("language", "theme"), LOOKS)
def test_a_prosecutor_goes_from_today_to_what_waits_and_sanctions_it_by_keyboard(
    reader: Reader, language: str, theme: str
) -> None:
    everything()
    reader.log_in(Role.PROSECUTOR, language)
    reader.wear(theme)
    assert not looked(reader, f"/{language}/", f"/{language}/sanctions/")
    reader.press("j")
    reader.press("Enter")
    reader.page.wait_for_selector("[data-decide='1']")
    reader.press("1")
    reader.page.wait_for_selector("[data-decide='1']", state="detached")
    assert Recall.objects.get().state == RecallState.SANCTIONED
