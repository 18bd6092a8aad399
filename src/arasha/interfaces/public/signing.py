"""One act confirmed by a person's signature: the very text of it, shown to him, signed by his key, once.

The text that is signed ends in a line with the centre's name, the moment and a number drawn for it, so that no
signature serves twice, or elsewhere. What was shown travels sealed in the form.
"""

import base64
import secrets
from datetime import timedelta

import msgspec
from django.http import HttpRequest

from arasha.interfaces.public.visitors import Deed, count
from arasha.kernel import clock
from arasha.kernel.allowances.actions import Bound, spend
from arasha.kernel.errors import RateLimited
from arasha.kernel.seal import BrokenSeal, seal
from arasha.kernel.settings import current
from arasha.kernel.signatures.document import LONGEST
from arasha.kernel.signatures.documents import verified
from arasha.kernel.signatures.signer import Signer, Why, WrongSignature

ABOUT = b"public:challenge"
LIVES = timedelta(minutes=15)
ONCE = Bound(1, 1 / 86_400)
DRAWN_BYTES = 16


class Challenge(msgspec.Struct, frozen=True):
    """What is to be signed: `text` as the act has it, `whole` with its last line; `token` is it, sealed."""

    text: str
    whole: str
    token: str
    stand_in: bool = False

    @property
    def encoded(self) -> str:
        """The whole as the signing program takes it."""
        return base64.b64encode(self.whole.encode()).decode()


class Signed(msgspec.Struct, frozen=True):
    """An act that was confirmed: the text that was signed, the signature itself, and whose it is.

    `method` is `signature`, or `stand_in` in a demonstration, which has neither signature nor signer.
    """

    method: str
    text: str
    signature: bytes = b""
    signer: Signer | None = None


class _Shown(msgspec.Struct, frozen=True, array_like=True):
    text: str
    whole: str
    drawn: str
    until: int


def challenge_for(request: HttpRequest, text: str, *, stand_in: bool = False) -> Challenge:
    """A text made ready to be signed within a quarter of an hour."""
    now, drawn = clock.now(), secrets.token_hex(DRAWN_BYTES)
    moment = clock.on_screen(now).isoformat(timespec="seconds")
    whole = f"{text.strip()}\n\nArasha · {request.get_host()} · {moment} · {drawn}\n"
    shown = _Shown(text, whole, drawn, clock.to_us(now + LIVES))
    token = seal().close(msgspec.json.encode(shown), about=ABOUT).hex()
    return Challenge(text, whole, token, stand_in=stand_in and current().demonstration)


def shown_in(request: HttpRequest) -> str:
    """The whole text of the challenge in a form, to be saved as a file; `WrongSignature` when it is none of ours."""
    return _shown(request).whole


def confirmed(request: HttpRequest, text: str, *, iin: str, stand_in: bool) -> Signed:
    """That the person with this IIN has signed this text; `WrongSignature` when not."""
    shown = _of(request, text)
    if stand_in and current().demonstration and request.POST.get("stand_in"):
        _once(shown)
        return Signed("stand_in", shown.whole)
    signed = _verified(request, shown)
    assert signed.signer is not None
    if signed.signer.iin != iin:
        raise WrongSignature("this is another person's signature", Why.SOMEBODY_ELSE)
    if not signed.signer.commits:
        raise WrongSignature("this key is for logging in; sign with the key for signing", Why.LOG_IN_KEY)
    return signed


def signed_by_somebody(request: HttpRequest, text: str) -> Signed:
    """Who has signed this text; `WrongSignature` when nobody has."""
    return _verified(request, _of(request, text))


def _verified(request: HttpRequest, shown: _Shown) -> Signed:
    count(request, Deed.SIGN)
    signature = _signature(request)
    signer = verified(signature, shown.whole.encode()).signer
    if signer.bin is not None:
        raise WrongSignature("this key is for acting in the name of an organisation", Why.ORGANISATION)
    _once(shown)
    return Signed("signature", shown.whole, signature, signer)


def _of(request: HttpRequest, text: str) -> _Shown:
    shown = _shown(request)
    if shown.text != text:
        raise WrongSignature("another text was signed than the one that was shown", Why.OTHER_TEXT)
    if shown.until < clock.now_us():
        raise WrongSignature("the text was shown too long ago; sign it as it is shown now", Why.LATE)
    return shown


def _shown(request: HttpRequest) -> _Shown:
    try:
        box = bytes.fromhex(request.POST.get("challenge", ""))
        return msgspec.json.decode(seal().open(box, about=ABOUT), type=_Shown)
    except (ValueError, BrokenSeal, msgspec.MsgspecError):
        raise WrongSignature("the form does not say what was to be signed; open the page again", Why.LATE) from None


def _signature(request: HttpRequest) -> bytes:
    """The signature in a form: in a field, as the signing program made it, or as a file."""
    file = request.FILES.get("signature_file")
    if file is not None and not isinstance(file, list):
        return bytes(file.read(LONGEST + 1))
    typed = request.POST.get("signature", "").strip().encode()
    if not typed:
        raise WrongSignature("there is no signature in the form")
    return typed


def _once(shown: _Shown) -> None:
    """A text is signed once: whoever has seen its signature cannot use it again."""
    try:
        spend("public challenge", shown.drawn, ONCE)
    except RateLimited:
        raise WrongSignature("this text was signed already; sign it as it is shown now", Why.LATE) from None
