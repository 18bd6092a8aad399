"""The messages that are exchanged, and the versions of each that are read and written.

The first version of a message is the one that is written unless another is asked for: the one that CBPR+ and the SEPA
schemes use in 2026. Each has a schema of its name in `schemas/`.
"""

from enum import StrEnum

from arasha.interfaces.exchange.iso20022 import (
    camt029,
    camt056,
    camt110,
    camt111,
    head001,
    pacs002,
    pacs004,
    pacs008,
)
from arasha.interfaces.exchange.iso20022.layout import Layout
from arasha.interfaces.exchange.iso20022.messages import Group
from arasha.kernel.errors import Malformed

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"


class Message(StrEnum):
    """A message, without its version."""

    CREDIT_TRANSFER = "pacs.008"
    STATUS_REPORT = "pacs.002"
    PAYMENT_RETURN = "pacs.004"
    CANCELLATION_REQUEST = "camt.056"
    RESOLUTION = "camt.029"
    INVESTIGATION_REQUEST = "camt.110"
    INVESTIGATION_RESPONSE = "camt.111"
    HEADER = "head.001"


VERSIONS: dict[Message, dict[str, Layout]] = {
    Message.CREDIT_TRANSFER: {
        "pacs.008.001.08": pacs008.LAYOUT,
        "pacs.008.001.10": pacs008.LAYOUT,
        "pacs.008.001.12": pacs008.LAYOUT,
        "pacs.008.001.13": pacs008.LAYOUT_13,
    },
    Message.STATUS_REPORT: {"pacs.002.001.10": pacs002.LAYOUT},
    Message.PAYMENT_RETURN: {"pacs.004.001.09": pacs004.LAYOUT},
    Message.CANCELLATION_REQUEST: {"camt.056.001.08": camt056.LAYOUT, "camt.056.001.12": camt056.LAYOUT},
    Message.RESOLUTION: {"camt.029.001.09": camt029.LAYOUT, "camt.029.001.14": camt029.LAYOUT},
    Message.INVESTIGATION_REQUEST: {"camt.110.001.01": camt110.LAYOUT},
    Message.INVESTIGATION_RESPONSE: {"camt.111.001.01": camt111.LAYOUT},
    Message.HEADER: {"head.001.001.02": head001.LAYOUT},
}

LAYOUTS = {version: layout for versions in VERSIONS.values() for version, layout in versions.items()}
_USUAL = {next(iter(versions.values())).group_type: next(iter(versions)) for versions in VERSIONS.values()}


def usual(group: Group) -> str:
    """The version in which a message is written unless another is asked for."""
    return _USUAL[type(group)]


def layout_of(version: str) -> Layout:
    """The layout of a version; `Malformed` names what is understood instead."""
    if layout := LAYOUTS.get(version):
        return layout
    family = version[:8]
    others = next((versions for message, versions in VERSIONS.items() if message == family), None)
    if others:
        raise Malformed(f"this version of {family} is not understood: send {' or '.join(others)}", field="/Document")
    spoken = ", ".join(message for message in Message if message is not Message.HEADER)
    raise Malformed(f"this message is not exchanged here: send one of {spoken}", field="/Document")
