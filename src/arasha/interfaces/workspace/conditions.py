"""Conditions of a typology as rows of a form: read with errors beside the field, written back, told in words."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from arasha.domains.payments.actions.typologies import Part
from arasha.domains.payments.queries.features import Column, columns
from arasha.interfaces.ui.text import Text
from arasha.interfaces.workspace import bounds, words
from arasha.interfaces.workspace.bounds import IN_SHARES, MEASURES, Measure, Unusable
from arasha.interfaces.workspace.typed import typed

MOST_ROWS = 12
LONGEST = 40
WHOLE_SHARE = 1_000  # per mille: the engine compares with a part of another figure, never with more than the whole
NONE = -1  # never, of nothing, not known


class How(StrEnum):
    """How a figure is compared; `at most` and `between` leave out what never was, `so far` lets it in."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    EXACTLY = "exactly"
    OTHER = "other"
    OUTSIDE = "outside"
    NEVER = "never"
    NEVER_OR = "never_or"


HOWS: dict[How, Text] = {
    How.AT_LEAST: pgettext_lazy("comparison", "at least"),
    How.AT_MOST: pgettext_lazy("comparison", "at most"),
    How.BETWEEN: pgettext_lazy("comparison", "from … to"),
    How.EXACTLY: pgettext_lazy("comparison", "exactly"),
    How.OTHER: pgettext_lazy("comparison", "anything but"),
    How.OUTSIDE: pgettext_lazy("comparison", "outside of"),
    How.NEVER: pgettext_lazy("comparison", "is not there: never, of nothing, not known"),
    How.NEVER_OR: pgettext_lazy("comparison", "not there, or at most"),
}
CHOSEN = (How.EXACTLY, How.OTHER)  # how a choice is compared
ORDERED = (How.AT_LEAST, How.AT_MOST, How.BETWEEN, How.EXACTLY, How.OTHER, How.OUTSIDE)
TWO = frozenset({How.BETWEEN, How.OUTSIDE})
FIELDS = ("feature", "how", "low", "high", "length", "of")


class Row(NamedTuple):
    """A row of the form as it was typed, what is wrong with it by field, and the condition when nothing is."""

    values: Mapping[str, str]
    errors: Mapping[str, str] = {}
    part: Part | None = None

    @property
    def begun(self) -> bool:
        """Was a feature chosen?"""
        return bool(self.values.get("feature"))

    @property
    def column(self) -> Column | None:
        """The feature that was chosen."""
        return by_name().get(self.values.get("feature", ""))

    @property
    def measure(self) -> Measure:
        """How its bounds are typed."""
        column = self.column
        return IN_SHARES if self.values.get("of") else MEASURES[column.unit] if column else Measure()

    @property
    def hows(self) -> list[tuple[str, Text]]:
        """How this feature can be compared."""
        return [(how.value, HOWS[how]) for how in hows_of(self.measure)]

    @property
    def two(self) -> bool:
        """Does the comparison need two bounds?"""
        return self.values.get("how") in TWO

    @property
    def bare(self) -> bool:
        """Does the comparison need no bound?"""
        return self.values.get("how") == How.NEVER

    @property
    def choices(self) -> list[tuple[str, Text]]:
        """What is offered instead of typing."""
        return [(str(value), name) for value, name in (self.measure.choices or {}).items()]


def by_name() -> dict[str, Column]:
    """Every feature by its name."""
    return {column.name: column for column in columns()}


def hows_of(measure: Measure) -> tuple[How, ...]:
    """How figures of a measure can be compared."""
    if measure.choices is not None:
        return (*CHOSEN, How.AT_LEAST, How.AT_MOST) if len(measure.choices) > 2 else CHOSEN
    return (*ORDERED, How.NEVER, How.NEVER_OR) if measure.nothing else ORDERED


def read(form: QueryDict) -> list[Row]:
    """The rows of a form, in their order, those not begun among them."""
    count = form.get("rows", "0")
    most = min(int(count), MOST_ROWS) if count.isascii() and count.isdigit() else 0
    found = [{name: typed(form, f"{name}-{place}", LONGEST) for name in FIELDS} for place in range(most)]
    return [_row(values) if values["feature"] else Row(values) for values in found]


def _row(values: Mapping[str, str]) -> Row:
    row = Row(values)
    errors: dict[str, str] = {}
    column = row.column
    if column is None:
        return Row(values, {"feature": _("Choose one of those offered.")})
    if values["of"] and values["of"] not in by_name():
        return Row(values, {"of": _("Choose one of those offered.")})
    how = values["how"] if values["how"] in hows_of(row.measure) else hows_of(row.measure)[0].value
    row = Row(dict(values) | {"how": how})
    low = 0 if row.bare else _bound(row, "low", errors)
    high = _bound(row, "high", errors) if row.two else low
    if not errors and low > high:
        errors["high"] = _("It must not be less than the first bound.")
    part = _PARTS[How(how)](column.name, low, high)
    if values["of"] and not errors:
        part, errors = _share(part, values["of"])
    return row._replace(errors=errors, part=None if errors else part)


