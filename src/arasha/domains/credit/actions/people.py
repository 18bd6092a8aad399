"""Naming many people at once, by number or token; numbers are kept in the vault, to tell bureaus of whom we speak."""

from collections.abc import Sequence

from arasha.kernel.errors import Malformed
from arasha.kernel.identifiers import IIN, UnreadableIdentifier, token_input
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.store import vault
from arasha.kernel.tokens import HEX, Tokens


def people_of(texts: Sequence[str], *, field: str, keep: bool = True) -> list[bytes]:
    """The tokens of people; `Malformed` names the place of the first text that is neither an IIN nor a token.

    A trial keeps no numbers.
    """
    tokens, found, kept = Tokens(keyring().key(Purpose.TOKEN)), list[bytes](), dict[bytes, IIN]()
    for place, text in enumerate(texts):
        if HEX.fullmatch(text):
            found.append(bytes.fromhex(text))
            continue
        try:
            iin = IIN.parse(text)
        except UnreadableIdentifier:
            raise Malformed("this is neither an IIN nor a token of one", field=field.format(place)) from None
        found.append(tokens.token(token_input(iin)))
        kept[found[-1]] = iin
    if keep:
        vault.keep(kept)
    return found
