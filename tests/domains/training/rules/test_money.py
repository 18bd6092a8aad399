"""Where stolen money runs: conserved, out of reach for good, and less within reach the later one looks."""

from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.training.rules.money import Flow, lying, reachable, within_reach

NAMES = ("victim", "drop", "boss", "cash")


@st.composite
def runs(draw: st.DrawFn) -> list[Flow]:
    """A theft or two, and thieves who pass on what they have."""
    thefts = draw(st.integers(1, 3))
    flows = [Flow(place, f"theft{place}", "victim", "drop", draw(st.integers(1, 100)), stolen=True)
             for place in range(thefts)]  # fmt: skip
    for place in range(draw(st.integers(0, 5))):
        payer, payee = draw(st.sampled_from([("drop", "boss"), ("boss", "drop"), ("drop", "cash"), ("boss", "cash")]))
        flows.append(Flow(10 + place, f"on{place}", payer, payee, draw(st.integers(1, 80))))
    return flows


@given(runs())
def test_no_stolen_tenge_is_made_or_lost_on_its_way(flows: list[Flow]) -> None:
    stolen = sum(flow.amount for flow in flows if flow.stolen)
    assert sum(sum(each.values()) for each in lying(flows, 100).values()) == stolen


@given(runs(), st.integers(3, 20), st.integers(0, 20))
def test_after_the_last_theft_ever_less_is_within_reach(flows: list[Flow], at: int, later: int) -> None:
    assert sum(within_reach(flows, ["cash"], at + later).values()) <= sum(within_reach(flows, ["cash"], at).values())


@given(runs(), st.integers(0, 20), st.integers(0, 20))
def test_who_knows_earlier_could_save_no_less(flows: list[Flow], at: int, later: int) -> None:
    early = reachable(flows, ["cash"], {"theft0": at})
    assert reachable(flows, ["cash"], {"theft0": at + later}) <= early <= flows[0].amount


def test_what_came_first_is_passed_on_first() -> None:
    flows = [Flow(1, "first", "a", "drop", 60, stolen=True), Flow(2, "second", "b", "drop", 40, stolen=True),
             Flow(3, "out", "drop", "cash", 70)]  # fmt: skip
    assert lying(flows, 3) == {"drop": {"second": 30}, "cash": {"first": 60, "second": 10}}


def test_a_theft_that_is_known_of_beforehand_could_have_been_stopped_altogether() -> None:
    flows = [Flow(5, "theft", "victim", "cash", 90, stolen=True)]
    assert reachable(flows, ["cash"], {"theft": 5}) == 90
    assert reachable(flows, ["cash"], {"theft": 6}) == 0
