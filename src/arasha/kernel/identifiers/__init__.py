"""Identifiers: one class per kind, with one canonical form, a display for people and a mask for everyone.

`read` takes a value as it came and never refuses it; `detect` guesses what a citizen typed; `token_input` is
what the keyed hash of an identifier is taken of. Nothing here knows of a database, a network or a framework.
"""

from arasha.kernel.identifiers.account import Account
from arasha.kernel.identifiers.base import Identifier, Kind, Reason, Unread, UnreadableIdentifier, token_input
from arasha.kernel.identifiers.bin import BIN, Division, EntityKind
from arasha.kernel.identifiers.card import Card, Network
from arasha.kernel.identifiers.crypto import Crypto, CryptoNetwork, Form
from arasha.kernel.identifiers.device import Device
from arasha.kernel.identifiers.domain import Domain
from arasha.kernel.identifiers.email_address import Email
from arasha.kernel.identifiers.iban import IBAN
from arasha.kernel.identifiers.iccid import ICCID
from arasha.kernel.identifiers.iin import IIN, Sex
from arasha.kernel.identifiers.imei import IMEI
from arasha.kernel.identifiers.ip import IP
from arasha.kernel.identifiers.phone import Phone
from arasha.kernel.identifiers.phone_plan import Line, Operator
from arasha.kernel.identifiers.reading import detect, read, read_account
from arasha.kernel.identifiers.social import Social
from arasha.kernel.identifiers.social_platforms import Platform
from arasha.kernel.identifiers.url import URL

__all__ = [
    "BIN", "IBAN", "ICCID", "IIN", "IMEI", "IP", "URL",
    "Account", "Card", "Crypto", "CryptoNetwork", "Device", "Division", "Domain", "Email", "EntityKind",
    "Form", "Identifier", "Kind", "Line", "Network", "Operator", "Phone", "Platform", "Reason", "Sex",
    "Social", "Unread", "UnreadableIdentifier",
    "detect", "read", "read_account", "token_input",
]  # fmt: skip
