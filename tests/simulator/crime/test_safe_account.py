"""The call from "the bank's security", with answers: whatever warns, refuses or does not connect changes the story."""

from arasha.simulator.country.portal import Act
from arasha.simulator.country.rows import SLOTS
from arasha.simulator.crime.adaptation import Measure
from arasha.simulator.crime.schemes import BY_NAME
from arasha.simulator.crime.steps import Borrow, Call, Complain, Message, Pay, Said, Source, Step, Visit
from tests.simulator.crime.stage import COUNTRY, Wish, payments, play, runner

SCHEME = BY_NAME["safe_account"]


def only(kind: type[Step], said: Said) -> Wish:
    return lambda step: said if isinstance(step, kind) else Said.DONE


def test_undisturbed_victims_are_called_borrow_pay_and_some_complain() -> None:
    heard = play(runner(SCHEME))
    assert payments(heard, stolen=True)
    assert payments(heard, passes=True)
    assert any(isinstance(each.step, Borrow) for each in heard)
    paid = {each.answer.ref: each.step for each in payments(heard, stolen=True)}
    complaints = [each.step for each in heard if isinstance(each.step, Complain)]
    assert complaints
    for complaint in complaints:
        payers = {_payer(paid[ref]) for ref in complaint.payments}
        assert payers == {complaint.victim}


def test_a_call_that_is_not_connected_robs_nobody() -> None:
    heard = play(runner(SCHEME), only(Call, Said.NOT_CONNECTED))
    assert any(isinstance(each.step, Call) for each in heard)
    assert not payments(heard, stolen=True)


def test_a_heeded_warning_ends_it() -> None:
    def wish(step: Step) -> Said:
        return Said.HEEDED if isinstance(step, Pay) and step.stolen else Said.DONE

    heard = play(runner(SCHEME), wish)
    ordered = payments(heard, stolen=True)
    victims = [each.step.debtor for each in ordered if isinstance(each.step, Pay)]
    assert len(victims) == len(set(victims)), "who hung up does not pay again"
    assert not payments(heard, passes=True)
    assert not any(isinstance(each.step, Complain) for each in heard)


def test_a_refused_payment_is_tried_again_smaller_and_to_somebody_else() -> None:
    def wish(step: Step) -> Said:
        return Said.REFUSED if isinstance(step, Pay) and step.stolen else Said.DONE

    tries: dict[int, list[Pay]] = {}
    for each in payments(play(runner(SCHEME), wish), stolen=True):
        assert isinstance(each.step, Pay)
        tries.setdefault(each.step.debtor, []).append(each.step)
    assert {len(found) for found in tries.values()} == {3}
    assert all(found[2].amount <= 400_000 * 100 // 4 for found in tries.values())
    assert sum(len({step.creditor for step in found}) > 1 for found in tries.values()) > len(tries) / 2


def test_a_denied_loan_is_asked_for_elsewhere_and_without_one_less_is_sent() -> None:
    heard = play(runner(SCHEME), only(Borrow, Said.DENIED))
    asked: dict[int, list[Borrow]] = {}
    for each in heard:
        if isinstance(each.step, Borrow):
            asked.setdefault(each.step.person, []).append(each.step)
    assert asked
    for person, steps in asked.items():
        sent = [each.answer.amount for each in payments(heard, stolen=True) if _payer(each.step) == person]
        assert len({step.lender for step in steps}) == 2
        assert sum(sent) <= steps[0].amount // 2


def test_where_credit_is_refused_the_careless_lender_is_asked_first_and_the_refusal_lifted() -> None:
    heard = play(runner(SCHEME, [Measure.CREDIT_REFUSED]), only(Borrow, Said.DENIED))
    asked: dict[int, list[Borrow]] = {}
    for each in heard:
        if isinstance(each.step, Borrow):
            asked.setdefault(each.step.person, []).append(each.step)
    visits = [each.step for each in heard if isinstance(each.step, Visit) and each.step.act is not Act.REFUSED]
    lifts = {visit.person: visit for visit in visits}
    assert {lift.act for lift in lifts.values()} <= {Act.LIFTED, Act.LIFT_STOPPED}
    for person, steps in asked.items():
        third = [True] if lifts[person].act is Act.LIFTED else []
        assert [step.lender == "SHOPANKZ" for step in steps] == [True, False, *third]
        assert all(step.at - steps[1].at > 24 * 3_600_000_000 for step in steps[2:]), "a lift takes a day"


def test_a_victim_who_stops_the_lift_sends_nothing() -> None:
    stopped = dict[int, int]()
    for number in range(1, 9):
        heard = play(runner(SCHEME, [Measure.CREDIT_REFUSED], number), only(Borrow, Said.DENIED))
        stopped |= {
            each.step.person: number
            for each in heard
            if isinstance(each.step, Visit) and each.step.act is Act.LIFT_STOPPED
        }
        robbed = {_payer(each.step) for each in payments(heard, stolen=True)}
        assert not robbed & {person for person, run in stopped.items() if run == number}
    assert stopped


def test_who_was_robbed_and_noticed_refuses_credit_more_often_than_others() -> None:
    refused = told = 0
    for number in range(1, 7):
        heard = play(runner(SCHEME, number=number))
        victims = {each.step.victim for each in heard if isinstance(each.step, Complain)}
        visits = [each.step for each in heard if isinstance(each.step, Visit) and each.step.act is Act.REFUSED]
        told += len(victims)
        refused += sum(visit.person in victims for visit in visits)
        assert not any(COUNTRY.refuses(visit.person, visit.at) for visit in visits)
    assert 0.15 * told < refused < 0.5 * told


def test_where_calls_are_verified_no_number_is_substituted_any_more() -> None:
    for number in range(1, 7):
        heard = play(runner(SCHEME, [Measure.CALLS_VERIFIED], number))
        calls = [each.step for each in heard if isinstance(each.step, Call)]
        assert calls
        assert not any(call.spoofed or call.real is Source.ABROAD for call in calls)
        assert any(isinstance(each.step, Message) for each in heard)


def _payer(step: Step) -> int:
    return step.debtor // SLOTS if isinstance(step, Pay) else -1
