"""What becomes of a payment after the centre's word: by who pays, how the bank behaves, and what is put to use."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.client.schemas import Verdict
from arasha.simulator.crime.steps import Said
from arasha.simulator.live.behaviours import HONEST, Behaviour
from arasha.simulator.live.verdicts import ANNOYED, Payer, Practice, deed

ALL = (HONEST, Practice())
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
SHARES = st.floats(0.0, 1.0, exclude_max=True)


@given(st.sampled_from(VERDICTS), st.sampled_from(Payer), SHARES, SHARES)
def test_a_bank_that_heeds_nothing_lets_everything_go(
    verdict: Verdict, payer: Payer, doubt: float, drawn: float
) -> None:
    done = deed(verdict, payer, doubt, drawn, (Behaviour(heeds=False), Practice()))
    assert (done.outcome, done.said, done.heeded) == ("executed", Said.DONE, False)


@given(st.sampled_from(Payer), SHARES, SHARES)
def test_what_is_allowed_goes_and_what_is_refused_does_not(payer: Payer, doubt: float, drawn: float) -> None:
    assert deed("allow", payer, doubt, drawn, ALL).said is Said.DONE
    assert deed("refuse", payer, doubt, drawn, ALL) == ("refused", Said.REFUSED, True)


WARNED = [(0.3, 0.29, Said.HEEDED), (0.3, 0.31, Said.DONE), (0.0, 0.0, Said.DONE), (1.0, 0.99, Said.HEEDED)]


@pytest.mark.parametrize(("doubt", "drawn", "said"), WARNED)
def test_a_victim_heeds_a_warning_as_likely_as_he_doubts(doubt: float, drawn: float, said: Said) -> None:
    done = deed("warn", Payer.VICTIM, doubt, drawn, ALL)
    assert (done.said, done.heeded) == (said, True)
    assert done.outcome == ("abandoned" if said is Said.HEEDED else "executed")


@given(SHARES, SHARES)
def test_a_courier_never_heeds_a_warning_and_never_talks_a_hold_away(doubt: float, drawn: float) -> None:
    assert deed("warn", Payer.MULE, doubt, drawn, ALL).said is Said.DONE
    assert deed("hold", Payer.MULE, doubt, drawn, ALL).said is Said.HELD


@given(SHARES, SHARES)
def test_a_call_from_the_bank_convinces_whoever_a_warning_would_have(doubt: float, drawn: float) -> None:
    if deed("warn", Payer.VICTIM, doubt, drawn, ALL).said is Said.HEEDED:
        assert deed("hold", Payer.VICTIM, doubt, drawn, ALL).said is Said.HELD


def test_a_victim_who_insists_gets_his_money_and_an_innocent_waits_for_the_talk() -> None:
    assert deed("hold", Payer.VICTIM, 0.1, 0.9, ALL).outcome == "released"
    assert deed("hold", Payer.INNOCENT, 0.0, 0.9, ALL) == ("held", Said.DONE, True)


def test_few_innocents_are_frightened_off() -> None:
    assert deed("warn", Payer.INNOCENT, 0.0, ANNOYED / 2, ALL).said is Said.HEEDED
    assert deed("warn", Payer.INNOCENT, 0.9, ANNOYED * 2, ALL).said is Said.DONE


def test_warnings_and_screening_are_left_out_apart() -> None:
    unwarned, unscreened = (HONEST, Practice(warnings=False)), (HONEST, Practice(screening=False))
    assert not deed("warn", Payer.VICTIM, 1.0, 0.0, unwarned).heeded
    assert deed("hold", Payer.MULE, 0.0, 0.0, unwarned).said is Said.HELD
    assert deed("warn", Payer.VICTIM, 1.0, 0.0, unscreened).said is Said.HEEDED
    assert not deed("refuse", Payer.MULE, 0.0, 0.0, unscreened).heeded
