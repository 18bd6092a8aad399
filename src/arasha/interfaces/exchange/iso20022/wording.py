"""What is wrong with a document, in words that name its elements and never its values."""

import re
from typing import Any, NamedTuple, Self

_NAME = re.compile(r"\{[^}]*\}")
_EXPECTED = re.compile(r"Expected is (?:one of )?\( ([^)]*) \)")
_LIMIT = re.compile(r"(?:maximum|minimum|allowed) length of '(\d+)'")

# Complaints of a schema by libxml2's type of error; what is not here says that the value does not fit.
_REASONS = {
    "SCHEMAV_CVC_MAXLENGTH_VALID": "the text is longer than allowed",
    "SCHEMAV_CVC_MINLENGTH_VALID": "the text is empty or too short",
    "SCHEMAV_CVC_PATTERN_VALID": "the value does not have the form that this element needs",
    "SCHEMAV_CVC_ENUMERATION_VALID": "the value is not one of the codes that this element takes",
    "SCHEMAV_CVC_FRACTIONDIGITS_VALID": "the number has too many decimals",
    "SCHEMAV_CVC_TOTALDIGITS_VALID": "the number has too many digits",
    "SCHEMAV_CVC_MININCLUSIVE_VALID": "the number is too small",
    "SCHEMAV_CVC_MAXINCLUSIVE_VALID": "the number is too large",
    "SCHEMAV_CVC_DATATYPE_VALID_1_2_1": "the value is not of the type that this element needs",
    "SCHEMAV_CVC_COMPLEX_TYPE_4": "an attribute is missing (an amount needs Ccy)",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": "an attribute is not expected here",
    "SCHEMAV_CVC_ELT_1": "this element is not the beginning of the message",
}


class Place(NamedTuple):
    """Where an element stands: the names and numbers of the elements around it and of itself."""

    steps: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, element: Any, numbers: dict[str, int]) -> Self:
        """The place of an element of a tree; `numbers` has those that the tree no longer knows."""
        steps: list[tuple[str, int]] = []
        while element is not None:
            tag = _NAME.sub("", element.tag)
            steps.append(
                (tag, numbers.get(tag) or 1 + sum(1 for _ in element.itersiblings(element.tag, preceding=True)))
            )
            element = element.getparent()
        return cls(tuple(reversed(steps)))

    def __str__(self) -> str:
        return "/" + "/".join(tag if number == 1 else f"{tag}[{number}]" for tag, number in self.steps)


def of_schema(kind: str, message: str) -> str:
    """What a schema complains of, by libxml2's name of the error and its message."""
    if kind == "SCHEMAV_ELEMENT_CONTENT":
        return _content(message)
    reason = _REASONS.get(kind, "the value is not what this element takes")
    limit = _LIMIT.search(message)
    return f"{reason} ({limit[1]} characters)" if limit else reason


def _content(message: str) -> str:
    expected = _EXPECTED.search(message)
    names = ", ".join(_NAME.sub("", expected[1]).split(", ")) if expected else ""
    if "Missing child element" in message:
        return f"something is missing inside this element: add {names}"
    return f"this element is not expected here; expected is {names}" if names else "this element is not expected here"
