"""All scenarios are played to their end at a real gateway: who does what there is to be done saves what can be saved;
who calls the honest thieves and the thieves honest, does not.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest

from arasha.domains.complaints import actions as complaints
from arasha.domains.complaints.actions import PaymentTold, Report, Reporter
from arasha.domains.complaints.facts import Situation, Source
from arasha.domains.payments.actions import review
from arasha.domains.payments.facts import Decision
from arasha.domains.payments.queries import queue
from arasha.domains.recovery.actions import appeals, protection, recalls
from arasha.domains.recovery.actions.protection import Trusted
from arasha.domains.recovery.facts.handling import AnalysisState
from arasha.domains.recovery.facts.returning import AppealState, RecallState
from arasha.domains.recovery.models import Appeal, Hold, Recall, Refund
from arasha.domains.registry import actions as registry
from arasha.domains.registry.actions import Proposal
from arasha.domains.registry.facts import Ground
from arasha.domains.training.queries.exercises import Outcome, Task, Work
from arasha.kernel import clock
from arasha.kernel.identifiers import Kind, Unread, read
from arasha.kernel.sandbox import Dial
from arasha.kernel.tiers import Tier
from arasha.simulator import scenarios
from arasha.simulator.scenarios import Pay
from tests.app.training.theatre import ARMAN, DAULET, TIMUR, Scene, Theatre
from tests.support.door import Doors

pytestmark = pytest.mark.django_db

# Of what could be saved at the very moment, how much is saved by who needs a minute; 1: all of it.
REACHED = {"the-kostanay-pair": 0.8, "the-pyramid": 0.4}
LEFT = 0.15  # of it, what warnings save without anybody
Act = Callable[[Scene, Task], bool]


@pytest.fixture
def theatre(dial: Dial, doors: Doors) -> Theatre:
    return Theatre(dial, doors)


def finds(decision: Decision) -> Act:
    """Decide a payment that stands in the queue."""

    def act(scene: Scene, task: Task) -> bool:
        sequence = scene.payment(task.about).get("sequence", -1)
        waiting = [each for each in queue.these([sequence]) if not each.decision]
        if waiting:
            review.decide(sequence, decision, ARMAN)
        return bool(waiting)

    return act


def takes_the_report(scene: Scene, task: Task) -> bool:
    step = scenarios.load(scene.row.scenario).step(task.about)
    assert isinstance(step, Pay)
    victim, thief = scene.somebody(step.payer), scene.somebody(step.payee)
    asked = scene.payment(task.about)
    at = clock.from_us(asked["at"])
    told = PaymentTold(
        institution=scenarios.load(scene.row.scenario).cast[step.payer].bank, amount=asked["amount"],
        begin=at - timedelta(minutes=5), end=at + timedelta(minutes=5), debtor=victim.account,
        creditor=thief.account,
    )  # fmt: skip
    reporter = Reporter(name="Кадиша", phone=victim.phone)
    report = Report(
        source=Source.CITIZEN, situation=Situation.SCAM, payments=(told,), story="They called.", reporter=reporter
    )
    complaints.take(report, ARMAN)
    return True


def lists(scene: Scene, task: Task) -> bool:
    proposal = Proposal(Tier.HIGH, Ground.ANALYST_FINDING, source=f"{scene.row} {task.about}")
    registry.add_token(bytes.fromhex(scene.token(task.about)), proposal, ARMAN)
    return True


def hold_of(scene: Scene, name: str) -> Hold | None:
    return Hold.objects.filter(account=scene.token(name), ended_at=None).first()


def decides_the_appeal(upheld: bool) -> Act:
    def act(scene: Scene, task: Task) -> bool:
        found = Appeal.objects.filter(hold__account=scene.token(task.about), state=AppealState.FILED).first()
        if found is not None:
            appeals.decide(found.id, upheld, "The papers say so.", DAULET)  # who asked the money back may not
            if Appeal.objects.get(id=found.id).state == AppealState.SECOND_LOOK:
                appeals.decide(found.id, upheld, "So I find, too.", ARMAN)
        return found is not None

    return act


def asks_back(scene: Scene, task: Task) -> bool:
    hold = hold_of(scene, task.about)
    if hold is None or hold.analysis != AnalysisState.AGREED or not hold.held:
        return False
    recall = recalls.open_recall(hold.id, ARMAN)
    if recall.state == RecallState.OPEN:
        recalls.open_recall(hold.id, DAULET)
    return True


def protects(scene: Scene, task: Task) -> bool:
    account = read(Kind.IBAN, scene.somebody(task.about).account)
    assert not isinstance(account, Unread)
    bank = scenarios.load(scene.row.scenario).cast[task.about].bank
    protection.protect_account(account, bank, Trusted("The son", "+7 701 000 00 09"), ARMAN)
    return True


GOOD: Mapping[Work, Act] = {
    Work.STOP: finds(Decision.FRAUD), Work.CLEAR: finds(Decision.LEGITIMATE), Work.TAKE: takes_the_report,
    Work.LIST: lists, Work.RELEASE: decides_the_appeal(True), Work.KEEP: decides_the_appeal(False),
    Work.RECALL: asks_back, Work.PROTECT: protects,
}  # fmt: skip
BAD: Mapping[Work, Act] = {
    Work.STOP: finds(Decision.LEGITIMATE), Work.CLEAR: finds(Decision.FRAUD),
    Work.RELEASE: decides_the_appeal(False), Work.KEEP: decides_the_appeal(True),
}  # fmt: skip


class Scripted:
    """A trainee who does each task as a table says, as soon as it can be known of and done; a prosecutor beside him."""

    def __init__(self, acts: Mapping[Work, Act]) -> None:
        self._acts, self._done = acts, set[int]()

    def __call__(self, scene: Scene) -> None:
        for place, task in enumerate(scene.script.tasks):
            due = place not in self._done and task.work in self._acts and scene.happened(task.once)
            if due and self._acts[task.work](scene, task):
                self._done.add(place)
        for recall in Recall.objects.filter(state=RecallState.PROSECUTOR_PENDING):
            recalls.sanction(recall.id, True, "", TIMUR)


@pytest.mark.parametrize("name", scenarios.names())
def test_who_does_what_there_is_to_be_done_saves_what_can_be_saved(theatre: Theatre, name: str) -> None:
    good, bad = theatre.play(name, Scripted(GOOD)), theatre.play(name, Scripted(BAD))
    assert {judged.outcome for judged in good.judged} <= {Outcome.DONE, Outcome.NOT_MET}
    assert good.kept >= REACHED.get(name, 1.0) * good.could > 0
    assert bad.kept <= LEFT * bad.could
    if name == "the-honest-seller":
        recall = Recall.objects.get()
        assert (recall.accepted, recall.amount) == (good.kept, good.kept), (
            "the prosecutor sanctioned, the bank returned"
        )
        assert Refund.objects.get(recall=recall).payment_id
    assert good.score.innocents >= bad.score.innocents or name == "the-pyramid"  # one early payout is held for a while
