"""Evidence as it is typed into a form: which house reported, and the number of an act or decision."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from arasha.domains.registry.actions import CENTRE, Evidence
from arasha.domains.registry.facts import EvidenceKind
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.titles import title_of
from arasha.interfaces.workspace import registry_words
from arasha.kernel.access import queries as access

LONGEST_DOCUMENT = 120
NAMED = (EvidenceKind.POLICE_ACT, EvidenceKind.COURT_DECISION)
INSTITUTION = "institution:"


def reporter_choices() -> list[tuple[str, Text]]:
    """The houses that may have reported: the centre itself, and every institution."""
    connected = [(f"{INSTITUTION}{each.code}", title_of(each)) for each in access.institutions()]
    return [("", registry_words.house_word(CENTRE)), *connected]


def kind_choices() -> list[tuple[str, Text]]:
    """The kinds of evidence that a person may enter."""
    return [(kind.value, name) for kind, name in registry_words.EVIDENCE.items() if kind != EvidenceKind.ENGINE_FINDING]


def evidence_errors(values: Mapping[str, str], kind: str) -> dict[str, str]:
    """What is wrong with it, by field."""
    errors: dict[str, str] = {}
    reporter = values["reporter"]
    if reporter and reporter not in {value for value, _name in reporter_choices()}:
        errors["reporter"] = _("Choose one of those offered.")
    if kind in NAMED and not values["document"]:
        errors["document"] = _("An act or a decision is named by its number and date.")
    if len(values["document"]) > LONGEST_DOCUMENT:
        errors["document"] = _("At most %(count)d characters.") % {"count": LONGEST_DOCUMENT}
    return errors


def piece(kind: EvidenceKind, values: Mapping[str, str]) -> Evidence:
    """The piece of evidence that was typed, without mistakes."""
    return Evidence(kind, values["reporter"] or CENTRE, values["document"])
