"""Answering lenders: one order of refusals and answers, each question answered once, everything on the disk first."""

from datetime import timedelta

import msgspec
import numpy as np
import pytest
from django.db import transaction

from arasha.client.credit import CreditAnswer
from arasha.domains.credit.actions import recording, register
from arasha.domains.credit.actions.files import write_snapshot
from arasha.domains.credit.actions.register import Said
from arasha.domains.credit.facts.register import LoanHeld
from arasha.domains.credit.hot.register import Register
from arasha.domains.credit.models import Change, Check, CheckGroup
from arasha.domains.credit.queries import receipts
from arasha.domains.credit.queries.register import effect_of, in_force
from arasha.domains.credit.rules import effects
from arasha.domains.credit.rules.effects import Refused, Scope
from arasha.domains.registry.hot import keys_of
from arasha.interfaces.gateway.credit.drain import rows_of
from arasha.interfaces.gateway.credit.restoring import register_path
from arasha.interfaces.gateway.credit.stored import StoredChecks
from arasha.kernel import clock, prefixmap
from arasha.kernel.access.models import Institution
from arasha.kernel.answered import Answered
from arasha.kernel.errors import Conflict, Malformed, NotFound
from arasha.kernel.journal.reader import read_from
from arasha.kernel.log import answers, ledger
from arasha.kernel.log import receipts as log_receipts
from arasha.kernel.money import tenge
from arasha.kernel.outbox import read
from tests.support.cast import ALDAR, BAITAK, TAZSHA, TOSTIK
from tests.support.credit import APAI, EVERYTHING, NURSE, PORTAL, STUDENT, Counter, check, person_of, token_of

CODES = {
    "REFUSAL": "deny",
    "REFUSAL_AT_BUREAU": "deny",
    "MANY_APPLICATIONS": "hold",
    "OPEN_INCIDENT": "confirm",
}


def state(effect: int, iin: str = APAI, source: str = "person") -> int:
    with transaction.atomic():
        return register.state([Said(token_of(iin), source, effect)], PORTAL)


def told(answer: CreditAnswer) -> list[str]:
    """The answer and its reasons, in one line."""
    codes = [reason.code for reason in answer.reasons]
    assert all(reason.text.kk and reason.text.ru and reason.text.en for reason in answer.reasons)
    assert answer.answer == (CODES[codes[0]] if codes else "allow")
    return codes


def test_who_has_refused_nothing_may_be_lent_to(counter: Counter) -> None:
    (answer,) = counter.ask(ALDAR, check())
    assert told(answer) == []
    assert (answer.sequence, answer.register, answer.until, answer.degraded) == (0, -1, None, False)


def test_a_refusal_takes_effect_at_one_place_and_every_later_answer_denies(counter: Counter) -> None:
    (before,) = counter.ask(ALDAR, check("before"))
    fact = state(EVERYTHING)
    (unheard,) = counter.ask(ALDAR, check("unheard"))
    assert in_force(person_of(APAI), fact) is None
    counter.heed()
    (after,) = counter.ask(ALDAR, check("after"))
    change = in_force(person_of(APAI), fact)
    assert change is not None
    assert told(before) == told(unheard) == []
    assert told(after) == ["REFUSAL"]
    assert (unheard.sequence, change.sequence, after.sequence) == (1, 2, 3)
    assert (unheard.register, change.fact, after.register) == (-1, fact, fact)
    assert effect_of(person_of(APAI)) == EVERYTHING


def test_a_lifted_refusal_denies_no_more(counter: Counter) -> None:
    state(EVERYTHING)
    counter.heed()
    state(effects.NOTHING)
    counter.heed()
    (answer,) = counter.ask(ALDAR, check())
    assert (told(answer), effect_of(person_of(APAI))) == ([], 0)


def test_micro_lenders_are_told_apart_from_banks(counter: Counter) -> None:
    state(effects.own(Refused(Scope.MICRO_LENDERS)))
    counter.heed()
    (bank,) = counter.ask(ALDAR, check("bank"))
    (micro,) = counter.ask(TAZSHA, check("micro"))
    assert (told(bank), told(micro)) == ([], ["REFUSAL"])


def test_a_refusal_of_remote_loans_lets_who_comes_in_person_borrow(counter: Counter) -> None:
    state(effects.own(Refused(Scope.REMOTE)))
    counter.heed()
    remote, present = counter.ask(ALDAR, check("remote"), check("present", channel="in_person"))
    assert (told(remote), told(present)) == (["REFUSAL"], [])


