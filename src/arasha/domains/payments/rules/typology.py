"""A typology: a rule that people write outside the code, and what its states may become.

`draft` is being written; in `shadow` it leaves its bit and decides nothing; `live` it counts. A second person makes it
live. Whoever changes what it says begins again with a draft, so what counts is always what was watched.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

import msgspec

from arasha.domains.payments.facts import TypologyState, Verdict
from arasha.domains.payments.rules.checks import CODE, LARGEST_SHARE
from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.language import LEAST, MOST, Condition, Rule, Told
from arasha.domains.payments.rules.verdict import FULL_SCORE
from arasha.kernel.errors import Conflict, Forbidden, Malformed

# No rule of the table begins so: a release that adds rules never meets a typology of the same name.
BEGINNING = "T_"
MOST_CONDITIONS = 12
LONGEST_TITLE, LONGEST_REASON = 120, 300
FARTHEST = 10**15  # no figure of the engine is greater

TRANSITIONS: dict[TypologyState, frozenset[TypologyState]] = {
    TypologyState.DRAFT: frozenset({TypologyState.SHADOW, TypologyState.REJECTED}),
    TypologyState.SHADOW: frozenset(
        {TypologyState.LIVE, TypologyState.DRAFT, TypologyState.REJECTED, TypologyState.RETIRED}
    ),
    TypologyState.LIVE: frozenset({TypologyState.SHADOW, TypologyState.RETIRED}),
    TypologyState.RETIRED: frozenset({TypologyState.DRAFT}),
    TypologyState.REJECTED: frozenset({TypologyState.DRAFT}),
}

IN_FORCE = (TypologyState.SHADOW, TypologyState.LIVE)


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A condition by the feature's name: it lies from `least` to `most`, both included, or `outside` of them.

    Without a bound it is open on that side; when `of` names a feature the bounds are so many per mille of that one.
    """

    feature: str
    least: int | None = None
    most: int | None = None
    of: str = ""
    outside: bool = False


class Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in the three languages; none may be missing."""

    kk: str
    ru: str
    en: str


class Draft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A typology as it is written: the file that is proposed, and what the editor hands in."""

    code: str
    weight: int
    when: list[Part]
    title: Texts
    reason: Texts
    ceiling: Literal["warn", "hold"] = "warn"


class InForce(msgspec.Struct, frozen=True):
    """A typology as the book takes it."""

    draft: Draft
    shadow: bool


def read(content: bytes) -> Draft:
    """A draft from JSON; `Malformed` names the field and the remedy."""
    try:
        draft = msgspec.json.decode(content, type=Draft)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$")
        raise Malformed(what, field=where.strip(".`") or None) from None
    except msgspec.DecodeError as error:
        raise Malformed(f"this is no JSON: {error}") from None
    check(draft)
    return draft


def check(draft: Draft) -> None:
    """`Malformed` with the first mistake of a draft, its field and the remedy."""
    for field, mistake in _mistakes(draft):
        raise Malformed(mistake, field=field)


def rule_of(draft: Draft, *, shadow: bool) -> Rule:
    """A checked draft as a rule of the book."""
    told = Told(msgspec.structs.asdict(draft.title), msgspec.structs.asdict(draft.reason))
    return Rule(
        code=draft.code,
        weight=draft.weight,
        ceiling=Verdict[draft.ceiling.upper()],
        title=draft.title.en,
        reason=draft.reason.en,
        when=tuple(_condition(part) for part in draft.when),
        shadow=shadow,
        told=told,
    )


def rules_of(in_force: Sequence[InForce]) -> list[Rule]:
    """Typologies in force as rules."""
    return [rule_of(each.draft, shadow=each.shadow) for each in in_force]


def check_transition(state: TypologyState, to: TypologyState) -> None:
    """`Conflict` when a typology in this state may not become that."""
    if to not in TRANSITIONS[state]:
        raise Conflict(f"a typology that is {state} cannot become {to}")


def check_second_person(authors: Collection[str], approver: str) -> None:
    """Four eyes: `Forbidden` to whoever wrote a part of it."""
    if approver in authors:
        raise Forbidden("a typology is made live by somebody who has not written any of it")


def _condition(part: Part) -> Condition:
    return Condition(
        F[part.feature],
        LEAST if part.least is None else part.least,
        MOST if part.most is None else part.most,
        F[part.of] if part.of else None,
        part.outside,
    )


def _mistakes(draft: Draft) -> Iterator[tuple[str, str]]:
    """What is wrong with a draft: the field, and the remedy."""
    if not (draft.code.startswith(BEGINNING) and CODE.fullmatch(draft.code)):
        yield (
            "code",
            f"begin it with {BEGINNING}, then capital Latin letters, digits and underscores, 40 in all at most",
        )
    if not 0 < draft.weight <= FULL_SCORE:
        yield "weight", f"a typology speaks against a payment: give it a weight from 1 to {FULL_SCORE}"
    for name, longest in (("title", LONGEST_TITLE), ("reason", LONGEST_REASON)):
        for language, text in msgspec.structs.asdict(getattr(draft, name)).items():
            if not 0 < len(text.strip()) <= longest:
                yield f"{name}.{language}", f"write it in this language too, in at most {longest} characters"
    if not 0 < len(draft.when) <= MOST_CONDITIONS:
        yield "when", f"give it from 1 to {MOST_CONDITIONS} conditions"
    for number, part in enumerate(draft.when):
        yield from ((f"when[{number}].{field}", mistake) for field, mistake in _wrong_in(part))
    if draft.when and (draft.when[0].of or draft.when[0].outside):
        yield "when[0]", "the first condition compares one figure with fixed bounds from inside: put another one first"


def _wrong_in(part: Part) -> Iterator[tuple[str, str]]:
    for field in ("feature", "of"):
        name = getattr(part, field)
        if name not in F.__members__ and (name or field == "feature"):
            yield field, "there is no figure of this name: docs/reference/features.md has them all"
    bounds = [bound for bound in (part.least, part.most) if bound is not None]
    if not bounds:
        yield "least", "a condition without a bound always holds: give it one"
    if any(abs(bound) > FARTHEST for bound in bounds):
        yield "most", f"no figure is beyond {FARTHEST:,}: take a smaller bound"
    if bounds[1:] and bounds[0] > bounds[1]:
        yield "most", "nothing lies between these bounds: exchange them"
    if part.of and (len(bounds) < 2 or max(map(abs, bounds)) > LARGEST_SHARE):
        yield "of", f"a share needs both bounds, at most {LARGEST_SHARE:,} per mille"
