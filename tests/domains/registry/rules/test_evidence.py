"""The entry rule: two independent reporters, or one act of the police or decision of a court."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.registry.facts import EvidenceKind, Ground
from arasha.domains.registry.rules.evidence import ACTS, CENTRE, Evidence, check_enough, house_of, implied, lacking
from arasha.kernel.errors import Conflict

houses = st.sampled_from([CENTRE, "institution:ALDARKZA", "institution:TOSTIKZA", "citizen:" + "0" * 32])
words = st.builds(Evidence, st.sampled_from([kind for kind in EvidenceKind if kind not in ACTS]), houses)


@given(st.lists(words, max_size=8))
def test_words_are_enough_when_two_houses_speak_however_often_one_repeats_itself(found: list[Evidence]) -> None:
    assert (lacking(found) == 0) == (len({piece.reporter for piece in found}) >= 2)


@given(st.lists(words, max_size=4), st.sampled_from(sorted(ACTS)))
def test_one_act_or_decision_is_enough(found: list[Evidence], act: EvidenceKind) -> None:
    check_enough([*found, Evidence(act, CENTRE, "1-24/117")])


@given(st.lists(words, max_size=4), words)
def test_more_evidence_is_never_less(found: list[Evidence], more: Evidence) -> None:
    assert lacking([*found, more]) <= lacking(found)


def test_too_little_is_refused() -> None:
    assert lacking([]) == 2
    with pytest.raises(Conflict, match="two independent reporters"):
        check_enough([Evidence(EvidenceKind.VICTIM_REPORT, "institution:ALDARKZA")])


@pytest.mark.parametrize("actor", ["person:aigerim", "person:daniyar", "process:gateway"])
def test_the_centre_is_one_house_however_many_of_it_speak(actor: str) -> None:
    assert house_of(actor) == CENTRE


def test_an_institution_speaks_for_itself() -> None:
    assert house_of("institution:ALDARKZA") == "institution:ALDARKZA"
    assert implied(Ground.REPORT, "institution:ALDARKZA") == Evidence(
        EvidenceKind.INSTITUTION_REPORT, "institution:ALDARKZA"
    )


@pytest.mark.parametrize("ground", Ground)
def test_every_ground_implies_some_evidence(ground: Ground) -> None:
    assert implied(ground, "person:aigerim").reporter == CENTRE


def test_what_a_process_found_is_a_finding_of_the_engine() -> None:
    assert implied(Ground.ANALYST_FINDING, "process:gateway").kind is EvidenceKind.ENGINE_FINDING
