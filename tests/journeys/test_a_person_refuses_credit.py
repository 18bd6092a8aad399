"""A grandmother refuses credit on her telephone; a thief gets no loan in her name, and she is talked into nothing.

She signs with her own key, as files; lenders are answered by the gateway's own code, in this process. Every page on the
way is read by axe against WCAG 2.2 AA and fits 390 px.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, Page, expect

from arasha.app import reactions
from arasha.domains.credit.actions import finishing
from arasha.domains.credit.facts.register import ChecksAnswered
from arasha.domains.credit.models import Refusal
from arasha.kernel import clock
from arasha.kernel.outbox import read
from arasha.kernel.settings import current
from tests.domains.credit.refusing import APAI
from tests.support.ca import Authority, Key
from tests.support.cast import ALDAR, TAZSHA
from tests.support.chromium import Reader
from tests.support.credit import Counter, check

pytestmark = pytest.mark.browser

FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture
def apai(reader: Reader, authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Her telephone, where she can sign."""
    believing = msgspec.structs.replace(current(), trust_anchors=authority.folder)
    monkeypatch.setattr("arasha.interfaces.public.views.sign_in.current", lambda: believing)
    reader.page.set_viewport_size({"width": 390, "height": 844})
    return reader


@pytest.fixture
def daughter(chromium: Browser) -> Iterator[Page]:
    """Her daughter's telephone."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def looked_at(reader: Reader, title: str) -> None:
    """The page that stands is the one, everybody can read it, and it fits."""
    expect(reader.page.locator("h1").first).to_contain_text(title)
    assert reader.barriers() == []
    assert reader.page.evaluate(FITS)


def signs(page: Page, key: Key, folder: Path) -> None:
    """Save the text, sign it elsewhere, send the file."""
    page.locator("main details summary").click()
    with page.expect_download() as saved:
        page.locator("main details button[formaction]").click()
    file = folder / "signed.cms"
    file.write_bytes(key.cms(saved.value.path().read_bytes()))
    page.set_input_files("#id_signature", file)
    page.locator("main details .button-start").click()
    page.wait_for_load_state("load")


def told(counter: Counter) -> None:
    """What the worker does once lenders were answered."""
    for fact in read.since(0, [ChecksAnswered.kind()]):
        reactions.again(fact)
    counter.drain()


def go_on(page: Page) -> None:
    page.locator("main form .button-main").first.click()
    page.wait_for_load_state("load")


def test_a_person_refuses_credit(
    apai: Reader, daughter: Page, authority: Authority, counter: Counter, tmp_path: Path
) -> None:
    key = authority.person(APAI, "ОЙДАН АПАЙ")
    she_refuses_everything_in_two_clicks(apai, key, tmp_path)
    counter.heed()
    a_thief_gets_no_loan_in_her_name(apai, counter)
    her_daughter_is_to_be_asked(apai, daughter)
    she_asks_to_lift_it(apai, key, tmp_path)
    her_daughter_stops_it(apai, daughter)
    she_asks_to_lift_it(apai, key, tmp_path)
    both_agree_and_a_day_goes_by(apai, daughter, counter)


def she_refuses_everything_in_two_clicks(apai: Reader, key: Key, folder: Path) -> None:
    """After she has said who she is."""
    page = apai.page
    apai.open("/kk/help/credit/")
    looked_at(apai, "Несиеден бас тарту")
    page.locator("main .button-main").click()
    signs(page, key, folder)
    looked_at(apai, "Сіз несиеден бас тартпағансыз")
    page.locator(".standing .button-main").click()
    page.check("input[value=all]")
    looked_at(apai, "Қандай несиелерден бас тартасыз?")
    go_on(page)
    looked_at(apai, "Бас тартуыңыз несие берушілерге жеткізілуде")


def a_thief_gets_no_loan_in_her_name(apai: Reader, counter: Counter) -> None:
    """And she sees where it was tried."""
    apai.page.reload()
    looked_at(apai, "Сіз несиеден бас тарттыңыз")
    (answer,) = counter.ask(TAZSHA, check("A-1", APAI))
    assert answer.answer == "deny"
    told(counter)
    apai.page.reload()
    expect(apai.page.locator("main")).to_contain_text("Атыңызға рәсімделмек болған несие тоқтатылды")


def her_daughter_is_to_be_asked(apai: Reader, daughter: Page) -> None:
    """She names her, and the daughter accepts with a code of her own."""
    page = apai.page
    apai.open("/ru/help/credit/mine/trusted/")
    page.fill("#id_name", "Қызы Ойдан")
    page.fill("#id_phone", "+7 700 000 00 01")
    looked_at(apai, "Доверенное лицо")
    go_on(page)
    looked_at(apai, "Доверенное лицо приглашено")
    daughter.goto(f"{apai.url}/ru/help/credit/trusted/")
    daughter.fill("#id_code", page.locator(".done dd").inner_text())
    go_on(daughter)
    go_on(daughter)
    expect(daughter.locator("h1")).to_contain_text("Вы доверенное лицо")


def she_asks_to_lift_it(apai: Reader, key: Key, folder: Path) -> None:
    """As far as she can go alone."""
    page = apai.page
    apai.open("/ru/help/credit/mine/lift/")
    page.check("input[value=whole]")
    looked_at(apai, "Снять отказ")
    page.locator("main form .button-start").first.click()
    looked_at(apai, "Подтвердить снятие")
    signs(page, key, folder)
    looked_at(apai, "запрошено его снятие")


def her_daughter_stops_it(apai: Reader, daughter: Page) -> None:
    """Because a thief had talked her into it."""
    daughter.reload()
    expect(daughter.locator("h1")).to_contain_text("просит снять отказ")
    go_on(daughter)
    apai.page.reload()
    looked_at(apai, "Вы отказались от кредитов")


def both_agree_and_a_day_goes_by(apai: Reader, daughter: Page, counter: Counter) -> None:
    """Then lenders may lend."""
    daughter.reload()
    daughter.locator("button[value=agree]").click()
    apai.page.reload()
    looked_at(apai, "идёт срок до его снятия")
    (answer,) = counter.ask(ALDAR, check("A-2", APAI))
    assert answer.answer == "deny"
    Refusal.objects.update(cooling_until=clock.now())
    assert finishing.finish_due() == 1
    counter.heed()
    (answer,) = counter.ask(ALDAR, check("A-3", APAI))
    assert "REFUSAL" not in [reason.code for reason in answer.reasons]
    apai.open("/en/help/credit/mine/")
    looked_at(apai, "Your refusal is lifted")
    apai.open("/en/help/credit/mine/history/")
    looked_at(apai, "Everything that happened")
