"""A citizen at his browser: he opens the centre's pages, reports a theft page by page, and reads what it is called.

The hotline's people fill in the same pages for those who call.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

import httpx

from arasha.simulator.holder import TOKEN
from arasha.simulator.live.orders import instant

REFERENCE = re.compile(r"C-\d{6,}-\d")
LOCAL = timedelta(hours=5)  # Asia/Almaty


class Lost(NamedTuple):
    """A payment as the victim remembers it: when (µs), how much (tiyn), from his account, to which, at which bank."""

    at: int
    amount: int
    debtor: str
    creditor: str
    bank: str


class Told(NamedTuple):
    """What the victim tells; `names` are the thieves' numbers and links."""

    payments: Sequence[Lost]
    names: Sequence[str]
    story: str
    phone: str
    language: str


class Refused(Exception):
    """A page did not take what was typed; the message says which."""


def report(web: str, told: Told) -> str:
    """Fill in the report and send it; the reference that the victim gets. `Refused` when a page says no."""
    with httpx.Client(base_url=web, follow_redirects=True, timeout=10.0) as browser:
        for path, form in _pages(told):
            _sends(browser, f"/{told.language}/help/report/{path}", form)
        done = browser.get(f"/{told.language}/help/report/done/").text
    found = REFERENCE.search(done)
    if found is None:
        raise Refused("done/")
    return found[0]


def _pages(told: Told) -> Iterator[tuple[str, dict[str, str]]]:
    yield "", {}
    yield "situation/", {"situation": "scam"}
    for place, lost in enumerate(told.payments, start=1):
        yield f"payments/{place}/", _when(lost)
        yield f"payments/{place}/receiver/", {"to": lost.creditor, "from": lost.debtor, "bank": lost.bank}
        yield "payments/", {"more": "yes" if place < len(told.payments) else "no"}
    yield "names/", {"names": "\n".join(told.names)}
    yield "story/", {"story": told.story}
    yield "contact/", {"phone": told.phone, "name": "", "iin": ""}
    yield "check/", {"true": "1"}


def _when(lost: Lost) -> dict[str, str]:
    made = instant(lost.at) + LOCAL
    return {
        "amount": f"{lost.amount / 100:.2f}".removesuffix(".00"), "when": "day", "day": str(made.day),
        "month": str(made.month), "year": str(made.year), "time": f"{made:%H:%M}",
    }  # fmt: skip


def _sends(browser: httpx.Client, path: str, form: dict[str, str]) -> None:
    """Open a page, fill it in, send it."""
    token = TOKEN.search(browser.get(path).text)
    if token is None:
        raise Refused(path)
    sent = {**form, "csrfmiddlewaretoken": token[1]}
    answer = browser.post(path, data=sent, headers={"referer": f"{browser.base_url}{path}"})
    if not answer.is_success:
        raise Refused(path)
