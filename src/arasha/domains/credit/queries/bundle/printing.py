"""The bundle as a document to read: PDF/A-2, set by Typst with the fonts that it brings, in one of three languages."""

from importlib.resources import files
from typing import Any, Literal
from uuid import UUID

import typst

from arasha.domains.credit.facts.lending import Finding
from arasha.domains.credit.queries import history, told
from arasha.domains.credit.queries.bundle import lines, words
from arasha.domains.credit.queries.bundle.collecting import MOST
from arasha.domains.credit.queries.bundle.lines import Speaker
from arasha.domains.credit.rules.dispute import Bundle, Disputed
from arasha.kernel import clock
from arasha.kernel.facts import canonical_json
from arasha.kernel.identifiers import IIN

LAYOUT = "extract.typ"
STANDARD: Literal["a-2b"] = "a-2b"  # ISO 19005-2: what archives and courts take


def printed(bundle: Bundle, language: str) -> bytes:
    """A PDF of a bundle in Kazakh, Russian or English."""
    layout = files(__package__).joinpath(LAYOUT).read_bytes()
    said = canonical_json(_said(bundle, Speaker(language, bundle))).decode()
    made = clock.from_us(bundle.made_at).replace(microsecond=0)
    found = typst.compile(
        layout, ignore_system_fonts=True, pdf_standards=[STANDARD], sys_inputs={"said": said}, timestamp=made
    )
    assert isinstance(found, bytes)
    return found


def _said(bundle: Bundle, speaker: Speaker) -> dict[str, Any]:
    """Everything that is printed; the layout holds no word of its own."""
    say = speaker.say
    return {
        "language": speaker.language,
        "title": say(words.TITLE),
        "about": say(words.ABOUT),
        "foot": say(words.FOOT, page="{page}", pages="{pages}"),
        "head": _head(bundle, speaker),
        "whole": "" if bundle.whole else say(words.NOT_WHOLE, most=MOST),
        "loans": {"title": say(words.LOANS), "none": say(words.NO_LOANS), "rows": [
            [_grave(each), *lines.loan(each, bundle, speaker)] for each in bundle.loans
        ]},
        "order": {"title": say(words.ORDER), "note": say(words.ORDER_NOTE), "rows": lines.order(bundle, speaker),
                  "columns": [say(words.PLACE), say(words.WHEN), say(words.WHAT)]},
        "history": {"title": say(words.HISTORY), "rows": _history(bundle, speaker)},
        "signed": {"title": say(words.SIGNED), "note": say(words.SIGNED_NOTE), "rows": [
            [lines.written(each.at), each.text.strip()] for each in bundle.signed
        ]},
        "check": {"title": say(words.CHECK), "steps": [say(step) for step in words.STEPS]},
        "key": bundle.log_key,
        "checkpoint": bundle.checkpoint,
        "limits": {"title": say(words.LIMITS), "rows": [say(limit) for limit in words.LIMITS_SAID]},
    }  # fmt: skip


def _grave(loan: Disputed) -> str:
    """How a loan is marked: one that no answer allows stands out."""
    return "allow" if Finding(loan.finding) is Finding.ASKED else "deny"


def _head(bundle: Bundle, speaker: Speaker) -> list[list[str]]:
    rows = [
        (words.NAME, bundle.name),
        (words.IIN, IIN.parse(bundle.iin).display if bundle.iin else ""),
        (words.TOKEN, bundle.person),
        (words.MADE, lines.written(bundle.made_at)),
        (words.LOG, bundle.log_key.partition("+")[0]),
        (words.PIECES, str(len(bundle.receipts))),
    ]
    return [[speaker.say(label), value] for label, value in rows if value]


def _history(bundle: Bundle, speaker: Speaker) -> list[list[str]]:
    """What happened, the oldest first: instant, what, what it meant."""
    rows = []
    for event in reversed(history.events(UUID(hex=bundle.person), MOST)):
        said = told.words(event, event.institution)[speaker.language]
        rows.append([lines.written(clock.to_us(event.at)), said.title, said.text])
    return rows
