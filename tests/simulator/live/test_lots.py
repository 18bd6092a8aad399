"""Each theft's money is followed to the tiyn, and together they are what the schemes have."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from arasha.simulator.crime.purses import Purses
from arasha.simulator.crime.steps import Said
from arasha.simulator.live.behaviours import Manner
from arasha.simulator.live.events import Happened, Held, LetGo, Paid, Returned
from arasha.simulator.live.lots import Lots
from arasha.simulator.live.vault import Vault

MULES = (40, 41, 42)
SCHEMES = (0, 1)
AMOUNTS = st.integers(1, 1_000)

Doing = tuple[str, int, int, int, int]
DOINGS = st.lists(
    st.tuples(
        st.sampled_from(("steal", "pass", "cash", "hold", "let go", "return")), st.sampled_from(SCHEMES),
        st.sampled_from(MULES), st.sampled_from(MULES), AMOUNTS,
    ),
    max_size=40,
)  # fmt: skip


class Nothing:
    """Nobody has anything of his own."""

    def balance(self, account: int) -> int:  # noqa: ARG002
        return 0


class World:
    """Does it in purses and vault, and says what happened."""

    def __init__(self) -> None:
        self.purses = Purses()
        self.vault = Vault(Nothing(), self.purses)
        self.events: list[Happened] = []
        self.returned = 0
        self.holds: list[tuple[str, int]] = []

    def do(self, doing: Doing) -> None:
        what, scheme, account, other, amount = doing
        match what:
            case "steal":
                self.purses.stolen(scheme, account, amount)
                self.events.append(paid(len(self.events), scheme, 4, account, amount, stolen=True))
            case "pass":
                moved = self.purses.passed(scheme, account, other, amount)
                self.events.append(paid(len(self.events), scheme, account, other, moved))
            case "cash":
                moved = self.purses.leaves(scheme, account, amount)
                self.events.append(paid(len(self.events), scheme, account, 99, moved, kind="cash_out"))
            case "hold":
                self._hold(f"H-{len(self.events)}", account, amount)
            case "let go" if self.holds:
                hold, at = self.holds.pop()
                self.vault.let_go(hold)
                self.events.append(LetGo(at=0, hold=hold, account=at, amount=0))
            case "return" if self.holds:
                hold, at = self.holds[-1]
                given_back = self.vault.give_back(hold, amount)
                self.returned += given_back
                self.events.append(Returned(at=0, hold=hold, account=at, amount=given_back))

    def _hold(self, hold: str, account: int, amount: int) -> None:
        taken = self.vault.hold(hold, account, amount)
        self.holds.append((hold, account))
        self.events.append(Held(
            at=0, hold=hold, bank="TOSTIKZA", account=account, manner=Manner.HONESTLY, said=taken.held, held=taken.held,
            of={str(scheme): caught for scheme, caught in taken.stolen.items()},
        ))  # fmt: skip


def paid(ref: int, scheme: int, debtor: int, creditor: int, amount: int, **more: object) -> Paid:
    told = {
        "at": 0, "scheme": scheme, "ref": ref, "id": str(ref), "bank": "ALDARKZA", "debtor": debtor,
        "creditor": creditor, "amount": amount, "kind": "p2p", "stolen": False, "said": Said.DONE, "through": amount,
        "dirty": amount,
    } | more  # fmt: skip
    return Paid(**told | {"passes": not told["stolen"]})  # type: ignore[arg-type]


@given(DOINGS)
def test_the_thefts_of_a_scheme_together_are_what_it_has(doings: list[Doing]) -> None:
    world = World()
    for doing in doings:
        world.do(doing)
    lots, of = Lots(world.events), {one.ref: one.scheme for one in world.events if isinstance(one, Paid)}
    for scheme in SCHEMES:
        for account in MULES:
            assert lots.free(scheme, account) == world.purses.free(scheme, account)
    held = sum(world.vault.held(hold) for hold, _ in world.holds)
    assert sum(lots.held().values()) == held
    assert sum(lots.returned.values()) == world.returned
    assert {of[theft] for theft in lots.held() + lots.returned} <= set(SCHEMES)


def test_what_came_first_is_held_first_and_returned_first() -> None:
    world = World()
    for doing in (("steal", 0, 40, 40, 300), ("steal", 0, 40, 40, 500), ("hold", 0, 40, 40, 400)):
        world.do(doing)
    assert Lots(world.events).held() == Counter({0: 300, 1: 100})
    world.do(("return", 0, 40, 40, 350))
    assert Lots(world.events).returned == Counter({0: 300, 1: 50})
    assert Lots(world.events).held() == Counter({1: 50})
    world.do(("let go", 0, 40, 40, 1))
    assert (Lots(world.events).free(0, 40), Lots(world.events).held()) == (450, Counter())


def test_what_a_mule_could_not_pass_on_is_kept_back_of_the_thefts_that_lie_with_him() -> None:
    stolen = [paid(0, 0, 4, 40, 300, stolen=True), paid(1, 0, 4, 40, 500, stolen=True)]
    lots = Lots([*stolen, paid(2, 0, 40, 41, 400, said=Said.HELD, through=0)])
    assert lots.kept_back == Counter({0: 300, 1: 100})
    assert lots.free(0, 40) == 800
