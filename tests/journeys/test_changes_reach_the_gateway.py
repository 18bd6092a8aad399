"""What people change in the store is heeded by the gateway at once: listings, withdrawals, keys."""

from datetime import timedelta

from arasha.client import Client, Problem
from arasha.domains.registry import actions as registry
from arasha.domains.registry.actions import Proposal
from arasha.domains.registry.facts import Ground
from arasha.kernel import clock
from arasha.kernel.access import actions
from arasha.kernel.access.models import InstitutionKey
from arasha.kernel.identifiers import IBAN
from arasha.kernel.tiers import Tier
from tests.support.cast import AIGERIM, ALDAR, DANIYAR, DROP, SAULE, payment
from tests.support.centre import Centre
from tests.support.waiting import within

AT_ONCE_S = 5.0  # 0.2 s is what the design promises; a busy machine with two cores gets a longer rope


def verdict(bank: Client, name: str) -> str:
    return bank.screen(payment(name, debtor=ALDAR.account(hash(name) % 10**9))).verdict


def test_a_listed_account_is_known_to_the_next_payment_and_forgotten_when_it_is_withdrawn(centre: Centre) -> None:
    numbers = iter(range(10_000))
    term = clock.now() + timedelta(days=30)
    with centre.client() as bank:
        assert verdict(bank, "before") == "allow"
        entry = registry.add_entry(
            IBAN.parse(DROP.account), Proposal(Tier.VERY_HIGH, Ground.COURT_DECISION, term), AIGERIM
        )
        registry.confirm_entry(entry.id, DANIYAR)
        assert within(AT_ONCE_S, lambda: verdict(bank, f"listed-{next(numbers)}") in {"hold", "refuse"})
        registry.withdraw_entry(entry.id, "a namesake", DANIYAR)
        assert within(AT_ONCE_S, lambda: verdict(bank, f"withdrawn-{next(numbers)}") == "allow")


def test_a_revoked_key_opens_nothing_any_more(centre: Centre) -> None:
    def refused() -> bool:
        try:
            bank.check([])
        except Problem as problem:
            return problem.problem.status == 401
        return False

    with centre.client() as bank:
        assert not refused()
        actions.revoke_key(InstitutionKey.objects.get(institution__code=ALDAR.code).key_id, SAULE)
        assert within(AT_ONCE_S, refused)


def test_a_gateway_that_is_told_to_stop_under_load_answers_what_it_has_taken(centre: Centre) -> None:
    with centre.client(deadline_s=60) as bank:
        questions = [payment(f"stop-{number}", debtor=ALDAR.account(number)) for number in range(300)]
        first = [bank.screen(question) for question in questions[:150]]
        process = centre.processes["gateway"]
        process.terminate()
        assert process.wait(30) == 0
        centre.start("gateway")
        rest = [bank.screen(question) for question in questions[150:]]
        assert [bank.screen(question) for question in questions[:150]] == first
    assert not any(answer.degraded for answer in (*first, *rest))