def _bound(row: Row, name: str, errors: dict[str, str]) -> int:
    try:
        return bounds.read(row.values[name], row.measure, row.values["length"])
    except Unusable as unusable:
        errors[name] = str(unusable)
        return 0


def _share(part: Part, of: str) -> tuple[Part, dict[str, str]]:
    """The same as a part of another figure: both bounds must be there, and be no more than the whole."""
    least, most = part.least or 0, WHOLE_SHARE if part.most is None else part.most
    if max(least, most) > WHOLE_SHARE:
        return part, {"low": _("Of another figure at most 100 %: for more, write the condition the other way round.")}
    return msgspec.structs.replace(part, least=least, most=most, of=of), {}


_PARTS: dict[How, Callable[[str, int, int], Part]] = {
    How.AT_LEAST: lambda name, low, _high: Part(name, low, None),
    How.AT_MOST: lambda name, low, _high: Part(name, 0, low),
    How.BETWEEN: Part,
    How.EXACTLY: lambda name, low, _high: Part(name, low, low),
    How.OTHER: lambda name, low, _high: Part(name, low, low, outside=True),
    How.OUTSIDE: lambda name, low, high: Part(name, low, high, outside=True),
    How.NEVER: lambda name, _low, _high: Part(name, NONE, NONE),
    How.NEVER_OR: lambda name, low, _high: Part(name, None, low),
}


def row_of(part: Part) -> Row:
    """A condition as the form shows it."""
    how, low, high = _how(part)
    empty = Row({"feature": part.feature, "of": part.of, "how": how.value})
    first, length = bounds.typed(low, empty.measure) if low is not None else ("", "")
    second, _length = bounds.typed(high, empty.measure) if high is not None and how in TWO else ("", "")
    if how in TWO and low is not None and high is not None:
        first, second, length = _alike(low, high, empty.measure)
    return Row({**empty.values, "low": first, "high": second, "length": length}, part=part)


def _alike(low: int, high: int, measure: Measure) -> tuple[str, str, str]:
    """Two bounds in one length of time: the shorter of theirs."""
    lengths = [bounds.typed(value, measure)[1] for value in (low, high) if value]
    order = list(bounds.LENGTHS)
    length = min(lengths, key=order.index) if measure.lengths and lengths else ""
    if not length:
        return bounds.typed(low, measure)[0], bounds.typed(high, measure)[0], ""
    seconds = bounds.LENGTHS[length][0]
    return str(low // seconds), str(high // seconds), length


def _how(part: Part) -> tuple[How, int | None, int | None]:
    """Which comparison a condition is, with its bounds."""
    least, most = part.least, part.most
    if part.outside:
        return (How.OTHER if least == most else How.OUTSIDE), least, most
    if least == most:
        return (How.NEVER, None, None) if least == NONE and _has_nothing(part) else (How.EXACTLY, least, None)
    if most is None or (part.of and most == WHOLE_SHARE):
        return How.AT_LEAST, least, None
    if least is None and most == NONE and _has_nothing(part):
        return How.NEVER, None, None
    if least is None:
        return (How.NEVER_OR if _has_nothing(part) else How.AT_MOST), most, None
    return (How.AT_MOST, most, None) if least == 0 else (How.BETWEEN, least, most)


def _has_nothing(part: Part) -> bool:
    column = by_name().get(part.feature)
    return bool(column and MEASURES[column.unit].nothing)


def told(parts: Sequence[Part]) -> list[tuple[str, str]]:
    """Conditions in words: the feature with whose it is, and what it is compared with."""
    return [(_feature(part.feature), _compared(part)) for part in parts]


def _feature(name: str) -> str:
    column = by_name().get(name)
    return f"{_(column.title)} · {words.SECTIONS[column.about]}" if column else name


def _compared(part: Part) -> str:
    (how, low, high), row = _how(part), row_of(part)
    if how is How.NEVER:
        return str(HOWS[how])
    first = bounds.told(low or 0, row.measure)
    of = _(" of: %(figure)s") % {"figure": _feature(part.of)} if part.of else ""
    if how in TWO:
        pair = {"low": first, "high": bounds.told(high or 0, row.measure)}
        return (_("from %(low)s to %(high)s") if how is How.BETWEEN else _("outside of %(low)s – %(high)s")) % pair + of
    if how is How.EXACTLY and row.choices:
        return first
    return f"{HOWS[how]} {first}{of}"
