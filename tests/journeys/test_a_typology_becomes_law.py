"""A typology is written, watched and made live by a second person; the gateway follows each step, and a restart."""

from arasha.client import Client
from arasha.client.schemas import Answer
from arasha.domains.payments.actions import typologies as actions
from arasha.domains.payments.actions.typologies import Part
from arasha.domains.payments.queries.backtest import backtest
from arasha.domains.payments.queries.payments import Payment
from tests.support.cast import ALDAR, payment
from tests.support.centre import Centre
from tests.support.typologies import AUTHOR, SECOND, draft
from tests.support.waiting import within

CODE = "T_ANY_PAYMENT"
ANY = draft(CODE, when=[Part("AMOUNT", least=1)], weight=320)
PATIENCE_S = 20.0  # 0.2 s is what the design promises; a busy machine gets a longer rope


def asked(bank: Client, name: str) -> Answer:
    return bank.screen(payment(name, debtor=ALDAR.account(hash(name) % 10**9)))


def test_a_typology_becomes_law(centre: Centre) -> None:
    names = (f"P-{number}" for number in range(10_000))

    def told() -> bool:
        with centre.client() as bank:
            return CODE in {reason.code for reason in asked(bank, next(names)).reasons}

    assert not told()
    actions.propose(ANY, AUTHOR)
    assert within(PATIENCE_S, lambda: backtest(CODE).fired == 1), centre.log("keeper")
    actions.to_shadow(CODE, AUTHOR)
    assert not told()
    actions.approve(CODE, SECOND, version=1)
    assert within(PATIENCE_S, told), centre.log("gateway")
    centre.kill("gateway")
    centre.start("gateway")
    assert told()
    actions.retire(CODE, SECOND, note="The scheme is over.")
    assert within(PATIENCE_S, lambda: not told()), centre.log("gateway")
    seen = Payment.objects.count
    assert within(PATIENCE_S, lambda: seen() >= 5), centre.log("keeper")