def test_above_an_amount_only_what_is_larger_is_denied_and_an_amount_that_is_not_told(counter: Counter) -> None:
    state(effects.own(Refused(Scope.ABOVE, tenge(200_000))))
    counter.heed()
    amounts = [tenge(200_000), tenge(200_000) + 1, None]
    given = counter.ask(ALDAR, *(check(f"A-{at}", amount=amount) for at, amount in enumerate(amounts)))
    assert [told(answer) for answer in given] == [[], ["REFUSAL"], ["REFUSAL"]]


def test_any_bureau_says_active_means_refuse(counter: Counter) -> None:
    state(effects.bureau(Refused(Scope.ALL)), source="bureau:ONE")
    counter.heed()
    (answer,) = counter.ask(ALDAR, check())
    assert told(answer) == ["REFUSAL_AT_BUREAU"]


def test_the_second_lender_within_the_hour_waits_a_day_and_the_first_goes_on(counter: Counter) -> None:
    (first,) = counter.ask(ALDAR, check("first"))
    (second,) = counter.ask(TOSTIK, check("second"))
    (third,) = counter.ask(BAITAK, check("third"))
    (again,) = counter.ask(ALDAR, check("first again"))
    (other,) = counter.ask(TOSTIK, check("somebody else", NURSE))
    assert [told(one) for one in (first, second, third, again, other)] == [
        [], ["MANY_APPLICATIONS"], ["MANY_APPLICATIONS"], [], [],
    ]  # fmt: skip
    assert second.until == third.until
    row = Check.objects.get(application="second")
    until = row.at + timedelta(hours=24)
    assert second.until == row.until == until
    (held, _) = (fact.fact for fact in read.since(0, [LoanHeld.kind()]))
    assert isinstance(held, LoanHeld)
    assert (held.person, held.lender, held.until) == (token_of(APAI).hex(), TOSTIK.code, clock.to_us(until))


def test_who_was_denied_does_not_make_the_next_lender_wait(counter: Counter) -> None:
    state(effects.own(Refused(Scope.MICRO_LENDERS)))
    counter.heed()
    (micro,) = counter.ask(TAZSHA, check("micro"))
    (bank,) = counter.ask(ALDAR, check("bank"))
    assert (told(micro), told(bank)) == (["REFUSAL"], [])


def test_caution_asks_for_another_channel_and_a_refusal_is_graver(counter: Counter) -> None:
    state(effects.CAUTION, source="caution:incident:1")
    counter.heed()
    (careful,) = counter.ask(ALDAR, check("careful"))
    state(EVERYTHING)
    counter.heed()
    (denied,) = counter.ask(ALDAR, check("denied"))
    assert (careful.answer, denied.answer) == ("confirm", "deny")
    assert [reason.code for reason in denied.reasons] == ["OPEN_INCIDENT", "REFUSAL"]


def test_the_same_question_gets_the_very_same_answer_whatever_was_said_since(counter: Counter) -> None:
    first = counter.ask(ALDAR, check("A-1"), check("A-2", STUDENT))
    state(EVERYTHING)
    counter.heed()
    new, *again = counter.ask(ALDAR, check("A-3", NURSE), check("A-2", STUDENT), check("A-1"))
    assert again == first[::-1]
    assert told(new) == []
    assert Check.objects.count() == 3


def test_what_comes_twice_at_once_is_one_question(counter: Counter) -> None:
    one, two = counter.ask(ALDAR, check(), check())
    assert one == two


def test_another_application_under_a_used_id_is_a_conflict_and_another_lender_s_id_is_its_own(counter: Counter) -> None:
    counter.ask(ALDAR, check())
    with pytest.raises(Conflict):
        counter.ask(ALDAR, check(amount=tenge(1)))
    (other,) = counter.ask(TOSTIK, check())
    assert other.sequence == 1


def test_a_person_who_cannot_be_read_is_an_error_that_names_the_field(counter: Counter) -> None:
    with pytest.raises(Malformed) as error:
        counter.ask(ALDAR, check(person="550317400014"))
    assert error.value.field == "person"


def test_a_token_stands_for_the_person(counter: Counter) -> None:
    state(EVERYTHING)
    counter.heed()
    (answer,) = counter.ask(ALDAR, check(person=token_of(APAI).hex()))
    assert told(answer) == ["REFUSAL"]


