"""Signing in through an OpenID provider that is really there: what it must prove, and what is refused."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from django.http import HttpRequest
from django.test import Client as Browser
from joserfc import jwt
from joserfc.jwk import RSAKey

from arasha.interfaces.public import identified, openid
from arasha.interfaces.public.identified import Identified, Strength
from arasha.kernel import clock
from arasha.kernel.settings import current
from tests.interfaces.public.people import PENSIONER_IIN

pytestmark = pytest.mark.usefixtures("db")

START = "/en/help/sign-in/openid/?next=/en/help/status/"
DONE = "/en/help/sign-in/openid/done/"
SECRET = "a secret of the provider's"


class Provider:
    """An OpenID provider: answers a code once, to whoever knows its verifier."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.asked: dict[str, str] = {}
        self.changes: dict[str, Any] = {}  # claims that are to be otherwise than they should
        self.signs_with = self.key
        self.user: dict[str, Any] = {}

    def claims(self) -> dict[str, Any]:
        now = clock.now_us() // 1_000_000
        usual = {
            "iss": self.issuer, "aud": "arasha", "sub": "u-1", "nonce": self.asked["nonce"], "iat": now,
            "exp": now + 60, "iin": PENSIONER_IIN, "name": "Тест Тестов",
        }  # fmt: skip
        return {name: value for name, value in (usual | self.changes).items() if value is not None}

    def answer(self, path: str, form: dict[str, str]) -> dict[str, Any] | None:
        match path:
            case "/.well-known/openid-configuration":
                return {
                    "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/ask",
                    "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys",
                    "userinfo_endpoint": f"{self.issuer}/user",
                }  # fmt: skip
            case "/keys":
                return {"keys": [self.key.as_dict(private=False)]}
            case "/user":
                return {"sub": "u-1", "iin": PENSIONER_IIN, "name": "Тест Тестов"} | self.user
        good = form.get("code") == "c-1" and openid._digest(form["code_verifier"]) == self.asked["code_challenge"]
        token = jwt.encode({"alg": "RS256", "kid": "one"}, self.claims(), self.signs_with)
        return {"id_token": token, "access_token": "t"} if good else None

    def handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def respond(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                form = {name: each[0] for name, each in parse_qs(self.rfile.read(length).decode()).items()}
                if self.path == "/token":
                    provider.asked["authorization"] = self.headers.get("Authorization", "")
                found = provider.answer(self.path, form)
                body = msgspec.json.encode(found or {"error": "invalid_grant"})
                self.send_response(200 if found else 400)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = respond  # noqa: N815

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[Provider]:
    found = Provider()
    thread = threading.Thread(target=found.server.serve_forever)
    thread.start()
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    trusting = msgspec.structs.replace(current(), oidc_issuer=found.issuer, oidc_secret_file=secret)
    monkeypatch.setattr(openid, "current", lambda: trusting)
    openid._described.cache_clear()
    openid._keys.cache_clear()
    yield found
    found.server.shutdown()
    thread.join()
    found.server.server_close()


def sent(browser: Browser, provider: Provider) -> dict[str, str]:
    """Set out for the provider; what it is asked."""
    address = browser.get(START).headers["Location"]
    assert address.startswith(f"{provider.issuer}/ask?")
    provider.asked = {name: each[0] for name, each in parse_qs(urlsplit(address).query).items()}
    return provider.asked


def back(browser: Browser, provider: Provider, **changes: str) -> int:
    """Come back from it with a code; the status of the page."""
    return browser.get(DONE, {"code": "c-1", "state": provider.asked["state"]} | changes).status_code


def seen_as(browser: Browser) -> Identified | None:
    request = HttpRequest()
    request.COOKIES = {name: morsel.value for name, morsel in browser.cookies.items()}
    return identified.who(request)


def test_the_provider_names_the_person(provider: Provider) -> None:
    browser = Browser()
    asked = sent(browser, provider)
    assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")
    answer = browser.get(DONE, {"code": "c-1", "state": asked["state"]})
    assert answer.headers["Location"] == "/en/help/status/"
    found = seen_as(browser)
    assert found is not None
    assert (found.iin, found.name, found.strength) == (PENSIONER_IIN, "Тест Тестов", Strength.OIDC)
    assert provider.asked["authorization"].startswith("Basic ")


def test_an_iin_that_stands_beside_the_token_is_taken(provider: Provider) -> None:
    browser = Browser()
    sent(browser, provider)
    provider.changes = {"iin": None}
    assert back(browser, provider) == 302
    assert seen_as(browser) is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "http://127.0.0.1:1"}, {"aud": "another"}, {"nonce": "another"}, {"exp": 1}, {"nonce": None},
        {"iin": "600101300015"}, {"aud": None},
    ],
)  # fmt: skip
def test_a_token_that_is_not_for_us_now_is_refused(provider: Provider, changes: dict[str, Any]) -> None:
    browser = Browser()
    sent(browser, provider)
    provider.changes = changes
    assert back(browser, provider) == 422
    assert seen_as(browser) is None


def test_a_token_under_another_key_is_refused(provider: Provider) -> None:
    browser = Browser()
    sent(browser, provider)
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "one"})
    assert back(browser, provider) == 422


def test_another_user_s_data_are_refused(provider: Provider) -> None:
    browser = Browser()
    sent(browser, provider)
    provider.changes, provider.user = {"iin": None}, {"sub": "u-2"}
    assert back(browser, provider) == 422


def test_who_did_not_set_out_here_does_not_come_back_here(provider: Provider) -> None:
    browser = Browser()
    sent(browser, provider)
    assert back(browser, provider, state="another") == 422
    assert back(Browser(), provider) == 422
    assert back(browser, provider, code="") == 422
    sent(browser, provider)
    assert back(browser, provider, code="c-2") == 422


def test_where_no_provider_is_set_there_is_no_such_way() -> None:
    assert Browser().get(START).status_code == 404


def test_a_provider_that_is_away_is_said_to_be(provider: Provider) -> None:
    provider.issuer = "http://127.0.0.1:1"
    assert Browser().get(START).status_code == 503
