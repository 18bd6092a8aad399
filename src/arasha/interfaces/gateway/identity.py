"""Which identifier a field of a message is, and its token; remembered, because the same ones come again and again."""

from arasha.client.schemas import Party
from arasha.kernel.errors import Malformed
from arasha.kernel.identifiers import IBAN, Card, Identifier, Kind, Unread, UnreadableIdentifier, read, token_input
from arasha.kernel.tokens import TOKEN_BYTES, Tokens

NO_TOKEN = bytes(TOKEN_BYTES)
TOKEN_LETTERS = 2 * TOKEN_BYTES
MOST_REMEMBERED = 500_000

BIN_FIFTH_DIGITS = "456"  # a BIN says there what sort of body it is; an IIN has the day of birth

SAID: dict[str, type[IBAN] | type[Card]] = {"iban": IBAN, "card": Card}
SHORTEST_CARD = 16  # of those that banks here issue; shorter numbers are internal ones

Named = Identifier | Unread


class Remembered:
    """Tokens of one kind of identifier, by its text; two generations, so that the memory stays bounded."""

    def __init__(self, tokens: Tokens, kind: Kind, most: int = MOST_REMEMBERED) -> None:
        self.recent: dict[object, bytes] = {}
        self.kind = kind
        self._older: dict[object, bytes] = {}
        self._tokens, self._most = tokens, most

    def token(self, text: str) -> bytes:
        """The token of an identifier, which may come as its token already."""
        if len(text) == TOKEN_LETTERS and (given := token_given(text)):
            return given
        return self.recent.get(text) or self.older(text) or self.make(text, named_as(self.kind, text))

    def older(self, key: object) -> bytes | None:
        """What the older generation knows, brought into the recent one."""
        token = self._older.get(key)
        if token is not None:
            self._put(key, token)
        return token

    def make(self, key: object, named: Named) -> bytes:
        """The token of a new identifier, remembered under a key."""
        token = self._tokens.token(token_input(named))
        self._put(key, token)
        return token

    def _put(self, key: object, token: bytes) -> None:
        if len(self.recent) >= self._most:
            self._older, self.recent = self.recent, {}
        self.recent[key] = token


class Accounts(Remembered):
    """Tokens of accounts; `unread` are those of numbers that could not be read."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__(tokens, Kind.ACCOUNT)
        self.unread: set[bytes] = set()

    def of(self, party: Party, side: str) -> bytes:
        """The token of a party's account; `Malformed` when it was said to be an IBAN or a card and is not."""
        text = party.account
        key = (text, party.institution, party.scheme)
        if token := self.recent.get(key) or self.older(key) or (self.older(text) if party.scheme == "auto" else None):
            return token
        named = account_of(party, f"{side}.account")
        # An IBAN or a card number is the same account whoever says it; any other is one of its institution's.
        shared = party.scheme == "auto" and named.kind in {Kind.IBAN, Kind.CARD}
        token = self.make(text if shared else key, named)
        if not named.readable:
            self.unread.add(token)
        return token


class Identities:
    """The tokens of everything that messages name."""

    def __init__(self, tokens: Tokens) -> None:
        self.accounts = Accounts(tokens)
        self.kinds = {kind.value: Remembered(tokens, kind) for kind in Kind}
        self.phones, self.people = self.kinds["phone"], self.kinds["iin"]
        self.devices, self.addresses = self.kinds["device"], self.kinds["ip"]


def account_of(party: Party, field: str) -> Named:
    """The account of a party: an IBAN, a card, or a number that only its institution knows.

    Said to be an IBAN or a card, it must be one. What begins as a Kazakh IBAN and is none is kept and said to be
    unreadable, so that a slip of the pen is seen.
    """
    if party.scheme in SAID:
        try:
            return SAID[party.scheme].parse(party.account)
        except UnreadableIdentifier as error:
            raise Malformed(error.detail, field=field) from None
    guessed = _guessed(party.account) if party.scheme == "auto" else None
    if guessed is not None and (guessed.readable or party.account[:2].upper() == "KZ"):
        return guessed
    return read(Kind.ACCOUNT, f"{party.institution}:{party.account}")


def _guessed(account: str) -> Named | None:
    """An account that looks like an IBAN or a card, as such."""
    if account[:2].isalpha():
        return read(Kind.IBAN, account)
    return read(Kind.CARD, account) if len(account) >= SHORTEST_CARD and account.isdigit() else None


def named_as(kind: Kind, text: str) -> Named:
    """A field's text as an identifier; twelve digits said to be an IIN may be the BIN of a body."""
    return read(Kind.BIN if kind is Kind.IIN and text[4:5] in BIN_FIFTH_DIGITS else kind, text)


def identifiers_of(party: Party) -> list[Named]:
    """Everything readable that a party's fields name: what the vault keeps."""
    named = [account_of(party, "account")]
    if party.phone and not token_given(party.phone):
        named.append(read(Kind.PHONE, party.phone))
    if party.person and not token_given(party.person):
        named.append(named_as(Kind.IIN, party.person))
    return named


def token_given(text: str) -> bytes | None:
    """The token, if a text is one: 32 hex digits."""
    try:
        token = bytes.fromhex(text)
    except ValueError:
        return None
    return token if len(token) == TOKEN_BYTES and len(text) == TOKEN_LETTERS else None  # `fromhex` skips spaces
