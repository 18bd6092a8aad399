"""The form of a typology: its words in three languages, what it weighs, its conditions; every mistake by its field."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _

from arasha.domains.payments.actions.typologies import Draft, Part, Texts
from arasha.interfaces.workspace import conditions
from arasha.interfaces.workspace.conditions import Row
from arasha.interfaces.workspace.typed import typed

LANGUAGES = ("kk", "ru", "en")
BEGINNING = "T_"
CODE = re.compile(r"T_[A-Z0-9_]{1,38}")
APART = re.compile(r"[\s-]+")
LONGEST_TITLE, LONGEST_REASON = 120, 300
HEAVIEST = 1_000

# The gravest verdict that a typology can support; refusing is left to the registry, where a person has judged.
CEILINGS: dict[str, Literal["warn", "hold"]] = {"warn": "warn", "hold": "hold"}
TEXTS = tuple(f"{name}_{language}" for name in ("title", "reason") for language in LANGUAGES)
NAMES = ("code", "weight", "ceiling", *TEXTS)
USUAL = {"weight": "150", "ceiling": "warn"}
TRIAL = "T_TRIAL"  # the code of what is tried before it has one


class Form(NamedTuple):
    """What was filled in, what is wrong by field, and the draft when nothing is."""

    values: Mapping[str, str]
    rows: Sequence[Row]
    errors: Mapping[str, str] = {}
    draft: Draft | None = None

    @property
    def texts(self) -> list[tuple[str, list[tuple[str, str, str, str]]]]:
        """For each language the fields of its texts: name, label, value, mistake."""
        labels = {"title": _("Title"), "reason": _("Reason")}
        return [
            (
                language,
                [
                    (field, label, self.values.get(field, ""), self.errors.get(field, ""))
                    for field, label in ((f"{name}_{language}", label) for name, label in labels.items())
                ],
            )
            for language in LANGUAGES
        ]


def empty() -> Form:
    """A form that nothing was filled in."""
    return Form(USUAL, [Row({})])


def of(draft: Draft) -> Form:
    """The form of a typology that exists."""
    values = {"code": draft.code, "weight": str(draft.weight), "ceiling": draft.ceiling}
    for name, texts in (("title", draft.title), ("reason", draft.reason)):
        values |= {f"{name}_{language}": text for language, text in msgspec.structs.asdict(texts).items()}
    return Form(values, [conditions.row_of(part) for part in draft.when], draft=draft)


def read(form: QueryDict) -> Form:
    """What was filled in."""
    values = {name: typed(form, name, LONGEST_REASON + 1) for name in NAMES}
    values["code"] = _code(values["code"])
    rows = conditions.read(form)
    errors = {**_of_words(values), **_of_figures(values), **_of_rows(rows)}
    wrong = bool(errors) or any(row.errors for row in rows)
    return Form(values, rows, errors, None if wrong else _draft(values, rows))


def _code(text: str) -> str:
    """A code as the book wants it, however it was typed: `fan in at night` is `T_FAN_IN_AT_NIGHT`."""
    code = APART.sub("_", text.strip()).upper()
    return code if code.startswith(BEGINNING) or not code else BEGINNING + code


def trial(form: Form) -> Draft | None:
    """What can be tried already, whatever words are missing; None when conditions or figures are wrong."""
    if (
        not form.rows
        or any(row.errors for row in form.rows)
        or not {"rows", "weight", "ceiling"}.isdisjoint(form.errors)
    ):
        return None
    words = dict.fromkeys(TEXTS, TRIAL)
    code = form.values["code"] if CODE.fullmatch(form.values["code"]) else TRIAL
    return _draft({**form.values, **words, "code": code}, form.rows)


def _draft(values: Mapping[str, str], rows: Sequence[Row]) -> Draft:
    return Draft(
        code=values["code"],
        weight=int(values["weight"]),
        ceiling=CEILINGS[values["ceiling"]],
        title=Texts(**{language: values[f"title_{language}"] for language in LANGUAGES}),
        reason=Texts(**{language: values[f"reason_{language}"] for language in LANGUAGES}),
        when=ordered([row.part for row in rows if row.part is not None]),
    )


def ordered(parts: Sequence[Part]) -> list[Part]:
    """The engine wants a plain comparison first; otherwise the order is the writer's."""
    return sorted(parts, key=lambda part: bool(part.of) or part.outside)


def _of_words(values: Mapping[str, str]) -> dict[str, str]:
    errors = {}
    for name in TEXTS:
        longest = LONGEST_TITLE if name.startswith("title") else LONGEST_REASON
        if not values[name]:
            errors[name] = _("Write it in all three languages: whoever asks reads it in his own.")
        elif len(values[name]) > longest:
            errors[name] = _("At most %(count)d characters.") % {"count": longest}
    return errors


def _of_figures(values: Mapping[str, str]) -> dict[str, str]:
    errors, weight = {}, values["weight"]
    if not CODE.fullmatch(values["code"]):
        errors["code"] = _("A name of Latin letters, digits and _, at most 40: T_FAN_IN_AT_NIGHT")
    if not (weight.isascii() and weight.isdigit() and len(weight) <= 4 and 0 < int(weight) <= HEAVIEST):
        errors["weight"] = _("A whole number from 1 to 1000.")
    if values["ceiling"] not in CEILINGS:
        errors["ceiling"] = _("Choose one of those offered.")
    return errors


def _of_rows(rows: Sequence[Row]) -> dict[str, str]:
    begun = [row for row in rows if row.begun]
    if not begun:
        return {"rows": _("Add at least one condition.")}
    parts = [row.part for row in begun if row.part is not None]
    if len(parts) == len(begun) and all(part.of or part.outside for part in parts):
        return {"rows": _("Add one condition that compares a figure with fixed bounds: at least, at most, from … to.")}
    return {}
