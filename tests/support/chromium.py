"""A real browser on a real server: Chromium driven by Playwright, strict about what it sees.

Whatever the browser complains of fails the test: errors of scripts, breaches of the content security policy, requests
to anybody but ourselves.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Browser, Page, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

from arasha.interfaces.workspace.views.log_in import current_code
from arasha.kernel.access import actions
from arasha.kernel.access.roles import Role
from tests.support.cast import PASSWORD, SAULE, TOSTIK

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
# Only what fails is brought out of the browser: all that passes is a megabyte a page.
FAILING = """async rules => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
  return found.violations.flatMap(violation => violation.nodes.map(
    node => `${violation.id}: ${JSON.stringify(node.target)} ${node.failureSummary}`));
}"""
PROGRAM = os.environ.get("ARASHA_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync", "--disable-quic",
]  # fmt: skip


@dataclass
class Reader:
    """Somebody at a screen: a page of the browser, and everything that the browser complained of."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def hear(self, complaint: str) -> None:
        """The browser complains."""
        self.complaints.append(complaint)

    def watch(self, request: Request) -> None:
        """Nothing may be asked of anybody but ourselves."""
        if not request.url.startswith((self.url, "data:")):
            self.complaints.append("a request to another server")

    def open(self, path: str) -> None:
        """Go to an address of the centre and wait until the page stands."""
        self.page.goto(f"{self.url}{path}")
        self.page.wait_for_load_state("load")

    def press(self, key: str) -> None:
        """A key, once the page's scripts listen: a key that comes before them is nobody's."""
        self.page.wait_for_load_state("load")
        self.page.keyboard.press(key)

    def log_in(self, role: Role, language: str = "en") -> None:
        """As a person does it: name, password, code."""
        username = f"{role.value}-at-the-screen"
        device = _let_in(username, role)
        self.open(f"/{language}/log-in/")
        self.page.fill("#id_username", username)
        self.page.fill("#id_password", PASSWORD)
        self.page.press("#id_password", "Enter")
        self.page.wait_for_selector("#id_code")
        self.page.fill("#id_code", current_code(device))
        self.page.press("#id_code", "Enter")
        home = "own/holds/" if role is Role.INSTITUTION_OFFICER else ""
        self.page.wait_for_url(f"{self.url}/{language}/{home}")

    def wear(self, theme: str) -> None:
        """From the next page on, light or dark as somebody has chosen."""
        self.page.context.add_cookies([{"name": "arasha_theme", "value": theme, "url": self.url}])

    def moved_sideways(self, *widths: int) -> list[str]:
        """At which widths of the screen the page as it stands has to be moved sideways; it ends as wide as it was."""
        before, found = self.page.viewport_size, []
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 800})
            if not self.page.evaluate(FITS):
                found.append(f"{self.page.url} at {width} px: has to be moved sideways")
        if before is not None:
            self.page.set_viewport_size(before)
        return found

    def barriers(self) -> list[str]:
        """What axe finds against WCAG 2.2 AA on the page as it stands."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("Runtime.evaluate", {"expression": AXE.read_text()})
        session.detach()
        found: list[str] = self.page.evaluate(FAILING, RULES)
        return found


def _let_in(username: str, role: Role) -> TOTPDevice:
    if role is Role.INSTITUTION_OFFICER:
        return actions.add_officer(username, PASSWORD, TOSTIK.code, SAULE, name="Марат")
    return actions.add_person(username, PASSWORD, role, SAULE, name="Айгерім")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, once for all tests; skipped only where there is none and nobody insists."""
    if not Path(PROGRAM).exists():
        if "ARASHA_REQUIRE_BROWSER" in os.environ:
            pytest.fail(f"there is no Chromium at {PROGRAM}")
        pytest.skip("there is no Chromium here")
    # Playwright runs an event loop in this thread; the tests' own queries beside it are meant.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def reader(chromium: Browser, live_server: LiveServer) -> Iterator[Reader]:
    """Somebody at a screen of 1440 × 900; at the end the browser must have had nothing to complain of."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    at = Reader(page, live_server.url)
    page.on("console", lambda message: at.hear(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: at.hear(str(error)))
    page.on("request", at.watch)
    yield at
    context.close()
    assert not at.complaints, at.complaints
