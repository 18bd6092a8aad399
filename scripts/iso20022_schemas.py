"""Writes ISO 20022 schemas anew from the classes of the package pyiso20022: `iso20022_schemas.py FOLDER NAME…`.

For versions of messages whose official schema no package carries. The classes were made from the official schemas by
xsdata and hold everything but the names of simple types: elements in their order, how often they may come, their
facets, attributes. What ISO 20022 calls a choice is a type whose name ends in `Choice`.

Needs `pip install pyiso20022 lxml` (nothing else of the project does): `iso20022_schemas.py src/…/schemas
camt.056.001.08` writes `camt.056.001.08.xsd`.
"""

import enum
import importlib
import re
import sys
import types
import typing
from dataclasses import Field, fields, is_dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from lxml import etree

XS = "http://www.w3.org/2001/XMLSchema"
ORIGIN = "Written from the classes of pyiso20022 (MIT) by scripts/iso20022_schemas.py; not the official file."
BASES = {"str": "string", "bool": "boolean", "Decimal": "decimal", "bytes": "base64Binary", "XmlDate": "date",
         "XmlDateTime": "dateTime", "XmlTime": "time", "XmlPeriod": "gYear", "int": "integer"}  # fmt: skip
FACETS = {"fraction_digits": "fractionDigits", "total_digits": "totalDigits", "min_inclusive": "minInclusive",
          "max_inclusive": "maxInclusive", "length": "length", "min_length": "minLength", "max_length": "maxLength",
          "pattern": "pattern"}  # fmt: skip


def schema(name: str) -> bytes:
    """The schema of a message, as `camt.056.001.08` names it."""
    module = importlib.import_module(f"pyiso20022.{name[:4]}.{name.replace('.', '_')}")
    namespace = f"urn:iso:std:iso:20022:tech:xsd:{name}"
    root = etree.Element(_xs("schema"), nsmap={None: namespace, "xs": XS})
    root.attrib.update({"elementFormDefault": "qualified", "targetNamespace": namespace})
    root.append(etree.Comment(ORIGIN))
    classes = {each.__name__: each for each in vars(module).values() if is_dataclass(each) and isinstance(each, type)}
    top = next(each for each in classes.values() if "namespace" in vars(getattr(each, "Meta", object)))
    etree.SubElement(root, _xs("element"), name=getattr(top.Meta, "name", top.__name__), type=top.__name__)
    for each in sorted(classes):
        root.extend(_complex(classes[each]))
    return bytes(etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8"))


def _complex(made: Any) -> list[Any]:
    """A class as a complex type, before it the simple type of its text if it has any."""
    element = etree.Element(_xs("complexType"), name=made.__name__)
    hints = typing.get_type_hints(made)
    kinds = {field.name: field.metadata.get("type", "Text") for field in fields(made)}
    texts = [field for field in fields(made) if kinds[field.name] == "Text"]
    if texts:
        return [_text(element, made, texts[0], hints), element]
    choice = made.__name__.endswith("Choice")
    group = etree.SubElement(element, _xs("choice" if choice else "sequence"))
    for field in fields(made):
        if kinds[field.name] == "Wildcard":
            etree.SubElement(group, _xs("any"), namespace="##any", processContents="lax")
        else:
            group.append(_element(field, hints[field.name], choice=choice))
    return [element]


def _text(element: Any, made: Any, text: "Field[Any]", hints: dict[str, Any]) -> Any:
    """Make a complex type of text with attributes; returns the simple type of the text."""
    simple = _simple(hints[text.name], text.metadata)
    simple.set("name", f"{made.__name__}_SimpleType")
    content = etree.SubElement(element, _xs("simpleContent"))
    extension = etree.SubElement(content, _xs("extension"), base=simple.get("name"))
    for field in fields(made):
        if field is not text:
            attribute = etree.SubElement(extension, _xs("attribute"), name=field.metadata["name"], use="required")
            attribute.append(_simple(hints[field.name], field.metadata))
    return simple


def _element(field: "Field[Any]", hint: Any, *, choice: bool) -> Any:
    """A field as an element."""
    element = etree.Element(_xs("element"), name=field.metadata["name"])
    inner, many = _inner(hint)
    least = field.metadata.get("min_occurs", 1 if field.metadata.get("required") else 0)
    if least == 0 and not choice:
        element.set("minOccurs", "0")
    if many:
        most = field.metadata.get("max_occurs")
        element.set("maxOccurs", str(most) if most and most < 10**6 else "unbounded")
    if is_dataclass(inner):
        element.set("type", inner.__name__)  # type: ignore[union-attr]
    else:
        element.append(_simple(inner, field.metadata))
    return element


def _inner(hint: Any) -> tuple[Any, bool]:
    """What a hint holds, and whether it holds many of it."""
    if typing.get_origin(hint) is list:
        return typing.get_args(hint)[0], True
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        return next(part for part in typing.get_args(hint) if part is not types.NoneType), False
    return hint, False


def _simple(hint: Any, metadata: Any) -> Any:
    """A simple type with its facets."""
    inner, _ = _inner(hint)
    element = etree.Element(_xs("simpleType"))
    listed = isinstance(inner, type) and issubclass(inner, enum.Enum)
    base = "string" if listed else BASES[inner.__name__]
    restriction = etree.SubElement(element, _xs("restriction"), base=f"xs:{base}")
    for member in inner if listed else ():
        etree.SubElement(restriction, _xs("enumeration"), value=member.value)
    for facet, name in FACETS.items():
        if facet in metadata:
            value = metadata[facet]
            etree.SubElement(restriction, _xs(name), value=f"{value:f}" if isinstance(value, Decimal) else str(value))
    return element


def _xs(name: str) -> str:
    return f"{{{XS}}}{name}"


def main(folder: str, *names: str) -> int:
    """Write the schemas of messages into a folder."""
    for name in names:
        if not re.fullmatch(r"[a-z]{4}\.\d{3}\.\d{3}\.\d{2}", name):
            sys.exit(f"{name} is not the name of a message: it looks like camt.056.001.08")
        (Path(folder) / f"{name}.xsd").write_bytes(schema(name))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
