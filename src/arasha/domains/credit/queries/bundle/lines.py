"""The lines of a printed bundle, made of what is proved in it."""

from collections.abc import Mapping
from typing import Any

from arasha.domains.credit.facts.lending import ClaimState, Finding
from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.hot.statement import CHANGE, CHECK
from arasha.domains.credit.queries.bundle import words
from arasha.domains.credit.rules.dispute import Bundle, Disputed
from arasha.domains.credit.rules.effects import Refused, Scope
from arasha.domains.credit.rules.told import refused_in_words
from arasha.kernel import clock, money
from arasha.kernel.access.models import Institution
from arasha.kernel.languages import texts

WRITTEN = "%d.%m.%Y %H:%M:%S"
Statement = Mapping[str, Any]


class Speaker:
    """Says things in one language, and knows what lenders are called."""

    def __init__(self, language: str, bundle: Bundle) -> None:
        codes = {str(each.statement.get("lender", "")) for each in bundle.receipts} | {
            one.lender for one in bundle.loans
        }
        self.language = language
        self._names = {
            each.code: str(getattr(each, f"name_{language}")) for each in Institution.objects.filter(code__in=codes)
        }

    def say(self, text: str, **values: object) -> str:
        """A marked text with its values."""
        return texts(text)[self.language] % values if values else texts(text)[self.language]

    def name(self, code: str) -> str:
        """What a lender is called, with its code."""
        return f"{self._names[code]} ({code})" if self._names.get(code) else code

    def refused(self, scopes: list[str], above: int) -> str:
        """Which loans are refused."""
        scope = Scope.NONE
        for word in scopes:
            scope |= Scope[word.upper()]
        return refused_in_words(Refused(scope, above))[self.language]

    def told(self, effect: Statement) -> str:
        """What lenders are told, as a change states it; empty when nothing is."""
        parts = []
        if effect["own_scopes"]:
            parts.append(self.say(words.OWN, refused=self.refused(effect["own_scopes"], effect["own_above"])))
        if effect["bureau_scopes"]:
            parts.append(self.say(words.BUREAU, refused=self.refused(effect["bureau_scopes"], effect["bureau_above"])))
        if effect["caution"]:
            parts.append(self.say(words.CAUTION))
        return "; ".join(parts)

    def answer(self, statement: Statement) -> str:
        """What a lender was told."""
        return self.say(words.ANSWERS[Answer[statement["answer"].upper()]])


def written(us: int) -> str:
    """An instant as it is printed."""
    return clock.on_screen(clock.from_us(us)).strftime(WRITTEN)


def order(bundle: Bundle, speaker: Speaker) -> list[list[str]]:
    """Refusals and answers in their one order: a mark, place, instant, words."""
    rows = [each.statement for each in bundle.receipts if each.statement.get("statement") in {CHECK, CHANGE}]
    return [
        [_mark(row), str(row["sequence"]), written(row["at"]), _said(row, speaker)]
        for row in sorted(rows, key=lambda row: row["sequence"])
    ]


def loan(disputed: Disputed, bundle: Bundle, speaker: Speaker) -> list[str]:
    """What the record says of a loan: a heading, and sentences."""
    amount = money.display(disputed.amount)
    lines = [speaker.say(words.LOAN, lender=speaker.name(disputed.lender), amount=amount, at=written(disputed.lent_at))]
    rows = [each.statement for each in bundle.receipts]
    lines.append(_refused_then(rows, disputed, speaker))
    lines.append(_asked_then(rows, disputed, speaker))
    finding = speaker.say(words.FINDINGS[Finding(disputed.finding)])
    lines.append(finding[:1].upper() + finding[1:] + ".")
    if disputed.claim:
        state = speaker.say(words.STATES[ClaimState(disputed.state)])
        lines.append(speaker.say(words.CLAIM, claim=disputed.claim, state=state))
    return lines


def _mark(row: Statement) -> str:
    return "change" if row["statement"] == CHANGE else str(row["answer"])


def _said(row: Statement, speaker: Speaker) -> str:
    if row["statement"] == CHANGE:
        said = speaker.told(row["effect"])
        return speaker.say(words.NOW_TOLD, said=said) if said else speaker.say(words.NOW_NOTHING)
    what = [speaker.say(words.APPLICATION, id=row["application"]), speaker.say(words.CHANNELS[row["channel"]])]
    if row.get("amount"):
        what.insert(1, money.display(row["amount"]))
    return speaker.say(
        words.ASKED, lender=speaker.name(row["lender"]), what=", ".join(what), answer=speaker.answer(row)
    )


def _refused_then(rows: list[dict[str, Any]], disputed: Disputed, speaker: Speaker) -> str:
    """What was said of the person when a loan was given."""
    before = [row for row in rows if row.get("statement") == CHANGE and row["at"] <= disputed.lent_at]
    last = max(before, key=lambda row: int(row["sequence"]), default=None)
    said = speaker.told(last["effect"]) if last else ""
    if last is None or not said:
        return speaker.say(words.NOTHING_THEN)
    return speaker.say(words.REFUSED_THEN, said=said, since=written(last["at"]), place=last["sequence"])


def _asked_then(rows: list[dict[str, Any]], disputed: Disputed, speaker: Speaker) -> str:
    """What the lender had been told: about this application, or last before the loan."""
    own = [
        row for row in rows
        if row.get("statement") == CHECK and row["lender"] == disputed.lender and row["at"] <= disputed.lent_at
    ]  # fmt: skip
    named = [row for row in own if row["application"] == disputed.application] or own
    if not named:
        return speaker.say(words.NOT_ASKED)
    last = max(named, key=lambda row: int(row["sequence"]))
    values = {"at": written(last["at"]), "place": last["sequence"], "application": last["application"]}
    return speaker.say(words.ASKED_THEN, **values, answer=speaker.answer(last))
