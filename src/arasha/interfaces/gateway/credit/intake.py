"""From a lender's question to the row that the register answers."""

import struct

from arasha.client.credit import CreditCheck
from arasha.domains.credit.hot.group import CHECK
from arasha.domains.credit.hot.words import CHANNEL_CODES, PRODUCT_CODES
from arasha.interfaces.gateway.identity import Remembered, token_given
from arasha.kernel.access.keys import Caller
from arasha.kernel.access.models import InstitutionKind
from arasha.kernel.errors import Malformed
from arasha.kernel.identifiers import Kind, Unread, read
from arasha.kernel.tokens import TOKEN_BYTES, Tokens

# A row (`group.CHECK`) as it comes in: of whom, how much, who asks, through which channel and for what, a micro-lender
# or not; zeros stand for what is not known yet.
ROW = struct.Struct("<16s8xq16x24xi4x2xBBB3x").pack
# What makes two questions the same question: the person, the amount, the channel, the product.
BODY = struct.Struct("<16sqBB").pack
BODY_BYTES = struct.calcsize("<16sqBB")

assert struct.calcsize("<16s8xq16x24xi4x2xBBB3x") == CHECK.itemsize

TOKEN_LETTERS = 2 * TOKEN_BYTES
MICRO = InstitutionKind.MICRO_LENDER.value

# A question ready to be answered: its id, its row, what it is compared by, the lender's code.
Taken = tuple[str, bytes, bytes, str]


class People(Remembered):
    """Tokens of people, by IIN or as they come."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__(tokens, Kind.IIN)

    def token(self, text: str) -> bytes:
        """The token of a person; `Malformed` when this is neither an IIN nor a token."""
        if len(text) == TOKEN_LETTERS and (given := token_given(text)):
            return given
        return self.recent.get(text) or self.older(text) or self._made(text)

    def _made(self, text: str) -> bytes:
        named = read(Kind.IIN, text)
        if isinstance(named, Unread):
            raise Malformed(f"this is neither an IIN nor a token: {named.reason}", field="person")
        return self.make(text, named)


class CreditIntake:
    """Takes questions in."""

    def __init__(self, people: People) -> None:
        self._people = people

    def take(self, check: CreditCheck, caller: Caller) -> Taken:
        """Prepare one question; `Malformed` when the person cannot be read."""
        token, amount = self._people.token(check.person), check.amount or 0
        channel, product = CHANNEL_CODES[check.channel], PRODUCT_CODES[check.product]
        row = ROW(token, amount, caller.number, channel, product, caller.kind == MICRO)
        return check.id, row, BODY(token, amount, channel, product), caller.code
