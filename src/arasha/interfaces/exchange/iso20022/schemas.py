"""The schemas of messages, read once each; `schemas/` has them, VENDORED.toml says where they come from.

A schema takes a whole document. For files that are read piece by piece it is read a second time with the pieces as
documents of their own, so that a piece is held against the schema before anybody acts on it.
"""

from functools import cache
from importlib import resources
from typing import Any

from lxml import etree

from arasha.interfaces.exchange.iso20022.layout import Layout

FOLDER = resources.files(__package__) / "schemas"
XS = "{http://www.w3.org/2001/XMLSchema}"


@cache
def whole(version: str) -> Any:
    """The compiled schema of a version; takes some milliseconds the first time."""
    return etree.XMLSchema(_read(version))


@cache
def of_pieces(version: str, layout: Layout) -> Any:
    """The same, taking also the elements below the message's own that a layout reads, each alone."""
    schema = _read(version)
    types = {each.get("name"): each for each in schema.iterchildren(f"{XS}complexType")}
    for path in sorted({field.path.split("/")[0] for field in layout.group} | {layout.item} - {""}):
        holder = "Document"
        for step in (layout.root, *path.split("/")):
            element = next(each for each in types[holder].iter(f"{XS}element") if each.get("name") == step)
            holder = element.get("type")
        etree.SubElement(schema, f"{XS}element", name=step, type=holder)
    return etree.XMLSchema(schema)


def _read(version: str) -> Any:
    return etree.fromstring((FOLDER / f"{version}.xsd").read_bytes())
