"""A victim's bank reports what left it; what an earlier payment is called by is the id that ran with it."""

from arasha.simulator.country.people import Country
from arasha.simulator.crime.steps import Complain, Named
from arasha.simulator.live.citizens import Lost
from arasha.simulator.live.complaints import Stolen, report

VICTIM = Country(7, 500).person(3)


def stolen(number: int, bank: str = "ALDARKZA", *, before: bool = False) -> Stolen:
    return Stolen(f"P{number}", "TOSTIKZA", Lost(0, 5_000, "KZ1", "KZ2", bank), before)


def told(*identifiers: Named) -> Complain:
    return Complain(0, 3, "bank", "kk", "Мені банктен деп қоңырау шалды.", (1,), identifiers)


def test_only_payments_that_left_the_bank_are_reported_by_it() -> None:
    said = report(told(), VICTIM, [stolen(1), stolen(2, "TAZSHKZA"), stolen(3)])
    assert [each.payment_id for each in said.payments] == ["P1", "P3"]
    assert said.victim is not None
    assert (said.victim.iin, said.language) == (VICTIM.iin, "kk")


def test_a_payment_of_the_days_before_is_named_by_the_id_that_ran_with_it() -> None:
    (named,) = report(told(), VICTIM, [stolen(1, before=True)]).payments
    assert (named.payment_id, named.end_to_end_id, named.amount) == (None, "P1", 5_000)


def test_what_the_thieves_used_is_said_as_it_was_told() -> None:
    said = report(told(Named("phone", "+7 701 000 01 21"), Named("url", "example.invalid")), VICTIM, [stolen(1)])
    assert [each.text for each in said.used] == ["+7 701 000 01 21", "example.invalid"]
