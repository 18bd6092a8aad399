"""Where the fields of a message stand in its XML: one table serves reading and writing.

A field names a path of elements and a field of the message, `debtor.name` being the name of its debtor. Fields stand
in the order of the schema. What a schema allows beyond them is passed over; where an element that is taken once comes
again, the first is taken.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import msgspec

from arasha.interfaces.exchange.iso20022.messages import Group, Item
from arasha.interfaces.exchange.iso20022.values import CURRENCY, TEXT, Kind
from arasha.kernel.errors import Malformed

Values = dict[str, Any]


class Field(NamedTuple):
    """A field of a message: its path below the group or item, its name, and how it is written."""

    path: str
    name: str
    kind: Kind = TEXT


class Layout(NamedTuple):
    """A message: its element, the fields of its group, the path and the fields of its items.

    A message without items has no `item`.
    """

    root: str
    group: tuple[Field, ...]
    group_type: type[Group]
    item: str = ""
    fields: tuple[Field, ...] = ()
    item_type: type[Item] = Item


class Node(NamedTuple):
    """What to do with an element: take its value into `owner` and `name`, or go on to its children."""

    kind: Kind | None
    owner: str
    name: str
    children: dict[str, "Node"]


def compiled(fields: Iterable[Field], namespace: str) -> dict[str, Node]:
    """The fields as a tree by the names of elements."""
    tree: dict[str, Node] = {}
    for field in fields:
        *steps, last = (f"{{{namespace}}}{step}" for step in field.path.split("/"))
        below = tree
        for step in steps:
            below = below.setdefault(step, Node(None, "", "", {})).children
        owner, _, name = field.name.rpartition(".")
        below[last] = Node(field.kind, owner, name, {})
    return tree


def take(element: Any, tree: dict[str, Node], found: Values) -> None:
    """Take what the tree names out of an element's children; `Misplaced` says which of them cannot be read."""
    for child in element:
        node = tree.get(child.tag)
        if node is None:
            continue
        kind, owner, name, children = node
        if kind is None:
            take(child, children, found)
            continue
        values = found.setdefault(owner, {}) if owner else found
        if kind.many:
            values.setdefault(name, []).append(_value(child, kind))
        elif name not in values:
            values[name] = child.text or "" if kind is TEXT else _value(child, kind)


class Misplaced(Exception):
    """An element whose value cannot be read, and why; becomes a `Malformed` with its place."""

    def __init__(self, element: Any, reason: str) -> None:
        super().__init__(reason)
        self.element, self.reason = element, reason


def _value(element: Any, kind: Kind) -> Any:
    if kind.money and element.get("Ccy") != CURRENCY:
        raise Misplaced(
            element, "the currency is not KZT: the centre counts in tenge, give the amount in KZT at the day's rate"
        )
    try:
        return kind.read(element.text or "")
    except Malformed as error:
        raise Misplaced(element, error.detail) from None
    except (ValueError, OverflowError):
        raise Misplaced(element, f"this is not {kind.shape}") from None


class Step(NamedTuple):
    """A field ready to be written: the elements around it, its own tags, where its value is found."""

    around: tuple[str, ...]
    before: str
    after: str
    owner: str
    name: str
    field: Field


def plan(fields: Iterable[Field], around: tuple[str, ...]) -> list[Step]:
    """How fields are written inside the elements `around`."""
    steps = []
    for field in fields:
        *above, last = (*around, *field.path.split("/"))
        attribute = f' Ccy="{CURRENCY}"' if field.kind.money else ""
        owner, _, name = field.name.rpartition(".")
        steps.append(Step(tuple(above), f"<{last}{attribute}>", f"</{last}>", owner, name, field))
    return steps


def written(steps: Iterable[Step], message: msgspec.Struct) -> str:
    """The XML of a group or an item; what is empty or zero is left out."""
    opened: tuple[str, ...] = ()
    parts: list[str] = []
    for step in steps:
        value = getattr(getattr(message, step.owner) if step.owner else message, step.name)
        if not value and value is not False:
            continue
        if step.around != opened:
            parts.append(_moved(opened, step.around))
            opened = step.around
        for each in value if step.field.kind.many else (value,):
            parts += (step.before, _text(step.field, each), step.after)
    parts.append(_moved(opened, ()))
    return "".join(parts)


def _text(field: Field, value: Any) -> str:
    try:
        return field.kind.write(value)
    except Malformed as error:
        raise Malformed(error.detail, field=field.path) from None


@cache
def _moved(opened: tuple[str, ...], wanted: tuple[str, ...]) -> str:
    """What closes and opens elements until those that are wanted are open."""
    same = 0
    while same < min(len(opened), len(wanted)) and opened[same] == wanted[same]:
        same += 1
    closing = "".join(f"</{tag}>" for tag in reversed(opened[same:]))
    return closing + "".join(f"<{tag}>" for tag in wanted[same:])
