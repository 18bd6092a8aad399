"""The debrief: what was saved and why, what it could have been, whom it hurt; known from the first sign on."""

from typing import Any

import msgspec

from arasha.app.training import course
from arasha.domains.training.rules import script
from arasha.domains.training.rules.debriefing import Cause, Debrief, Seen, debrief, known
from arasha.domains.training.rules.doing import MINUTE, Deed, Did
from arasha.domains.training.rules.harming import Hurt
from arasha.domains.training.rules.money import Flow
from arasha.domains.training.rules.record import Asked, Fate, Record
from arasha.simulator import scenarios
from tests.support.sandbox import FRIDAY

BEGUN = 1_800_000_000_000_000
END = BEGUN + 45 * MINUTE
SCENARIO = scenarios.load(FRIDAY)
SCRIPT = script.read(msgspec.to_builtins(SCENARIO))
STOLEN = 175_000_000


def at(minute: float) -> int:
    return BEGUN + int(minute * MINUTE)


def record(**theft: Any) -> Record:
    """The theft was held at once, and so was the father's payment; what then became of them is changed by `theft`."""
    found = Record(planned=course.planned(SCENARIO, BEGUN))
    found.happened = {"loan": at(0.5), "theft": at(1.5), "wedding": at(4)}
    found.payments = {
        "theft": msgspec.structs.replace(Asked(at(1.5), STOLEN, Fate.WAITS, 2, "hold"), **theft),
        "wedding": Asked(at(4), 80_000_000, Fate.WENT, 4, "hold", [], at(10)),
    }
    return found


def told(found: Record, *deeds: Deed, unasked: frozenset[str] = frozenset()) -> Debrief:
    return debrief(SCRIPT, found, Seen(list(deeds), [], unasked), (BEGUN, END))


def did(minute: float, what: Did, about: str) -> Deed:
    return Deed(at(minute), "person:arman", what, about)


def test_a_payment_that_was_stopped_is_money_saved_by_decision() -> None:
    end = told(record(fate=Fate.STOPPED, ended_at=at(3)), did(3, Did.FOUND_FRAUD, "theft"))
    assert [(each.about, each.amount, each.cause) for each in end.saved] == [("theft", STOLEN, Cause.DECISION)]
    assert (end.stolen, end.could, end.lost, end.itself) == (STOLEN, STOLEN, 0, 0)


def test_a_payment_that_nobody_decided_is_not_saved_though_it_still_waits() -> None:
    end = told(record())
    assert (end.kept, end.lost, end.could) == (0, STOLEN, STOLEN)


def test_a_protected_victim_s_payment_is_saved_while_it_waits() -> None:
    assert told(record(reasons=["COERCED_VICTIM"])).saved[0].cause is Cause.PROTECTED


def test_a_warning_that_was_heeded_is_the_centre_s_unless_somebody_had_listed_the_account() -> None:
    alone = told(record(fate=Fate.GIVEN_UP, verdict="warn"))
    listed = told(record(fate=Fate.GIVEN_UP, verdict="warn", reasons=["CREDITOR_REPORTED"]))
    assert (alone.saved[0].cause, alone.itself) == (Cause.WARNING, STOLEN)
    assert (listed.saved[0].cause, listed.itself) == (Cause.LISTED, 0)


def test_what_a_bank_holds_counts_as_far_as_it_is_stolen_and_truly_lies_there() -> None:
    went = record(fate=Fate.WENT, ended_at=at(2))
    went.flows = [Flow(at(2), "theft", "pensioner", "drop", STOLEN, stolen=True),
                  Flow(at(9), "to_crypto", "drop", "exchange", 90_000_000)]  # fmt: skip
    went.held = {"drop": STOLEN}
    assert [(each.amount, each.cause) for each in told(went).saved] == [(85_000_000, Cause.HELD)]
    assert told(went, unasked=frozenset({"drop"})).itself == 85_000_000


def test_a_thief_s_payment_that_was_stopped_keeps_what_he_could_not_pass_on() -> None:
    went = record(fate=Fate.WENT, ended_at=at(2), verdict="allow")
    went.flows = [Flow(at(2), "theft", "pensioner", "drop", STOLEN, stolen=True)]
    went.payments["to_crypto"] = Asked(at(9), 90_000_000, Fate.STOPPED, 6, "hold", [], at(10))
    assert [(each.about, each.amount) for each in told(went).saved] == [("to_crypto", 90_000_000)]


def test_an_honest_payment_that_waited_hurt_its_payer_as_long_as_it_waited() -> None:
    (harm,) = told(record()).harms
    assert (harm.who, harm.how, harm.lasted) == ("father", Hurt.PAYMENT_WAITED, 6 * MINUTE)


def test_calling_an_honest_payment_a_fraud_is_worse_than_letting_it_wait() -> None:
    refused = record()
    refused.payments["wedding"].fate = Fate.STOPPED
    assert told(refused).score.innocents < told(record()).score.innocents


def test_a_theft_is_known_of_by_its_own_verdict_by_what_the_thief_makes_of_it_or_when_somebody_tells() -> None:
    held, allowed = record(), record(verdict="allow")
    assert known(SCRIPT, held) == {"theft": at(1.5)}
    assert known(SCRIPT, allowed) == {}
    allowed.happened["the_daughter"] = at(7.5)
    assert known(SCRIPT, allowed) == {"theft": at(7.5)}
    allowed.payments["to_crypto"] = Asked(at(6.5), 90_000_000, Fate.WAITS, 6, "hold")
    assert known(SCRIPT, allowed) == {"theft": at(6.5)}


def test_minutes_are_lost_until_the_deed_and_of_what_was_never_done_until_the_end() -> None:
    assert told(record()).minutes_lost == 87  # the theft and the listing, each from 1.5 to 45
    assert told(record(), did(4, Did.FOUND_FRAUD, "theft"), did(5, Did.LISTED, "drop")).minutes_lost == 6


def test_money_that_nobody_stops_is_seen_running_away() -> None:
    amounts = [amount for _at, amount in told(record()).curve]
    assert max(amounts) == STOLEN
    assert amounts[-1] == STOLEN - 170_000_000
