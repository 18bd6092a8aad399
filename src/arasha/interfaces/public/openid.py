"""Signing in through the national log-in: OpenID Connect Core 1.0, authorization code with PKCE (RFC 7636).

The provider is asked for its addresses and keys (OpenID Connect Discovery 1.0) and hands over the person's IIN in a
claim of the ID token, or of what it says about the user.
"""

import base64
import hashlib
import secrets
from datetime import timedelta
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import urlencode

import httpx
import msgspec
import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, import_key

from arasha.interfaces.public.identified import Identified, Strength, named
from arasha.kernel import clock
from arasha.kernel.errors import Malformed, NotFound, Unavailable
from arasha.kernel.seal import BrokenSeal, seal
from arasha.kernel.settings import current

COOKIE = "arasha_openid"
ABOUT = b"public:openid"
LIVES = timedelta(minutes=10)
TIMEOUT_S = 5
FRESH_S = 600  # so long the provider's addresses and keys are kept
LEEWAY_S = 60
LONGEST_NAME = 200
ALGORITHMS = ["RS256", "RS512", "PS256", "PS512", "ES256", "ES384"]

logger = structlog.get_logger()
R = TypeVar("R", bound=HttpResponse)


class NotConfirmed(Malformed):
    """The provider did not say who the person is, or it cannot be believed."""

    code, title = "not-confirmed", "The log-in was not confirmed."


class _Begun(msgspec.Struct, frozen=True, array_like=True):
    """What this browser set out with; comes back sealed in its cookie."""

    state: str
    nonce: str
    verifier: str
    back: str
    until: int


class _Provider(msgspec.Struct, frozen=True):
    """What a provider says of itself."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str = ""


def title() -> str:
    """What people call the provider; empty where there is none."""
    return current().oidc_title if current().oidc_issuer else ""


def begin(request: HttpRequest, back: str) -> HttpResponse:
    """Send the browser to the provider."""
    provider = _provider()
    until = clock.to_us(clock.now() + LIVES)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    begun = _Begun(state, nonce, verifier, back, until)
    asked = {
        "response_type": "code",
        "client_id": current().oidc_client_id,
        "redirect_uri": _returned_to(request),
        "scope": "openid profile",
        "state": begun.state,
        "nonce": begun.nonce,
        "code_challenge": _digest(begun.verifier),
        "code_challenge_method": "S256",
    }
    response = HttpResponseRedirect(f"{provider.authorization_endpoint}?{urlencode(asked)}")
    box = seal().close(msgspec.json.encode(begun), about=ABOUT).hex()
    response.set_cookie(COOKIE, box, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
    return response


def finish(request: HttpRequest) -> tuple[Identified, str]:
    """Who came back from the provider, and where he wanted to; `NotConfirmed` when it does not say so."""
    begun = _begun(request)
    state, code = request.GET.get("state", ""), request.GET.get("code", "")
    if not code or not secrets.compare_digest(state.encode(), begun.state.encode()):
        raise NotConfirmed
    provider = _provider()
    given = _exchanged(provider, request, code, begun)
    claims = _claims(provider, str(given.get("id_token", "")), begun.nonce)
    if current().oidc_iin_claim not in claims and provider.userinfo_endpoint:
        claims = _about_user(provider, str(given.get("access_token", "")), claims["sub"])
    try:
        name = str(claims.get("name", ""))[:LONGEST_NAME]
        return named(str(claims.get(current().oidc_iin_claim, "")), name, Strength.OIDC), begun.back
    except Malformed:
        raise NotConfirmed("the provider names no IIN") from None


def ended(response: R) -> R:
    """Forget what this browser set out with."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _begun(request: HttpRequest) -> _Begun:
    try:
        box = bytes.fromhex(request.COOKIES.get(COOKIE, ""))
        begun = msgspec.json.decode(seal().open(box, about=ABOUT), type=_Begun)
    except (ValueError, BrokenSeal, msgspec.MsgspecError):
        raise NotConfirmed from None
    if begun.until < clock.now_us():
        raise NotConfirmed
    return begun


def _returned_to(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("public:sign-in-openid-done"))


def _digest(verifier: str) -> str:
    """RFC 7636 §4.2, S256."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _provider() -> _Provider:
    issuer = current().oidc_issuer
    if issuer is None:
        raise NotFound
    provider = _described(issuer, int(clock.monotonic() // FRESH_S))
    if provider.issuer != issuer:
        raise Unavailable("the provider calls itself by another name than the setting")
    return provider


@lru_cache(maxsize=2)
def _described(issuer: str, _: int) -> _Provider:
    found = _json("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    try:
        return msgspec.convert(found, _Provider)
    except msgspec.ValidationError:
        raise Unavailable("the provider does not describe itself") from None


@lru_cache(maxsize=2)
def _keys(address: str, _: int) -> KeySet:
    try:
        return KeySet([import_key(each) for each in _json("GET", address)["keys"]])
    except (JoseError, ValueError, KeyError):
        raise Unavailable("the provider's keys cannot be read") from None


def _exchanged(provider: _Provider, request: HttpRequest, code: str, begun: _Begun) -> dict[str, Any]:
    """What the provider gives for a code (RFC 6749 §4.1.3)."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": _returned_to(request),
        "client_id": current().oidc_client_id,
        "code_verifier": begun.verifier,
    }
    secret = current().oidc_secret_file
    login = (current().oidc_client_id, secret.read_text().strip()) if secret else None
    return _json("POST", provider.token_endpoint, data=form, auth=login)


def _claims(provider: _Provider, token: str, nonce: str) -> dict[str, Any]:
    """What an ID token says (Core §3.1.3.7); its signature, issuer, audience, time and nonce are checked."""
    wanted = jwt.JWTClaimsRegistry(
        leeway=LEEWAY_S,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": current().oidc_client_id},
        nonce={"essential": True, "value": nonce},
        exp={"essential": True},
        sub={"essential": True},
    )
    try:
        read = jwt.decode(token, _keys(provider.jwks_uri, int(clock.monotonic() // FRESH_S)), algorithms=ALGORITHMS)
        wanted.validate(read.claims)
    except (JoseError, ValueError):
        logger.warning("id token refused")
        _keys.cache_clear()  # it may have changed its keys
        raise NotConfirmed from None
    return dict(read.claims)


def _about_user(provider: _Provider, token: str, subject: str) -> dict[str, Any]:
    """What the provider says about the user (Core §5.3); it must be the user of the ID token."""
    found = _json("GET", provider.userinfo_endpoint, headers={"Authorization": f"Bearer {token}"})
    if found.get("sub") != subject:
        raise NotConfirmed
    return found


def _json(method: str, address: str, **asked: Any) -> dict[str, Any]:
    """What the provider answers; `Unavailable` when it does not, `NotConfirmed` when it refuses."""
    try:
        answer = httpx.request(method, address, timeout=TIMEOUT_S, follow_redirects=False, **asked)
    except httpx.HTTPError:
        raise Unavailable("the provider does not answer") from None
    if 400 <= answer.status_code < 500:
        raise NotConfirmed
    try:
        found = msgspec.json.decode(answer.content)
    except msgspec.DecodeError:
        found = None
    if answer.status_code != 200 or not isinstance(found, dict):
        raise Unavailable("the provider does not answer")
    return found
