"""Reading XML that a stranger sent: no entities, no network, bounded, piece by piece, each against its schema.

Whatever is wrong becomes a `Malformed` that says the place, the line and the remedy, and never a value of the file.
"""

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from arasha.interfaces.exchange.iso20022.layout import Misplaced
from arasha.interfaces.exchange.iso20022.versions import NAMESPACE
from arasha.interfaces.exchange.iso20022.wording import Place, of_schema
from arasha.kernel.errors import Malformed, TooLarge

Source = Path | bytes

LARGEST = 256 * 2**20  # bytes of a file: about 200 000 payments
SAFE = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False,
    "remove_comments": True, "remove_pis": True, "collect_ids": False,
}  # fmt: skip


def root_of(source: Source) -> Any:
    """The first element of a document, as it opens; a document type declaration is refused here."""
    if _size(source) > LARGEST:
        raise TooLarge(f"the file is larger than {LARGEST // 2**20} MiB: split it", field="/")
    with _opened(source) as file:
        try:
            _, root = next(iter(etree.iterparse(file, events=("start",), **SAFE)))
        except etree.XMLSyntaxError as error:
            raise broken(source, error) from None
    if root.getroottree().docinfo.doctype:
        raise Malformed("line 1: a document type declaration is refused: send the document without it", field="/")
    return root


def elements(source: Source, wanted: set[str]) -> Iterator[Any]:
    """The elements of the names that are wanted, whole, while the file is read."""
    with _opened(source) as file:
        try:
            for _, element in etree.iterparse(file, events=("end",), tag=wanted, **SAFE):
                yield element
        except etree.XMLSyntaxError as error:
            raise broken(source, error) from None


def whole(source: Source) -> Any:
    """The whole document as a tree; for envelopes, whose schema nobody knows."""
    with _opened(source) as file:
        try:
            return etree.parse(file, etree.XMLParser(**SAFE)).getroot()
        except etree.XMLSyntaxError as error:
            raise broken(source, error) from None


def fits(element: Any, schema: Any, numbers: dict[str, int]) -> None:
    """Hold an element against a schema; `numbers` are those of elements whose predecessors are forgotten."""
    if schema.validate(element):
        return
    entry = next(iter(schema.error_log))
    found = element.xpath(f".{entry.path.removeprefix('/*')}")
    where = found[0] if found else element
    raise Malformed(
        f"line {where.sourceline}: {of_schema(entry.type_name, entry.message)}", field=str(Place.of(where, numbers))
    )


def misplaced(error: Misplaced, numbers: dict[str, int]) -> Malformed:
    """A value that cannot be read, with its place."""
    return Malformed(f"line {error.element.sourceline}: {error.reason}", field=str(Place.of(error.element, numbers)))


def broken(source: Source, error: Any) -> Malformed:
    """What is wrong with a file that is no XML."""
    return Malformed(
        f"line {error.lineno or 1}: this is not well-formed XML, or it was cut off: send the whole file as it was made",
        field=str(_last(source)),
    )


def _last(source: Source) -> Place:
    """The last element that opened before a file broke off."""
    found, counts = Place(()), [dict[str, int]()]
    stack: list[tuple[str, int]] = []
    with _opened(source) as file, suppress(etree.XMLSyntaxError):
        for event, element in etree.iterparse(file, events=("start", "end"), **SAFE):
            if event == "end":
                stack.pop()
                counts.pop()
                element.clear()
                continue
            tag = etree.QName(element).localname
            counts[-1][tag] = counts[-1].get(tag, 0) + 1
            stack.append((tag, counts[-1][tag]))
            counts.append({})
            found = Place(tuple(stack))
    return found


def namespace_of(element: Any) -> str:
    """The version that an element's namespace names, "" when it is none of ISO 20022."""
    namespace: str = etree.QName(element).namespace or ""
    return namespace.removeprefix(NAMESPACE) if namespace.startswith(NAMESPACE) else ""


def _size(source: Source) -> int:
    return len(source) if isinstance(source, bytes) else source.stat().st_size


def _opened(source: Source) -> BinaryIO:
    return BytesIO(source) if isinstance(source, bytes) else source.open("rb")
