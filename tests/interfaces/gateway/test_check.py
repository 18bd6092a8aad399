"""POST /v1/registry/check: a tier and a ground for each identifier, never the story."""

import pytest

from arasha.client import Problem
from arasha.client.schemas import Identifier
from arasha.domains.registry.facts import EntryConfirmed, EntryState, Ground, VictimProtected
from arasha.domains.registry.rules.answers import PROTECTED, Standing, answer
from arasha.interfaces.gateway.identity import named_as
from arasha.kernel import clock
from arasha.kernel.facts import Recorded, new_id
from arasha.kernel.identifiers import Kind, token_input
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.tiers import Tier
from arasha.kernel.tokens import Tokens
from tests.support.cast import SHOP, payment
from tests.support.door import Door

PHONE = "+7 701 555 01 99"


def token_of(kind: Kind, value: str) -> str:
    return Tokens(keyring().key(Purpose.TOKEN)).token(token_input(named_as(kind, value))).hex()


def tell(door: Door, token: str, tier: Tier) -> None:
    """Let the gateway hear that an identifier was listed and confirmed."""
    effective = answer([Standing(EntryState.CONFIRMED, tier, Ground.CONFIRMED_FRAUD)])
    fact = EntryConfirmed(entry=1, token=token, effective=effective, identifier_kind="phone")
    now = clock.now()
    recorded = Recorded(
        sequence=door.gateway.registry.as_of + 1, id=new_id(), actor="person:daniyar", purpose="review",
        occurred_at=now, recorded_at=now, fact=fact,
    )  # fmt: skip
    door.gateway.registry.follow([recorded])


def test_what_nobody_knows_has_no_tier(door: Door) -> None:
    with door.client() as bank:
        (found,) = bank.check([Identifier(kind="phone", value="+77770000001")]).answers
    assert (found.tier, found.ground) == ("none", None)


def test_a_listed_phone_is_found_however_it_is_written_and_by_its_token(door: Door) -> None:
    token = token_of(Kind.PHONE, PHONE)
    tell(door, token, Tier.HIGH)
    spellings = [PHONE, "+77015550199", "8 (701) 555-01-99", token]
    with door.client() as bank:
        found = bank.check([Identifier(kind="phone", value=value) for value in spellings]).answers
    assert [(one.tier, one.ground) for one in found] == [("high", "confirmed_fraud")] * len(spellings)


def test_a_protected_victim_is_not_told_from_somebody_unknown(door: Door) -> None:
    token = token_of(Kind.PHONE, "+77015550123")
    now = clock.now()
    fact = VictimProtected(entry=1, token=token, effective=PROTECTED, until=0)
    door.gateway.registry.follow([
        Recorded(
            sequence=door.gateway.registry.as_of + 1, id=new_id(), actor="process:complaints", purpose="recovery",
            occurred_at=now, recorded_at=now, fact=fact,
        )
    ])  # fmt: skip
    with door.client() as bank:
        (found,) = bank.check([Identifier(kind="phone", value="+77015550123")]).answers
    assert (found.tier, found.ground) == ("none", None)


def test_a_payment_to_a_listed_account_says_so(door: Door) -> None:
    tell(door, token_of(Kind.IBAN, SHOP.account), Tier.VERY_HIGH)
    with door.client() as bank:
        answer = bank.screen(payment("C-1", creditor=SHOP))
    assert answer.verdict in {"hold", "refuse"}
    assert "CREDITOR_CONFIRMED" in {reason.code for reason in answer.reasons}


def test_what_cannot_be_read_is_looked_up_as_given_and_said_to_be_unreadable(door: Door) -> None:
    with door.client() as bank:
        (found,) = bank.check([Identifier(kind="iin", value="not an IIN")]).answers
    assert found.tier == "none"
    assert found.unread is not None


def test_answers_come_in_the_order_of_the_question(door: Door) -> None:
    token = token_of(Kind.PHONE, "+77015550777")
    tell(door, token, Tier.LOW)
    asked = [Identifier(kind="phone", value=f"+770155507{number:02d}") for number in range(100)]
    with door.client() as bank:
        tiers = [one.tier for one in bank.check(asked).answers]
    assert [at for at, tier in enumerate(tiers) if tier != "none"] == [77]


@pytest.mark.parametrize("count", [0, 1001])
def test_a_question_has_from_one_to_a_thousand_identifiers(door: Door, count: int) -> None:
    with door.client() as bank, pytest.raises(Problem) as refused:
        bank.check([Identifier(kind="phone", value="+77015550000")] * count)
    assert refused.value.problem.status == 422