def test_an_answer_proves_itself_at_once_and_the_log_proves_it_for_good(counter: Counter) -> None:
    state(EVERYTHING)
    counter.heed()
    given = counter.ask(ALDAR, check("A-1"), check("A-2", NURSE), check("A-3", STUDENT, product="card"))
    verifier = ledger.signer().verifier
    for answer in given:
        signed = answers.parse(msgspec.json.encode(answer.receipt))
        head = answers.verify(signed, verifier)
        assert (head.first, head.rows) == (1, 3)
        assert (signed.statement["application"], signed.statement["answer"]) == (answer.id, answer.answer)
        row = Check.objects.select_related("lender").get(application=answer.id)
        receipt = receipts.receipt_of(row)
        assert receipt.statement == signed.statement
        assert log_receipts.verify(receipt, verifier).statement == signed.statement
        assert receipts.stands_as_recorded(row)
    change = Change.objects.get()
    proved = log_receipts.verify(receipts.receipt_of(change), verifier).statement
    assert (proved["sequence"], proved["effect"]["own_scopes"]) == (0, ["all"])


def test_a_row_that_was_changed_in_the_store_stands_no_more_as_recorded(counter: Counter) -> None:
    counter.ask(ALDAR, check())
    row = Check.objects.select_related("lender").get()
    row.answer = 3
    assert not receipts.stands_as_recorded(row)


@pytest.mark.django_db(transaction=True)
def test_a_stored_answer_is_given_back_with_its_receipt_to_the_lender_that_asked_alone(counter: Counter) -> None:
    (answer,) = counter.ask(ALDAR, check())
    counter.connect(TOSTIK)
    lender, stranger = (Institution.objects.get(code=bank.code) for bank in (ALDAR, TOSTIK))
    stored = StoredChecks(counter.lending)
    found = stored.find(lender.number, lender.code, "A-1")
    assert msgspec.json.decode(found.answer, type=CreditAnswer) == answer
    assert found.receipt is not None
    assert log_receipts.verify(found.receipt, ledger.signer().verifier).statement == answer_of(answer)
    for number, code, id_ in ((stranger.number, stranger.code, "A-1"), (lender.number, lender.code, "A-2")):
        with pytest.raises(NotFound):
            stored.find(number, code, id_)


@pytest.mark.django_db(transaction=True)
def test_when_the_journal_has_forgotten_an_answer_the_store_still_has_it(counter: Counter) -> None:
    (answer,) = counter.ask(ALDAR, check())
    counter.lending.questions.load(Answered(1).arrays())
    lender = Institution.objects.get(code=ALDAR.code)
    found = StoredChecks(counter.lending).find(lender.number, lender.code, "A-1")
    kept = msgspec.json.decode(found.answer, type=CreditAnswer)
    assert (kept.answer, kept.sequence, kept.register) == (answer.answer, answer.sequence, answer.register)
    assert found.receipt is not None


def answer_of(answer: CreditAnswer) -> object:
    assert answer.receipt is not None
    return answer.receipt["statement"]


@pytest.mark.django_db(transaction=True)
def test_the_file_that_the_gateway_maps_says_what_the_journal_says(counter: Counter) -> None:
    state(EVERYTHING)
    state(effects.own(Refused(Scope.REMOTE)), NURSE)
    state(EVERYTHING, STUDENT)
    state(effects.NOTHING, STUDENT)
    counter.heed()
    last = counter.lending.register.heard
    assert write_snapshot(register_path(counter.settings)) == 2
    state(EVERYTHING, STUDENT)
    counter.heed()
    assert counter.lending.register.read_again()
    assert counter.lending.register.size == {"people": 2, "changes": 1}
    assert not counter.lending.register.read_again()
    given = counter.ask(ALDAR, check("A-1"), check("A-2", NURSE, channel="in_person"), check("A-3", STUDENT))
    assert [told(one) for one in given] == [["REFUSAL"], [], ["REFUSAL"]]
    fresh = Register(register_path(counter.settings))
    assert fresh.heard == last
    assert fresh.effects(keys_of(token_of(APAI) + token_of(STUDENT))).tolist() == [EVERYTHING, 0]


def test_a_file_that_knows_more_than_was_heeded_waits(counter: Counter) -> None:
    state(EVERYTHING)
    counter.heed()
    path = register_path(counter.settings)
    prefixmap.build(path, np.array([7], np.uint64), np.array([1], np.uint32), as_of=counter.lending.register.heard + 1)
    assert not counter.lending.register.read_again()


def test_what_was_recorded_before_is_skipped(counter: Counter) -> None:
    counter.ask(ALDAR, check())
    state(EVERYTHING)
    counter.heed()
    rows = [row for frame in read_from(counter.journal.folder, 0) for row in rows_of(frame)]
    recording.record(2, rows)
    assert (Check.objects.count(), Change.objects.count(), CheckGroup.objects.count()) == (1, 1, 2)
