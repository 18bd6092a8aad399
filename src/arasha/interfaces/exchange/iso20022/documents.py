"""Whole documents: a file becomes a group and its items, a group and its items become a file.

Both ways the document is held against the schema of its version. A document may stand alone or in an envelope of any
kind that also has a header (head.001). Items are read one by one, so a file may be as large as `parsing.LARGEST`.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec
from lxml import etree

from arasha.interfaces.exchange.iso20022 import parsing, schemas
from arasha.interfaces.exchange.iso20022.layout import Misplaced, Node, Step, Values, compiled, plan, take, written
from arasha.interfaces.exchange.iso20022.messages import Group, Header, Item
from arasha.interfaces.exchange.iso20022.parsing import Source
from arasha.interfaces.exchange.iso20022.versions import NAMESPACE, layout_of, usual
from arasha.kernel.errors import Malformed

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
NOT_OURS = "this is no document of ISO 20022: its first element must be Document, in the namespace of its version"


class Entry(NamedTuple):
    """An item of a document with its number (from 1) and its line, or why it cannot be understood."""

    ordinal: int
    line: int
    item: Item | Malformed


class Document(NamedTuple):
    """A document: its version, its header where there is one, its group, and its items as they are read."""

    version: str
    header: Header | None
    group: Group
    entries: Iterator[Entry]

    def items(self) -> list[Any]:
        """All items; `Malformed` when one cannot be understood."""
        found = []
        for entry in self.entries:
            if isinstance(entry.item, Malformed):
                raise entry.item
            found.append(entry.item)
        return found


def read(source: Source) -> Document:
    """Open a document: its group is read, its items come as they are asked for.

    Raises `Malformed` with place, line and remedy, `TooLarge`; while items are read, too, when the file breaks off or
    is not laid out as its schema has it. An item that is wrong in itself spoils only itself.
    """
    root = parsing.root_of(source)
    version = parsing.namespace_of(root)
    if version and etree.QName(root).localname == "Document":
        return _opened(source, version, None)
    return _enveloped(source)


def write(group: Group, items: Sequence[Item] = (), version: str = "") -> bytes:
    """A document in its usual version, or in the one that is named; `Malformed` when the schema does not take it."""
    version = version or usual(group)
    layout = layout_of(version)
    if any(field.name == "count" for field in layout.group):
        if not items:
            place = f"/Document/{layout.root}/{layout.item}"
            raise Malformed("there is no payment in it: such a message needs at least one", field=place)
        group = msgspec.structs.replace(group, count=len(items))
    namespace = f'xmlns="{NAMESPACE}{version}"'
    if layout.group_type is Header:
        text = f"<{layout.root} {namespace}>{''.join(_parts(version, group, ()))}</{layout.root}>\n"
    else:
        inner = "\n".join(_parts(version, group, items))
        text = f"<Document {namespace}><{layout.root}>{inner}</{layout.root}></Document>\n"
    data = (DECLARATION + text).encode()
    check(data, version)
    return data


def check(data: bytes, version: str) -> None:
    """Hold a document against the schema of a version; `Malformed` says what is wrong first."""
    parsing.fits(parsing.whole(data), schemas.whole(version), {})


def _parts(version: str, group: Group, items: Iterable[Item]) -> Iterator[str]:
    steps, item_steps = _plans(version)
    yield written(steps, group)
    yield from (written(item_steps, item) for item in items)


@cache
def _plans(version: str) -> tuple[list[Step], list[Step]]:
    layout = layout_of(version)
    return plan(layout.group, ()), plan(layout.fields, tuple(layout.item.split("/")))


@cache
def _tables(version: str) -> tuple[dict[str, Node], dict[str, Node]]:
    layout, namespace = layout_of(version), NAMESPACE + version
    return compiled(layout.group, namespace), compiled(layout.fields, namespace)


def _enveloped(source: Source) -> Document:
    """The document in an envelope, held against its header."""
    tree = parsing.whole(source)
    inside = {etree.QName(element).localname: element for element in tree.iter("{*}Document", "{*}AppHdr")}
    found = inside.get("Document")
    if found is None or not (version := parsing.namespace_of(found)):
        raise Malformed(f"line 1: {NOT_OURS}", field=f"/{etree.QName(tree).localname}")
    header = _header(_cut(inside["AppHdr"])) if "AppHdr" in inside else None
    if header is not None and header.message_name != version:
        raise Malformed(f"the header says another message than the document, which is {version}", field="/AppHdr")
    return _opened(_cut(found), version, header)


def _cut(element: Any) -> bytes:
    """A part of a document as a document of its own, on the same lines."""
    before: int = element.sourceline - 1
    return b"\n" * before + bytes(etree.tostring(element, with_tail=False))


def _header(source: bytes) -> Header:
    root = parsing.root_of(source)
    version = parsing.namespace_of(root)
    layout = layout_of(version)
    if layout.group_type is not Header:
        raise Malformed("the header is not a business application header (head.001)", field="/AppHdr")
    check(source, version)
    values = Values()
    _take(parsing.whole(source), _tables(version)[0], values, {})
    return msgspec.convert(values, Header)


def _opened(source: Source, version: str, header: Header | None) -> Document:
    reader = _Reader(source, version)
    return Document(version, header, reader.group(), reader.entries())


class _Reader:
    """Reads one document, once, from its beginning to its end."""

    def __init__(self, source: Source, version: str) -> None:
        namespace = NAMESPACE + version
        self._layout = layout = layout_of(version)
        self._tops, self._fields = _tables(version)
        steps = ["Document", layout.root, *filter(None, layout.item.split("/"))]
        self._document, self._root, *_ = names = [f"{{{namespace}}}{step}" for step in steps]
        self._around, self._item = names[-2:] if layout.item else ("", "")
        self._pieces = schemas.of_pieces(version, layout)
        self._elements = parsing.elements(source, {*self._tops, self._item} - {""})
        self._whole = schemas.whole(version)
        self._first: Any = None
        self._tree: Any = None
        self._count = 0

    def group(self) -> Group:
        """What stands before the items."""
        values = Values()
        for element in self._elements:
            self._tree = element.getroottree().getroot()
            if self._is_item(element):
                self._first = element
                break
            if self._is_top(element):
                parsing.fits(element, self._pieces, {})
                _take(element, self._tops[element.tag].children, values, {})
        if "id" not in values:
            begins = self._layout.group[0].path.split("/")[0]
            raise Malformed(f"the message does not begin with {begins}", field=f"/Document/{self._layout.root}")
        self._count = values.get("count", 0)
        if self._first is None:
            parsing.fits(self._tree, self._whole, {})
        return msgspec.convert(values, self._layout.group_type)

    def entries(self) -> Iterator[Entry]:
        """The items; at the end the document must be laid out as its schema has it, and have as many as it says.

        Items are forgotten as the next one comes. The first that is right stays, and stands for all of them when the
        layout is looked at.
        """
        ordinal, stays, element = 0, False, self._first
        while element is not None:
            ordinal += 1
            yield (entry := self._entry(element, ordinal))
            following = next(filter(self._is_item, self._elements), None)
            if stays or isinstance(entry.item, Malformed):
                element.getparent().remove(element)
            else:
                stays = True
            element = following
        if stays:
            parsing.fits(self._tree, self._whole, {})
        self._check_count(ordinal)

    def _check_count(self, found: int) -> None:
        if self._count not in {0, found}:
            raise Malformed(
                f"the group says that there are {self._count} transactions, and there are {found}: send the whole file",
                field=f"/Document/{self._layout.root}/GrpHdr/NbOfTxs",
            )

    def _entry(self, element: Any, ordinal: int) -> Entry:
        values = Values()
        numbers = {self._layout.item.split("/")[-1]: ordinal}
        try:
            parsing.fits(element, self._pieces, numbers)
            _take(element, self._fields, values, numbers)
        except Malformed as error:
            return Entry(ordinal, element.sourceline, error)
        return Entry(ordinal, element.sourceline, msgspec.convert(values, self._layout.item_type))

    def _is_item(self, element: Any) -> bool:
        return bool(element.tag == self._item) and element.getparent().tag == self._around

    def _is_top(self, element: Any) -> bool:
        parent = element.getparent()
        if parent is None or parent.tag != self._root:
            return False
        above = parent.getparent()
        return above is not None and above.tag == self._document


def _take(element: Any, tree: Any, values: Values, numbers: dict[str, int]) -> None:
    try:
        take(element, tree, values)
    except Misplaced as error:
        raise parsing.misplaced(error, numbers) from None
