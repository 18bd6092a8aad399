"""People who have said who they are."""

import html
import re

from django.http import HttpResponse
from django.test import Client as Browser

from arasha.interfaces.public import identified
from arasha.interfaces.public.identified import Strength

PENSIONER_IIN = "600101300014"
OTHER_IIN = "850615400026"

SHOWN = re.compile(r'name="challenge" value="([0-9a-f]+)">.*?<code[^>]*>(.*?)</code>', re.DOTALL)


def at_the_page(iin: str = PENSIONER_IIN, strength: Strength = Strength.SIGNATURE) -> Browser:
    """The browser of somebody who has just been named."""
    browser = Browser()
    found = identified.named(iin, "ТЕСТОВ ТЕСТ", strength)
    browser.cookies[identified.COOKIE] = identified.grant(HttpResponse(), found).cookies[identified.COOKIE].value
    return browser


def challenge_in(page: str) -> tuple[str, str]:
    """The sealed challenge of a page, and the text that is to be signed."""
    found = SHOWN.search(page)
    assert found is not None, page
    return found[1], html.unescape(found[2])
