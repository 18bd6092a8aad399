"""When money may be asked back, and who gets what of it."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.recovery.facts.handling import AnalysisState
from arasha.domains.recovery.facts.returning import RecallState, Rejection
from arasha.domains.recovery.rules.parties import Party
from arasha.domains.recovery.rules.recalling import Receiver, check_analysis, state_of, table
from arasha.kernel.errors import Conflict, Forbidden, Malformed

PENSIONER, NEIGHBOUR = Receiver(UUID(int=1), "ALDARKZA"), Receiver(UUID(int=2), "ALDARKZA")


def test_the_institution_looks_first() -> None:
    with pytest.raises(Conflict):
        check_analysis(AnalysisState.WAITING, Party.SUPERVISOR)


@pytest.mark.parametrize("analysis", [AnalysisState.DISAGREED, AnalysisState.ESCALATED])
def test_against_its_word_or_its_silence_a_supervisor_decides(analysis: AnalysisState) -> None:
    check_analysis(analysis, Party.SUPERVISOR)
    with pytest.raises(Forbidden):
        check_analysis(analysis, Party.ANALYST)


def test_an_answer_says_a_state() -> None:
    assert state_of(100, 100, None) is RecallState.ACCEPTED_FULL
    assert state_of(100, 40, None) is RecallState.ACCEPTED_PART
    assert state_of(100, 0, Rejection.NO_BALANCE) is RecallState.REJECTED


@pytest.mark.parametrize(("accepted", "rejection"), [(101, None), (0, None), (40, Rejection.OTHER)])
def test_an_answer_that_cannot_be_is_refused(accepted: int, rejection: Rejection | None) -> None:
    with pytest.raises(Malformed):
        state_of(100, accepted, rejection)


def test_two_victims_share_pro_rata_and_one_victim_gets_one_payment() -> None:
    shares = table(100, {"1": 200, "2": 50, "3": 50}, {"1": PENSIONER, "2": NEIGHBOUR, "3": PENSIONER})
    assert {receiver: share.amount for receiver, share in shares.items()} == {PENSIONER: 83, NEIGHBOUR: 17}
    assert shares[PENSIONER].claims == {"1": 67, "3": 16}


@given(st.dictionaries(st.integers(1, 9).map(str), st.integers(1, 10**12), min_size=1), st.data())
def test_every_tiyn_that_is_returned_goes_to_somebody(held: dict[str, int], data: st.DataObject) -> None:
    accepted = data.draw(st.integers(1, sum(held.values())))
    receivers = {claim: data.draw(st.sampled_from([PENSIONER, NEIGHBOUR])) for claim in held}
    assert sum(share.amount for share in table(accepted, held, receivers).values()) == accepted
