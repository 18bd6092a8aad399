"""The banks of a performance: how they ask the centre about payments, and what they do with what it asks of them."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import Any, NamedTuple, Self

import msgspec

from arasha.app.training.course import Course, Held, Job, minutes
from arasha.client import Client, FraudDesk
from arasha.client.handling import (
    HoldAnalysis,
    HoldAnswer,
    NumberedMessage,
    RecallAnswer,
    RefundPaid,
    RemovalDone,
    StolenPayment,
    TheftReport,
)
from arasha.client.schemas import Answer, Outcome, OutcomeReport, Party, Payment
from arasha.domains.training.rules.record import Asked, Fate
from arasha.kernel import clock
from arasha.kernel.settings import Settings
from arasha.simulator.holder import Holder
from arasha.simulator.scenarios import BANKS, Desk, Part, Pay, Report

DEADLINE_S, PATIENCE_S = 5.0, 20.0
SLOW = 5  # times as long as an honest desk


class House(NamedTuple):
    """How a bank reaches the centre."""

    gateway: Client
    api: FraudDesk


class Houses:
    """All banks, and the citizens' pages."""

    def __init__(self, settings: Settings, keys: Mapping[str, str]) -> None:
        self._web = f"http://{settings.host}:{settings.web_port}"
        self._gateway = f"http://{settings.host}:{settings.gateway_port}"
        self._keys, self._open = keys, ExitStack()

    def __enter__(self) -> Self:
        self._houses = {
            code: House(
                self._open.enter_context(Client(self._gateway, key, deadline_s=DEADLINE_S, patience_s=PATIENCE_S)),
                self._open.enter_context(FraudDesk(self._web, key, patience_s=PATIENCE_S)),
            )
            for code, key in self._keys.items()
        }
        self.pages = self._open.enter_context(Holder(self._web))
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._open.close()

    def __getitem__(self, code: str) -> House:
        return self._houses[code]


def keys(settings: Settings) -> dict[str, str]:
    """The banks' keys as they were written down when they were issued."""
    return {code: settings.path("keys", f"{code}.key").read_text() for code in BANKS}


def party(course: Course, name: str) -> Party:
    """One side of a payment as its bank knows it."""
    member, person = course.scenario.cast[name], course.play.people[name]
    told = person if member.party == "person" and member.scheme == "iban" else None
    return Party(
        account=person.account, institution=member.bank, scheme=member.scheme, party=member.party,
        phone=told.phone if told else None, person=told.iin if told else None,
    )  # fmt: skip


def payment(course: Course, exercise: int, step: Pay, asked: Asked) -> Payment:
    """A step's payment as the payer's bank asks about it; always the same, however often it is asked."""
    return Payment(
        id=payment_id(exercise, step.name),
        end_to_end_id=payment_id(exercise, step.name),
        time=clock.from_us(asked.at),
        debtor=party(course, step.payer),
        creditor=party(course, step.payee),
        amount=asked.amount,
        kind=step.how,
        channel="mobile",
        device=f"device-{course.play.people[step.payer].account[-8:]}",
        session=step.session,
    )


def payment_id(exercise: int, step: str) -> str:
    """The bank's own id of a payment."""
    return f"E{exercise}-{step}"


def ask(houses: Houses, course: Course, exercise: int, step: Pay) -> Answer:
    """The centre's verdict."""
    asked = course.record.payments[step.name]
    return houses[course.scenario.cast[step.payer].bank].gateway.screen(payment(course, exercise, step, asked))


def tell_outcome(houses: Houses, course: Course, exercise: int, told: tuple[Pay, Outcome, int]) -> None:
    """Say what the bank did with a payment, and when."""
    step, outcome, at = told
    done = OutcomeReport(id=payment_id(exercise, step.name), outcome=outcome, time=clock.from_us(at))
    houses[course.scenario.cast[step.payer].bank].gateway.report([done])


def report(houses: Houses, course: Course, exercise: int, step: Report) -> bool:
    """A bank reports those of its payments that went; whether there were any."""
    stolen = []
    for name in step.payments:
        asked, order = course.record.payments.get(name), course.scenario.step(name)
        if asked is not None and asked.fate is Fate.WENT and isinstance(order, Pay):
            one = payment(course, exercise, order, asked)
            stolen.append(StolenPayment(
                payment_id=one.id, amount=one.amount, debtor=one.debtor.account, creditor=one.creditor.account,
                creditor_institution=one.creditor.institution,
            ))  # fmt: skip
    if stolen:
        told = TheftReport(
            id=f"E{exercise}-{step.name}", situation="scam", payments=stolen, story=step.story.kk, language="kk"
        )
        houses[step.bank].api.report_theft(told)
    return bool(stolen)


def read(houses: Houses, course: Course, now: int) -> None:
    """Read what the centre says to the banks of the cast."""
    for bank in sorted({member.bank for member in course.scenario.cast.values()}):
        page = houses[bank].api.messages(after=course.play.inbox.get(bank, 0))
        for message in page.messages:
            _take(course, bank, message, now)
        course.play.inbox[bank] = page.next


def work(houses: Houses, course: Course, now: int) -> bool:
    """Do what is due at the banks; whether anything was."""
    due = [job for job in course.play.jobs if job.due <= now]
    for job in due:
        DOES[job.what](houses[job.bank], course, job)
        course.play.jobs.remove(job)
    return bool(due)


def _take(course: Course, bank: str, message: NumberedMessage, now: int) -> None:
    """Put what a message asks for on the pile, unless it is about another performance."""
    data = message.data
    reference = str(data.get("reference", ""))
    if message.type == "hold.requested":
        holder = course.holder_of(data["account"])
        if holder:
            if data["code"]:
                course.play.codes[holder] = (reference, data["code"])
            course.play.holds.setdefault(reference, Held(holder))
            _plan(course, bank, ("answer", data), now)
    elif message.type in {"hold.released", "hold.withdrawn"} and reference in course.play.holds:
        held = course.play.holds[reference]
        course.hold(reference, msgspec.structs.replace(held, said=0, truly=0))
    elif message.type in FOLLOWS and (message.type == "entry.removed" or _ours(course, data)):
        _plan(course, bank, (FOLLOWS[message.type], data), now)


def _ours(course: Course, data: Mapping[str, Any]) -> bool:
    return str(data.get("hold", "")) in course.play.holds or f"recall {data.get('recall')}" in course.play.codes


def _plan(course: Course, bank: str, asked: tuple[str, Mapping[str, Any]], now: int) -> None:
    what, data = asked
    wait = minutes(course.scenario.answers) * (SLOW if course.scenario.desks.get(bank) is Desk.SLOW else 1)
    plain = {name: value for name, value in data.items() if value is None or isinstance(value, str | int | bool)}
    course.play.jobs.append(Job(now + wait, what, bank, plain))


def _answer(house: House, course: Course, job: Job) -> None:
    """Hold what is there; a bank that lies says so and does nothing."""
    reference = str(job.data["reference"])
    hold, kept = house.api.hold(reference), course.play.holds[reference]
    if hold.ended_at is not None:
        return
    there = min(hold.amount, course.free(kept.holder, reference))
    lies = course.scenario.desks.get(job.bank) is Desk.LYING
    said = hold.amount if lies else there
    house.api.answer_hold(reference, HoldAnswer(id=f"{reference} {hold.amount}", held=said, asked=hold.amount))
    course.hold(reference, msgspec.structs.replace(kept, said=said, truly=0 if lies else there))
    if said and not kept.analysed:
        _plan(course, job.bank, ("analyse", job.data), job.due)


def _analyse(house: House, course: Course, job: Job) -> None:
    """Agree that the money is stolen, unless the holder earned it."""
    reference = str(job.data["reference"])
    held = course.play.holds[reference]
    if held.analysed or not held.said:
        return
    honest = course.scenario.cast[held.holder].part is Part.INNOCENT
    house.api.analyse_hold(
        reference,
        HoldAnalysis(id=f"analysis {reference}", agreed=not honest, disagreement="honest_trade" if honest else None),
    )
    held.analysed = True


def _return(house: House, course: Course, job: Job) -> None:
    """Accept a recall of what is held."""
    reference, held = str(job.data["reference"]), course.play.holds[str(job.data["hold"])]
    course.play.codes[f"recall {reference}"] = (held.holder, "")
    house.api.answer_recall(reference, RecallAnswer(id=f"recall {reference}", accepted=int(job.data["amount"] or 0)))


def _refund(house: House, course: Course, job: Job) -> None:
    """Pay the victim out of the account where the money is held, and tell the payment's name."""
    holder = course.play.codes[f"recall {job.data['recall']}"][0]
    reference = str(job.data["reference"])
    paid = Payment(
        id=f"RETURN-{reference}", time=clock.from_us(job.due), debtor=party(course, holder),
        creditor=Party(account=str(job.data["to_account"]), institution=str(job.data["to_institution"])),
        amount=int(job.data["amount"] or 0), kind="p2p", channel="api",
    )  # fmt: skip
    if not house.gateway.screen(paid).degraded:
        house.gateway.report([OutcomeReport(id=paid.id, outcome="executed", time=clock.from_us(job.due))])
        house.api.refund_paid(reference, RefundPaid(id=f"refund {reference}", payment_id=paid.id))


def _forget(house: House, course: Course, job: Job) -> None:  # noqa: ARG001 - every desk's work has the same form
    """Forget an entry of the registry, and say so."""
    house.api.removal_done(str(job.data["reference"]), RemovalDone(id=f"removal {job.data['reference']}"))


FOLLOWS: Mapping[str, str] = {"recall.opened": "return", "refund.wanted": "refund", "entry.removed": "forget"}
DOES: Mapping[str, Callable[[House, Course, Job], None]] = {
    "answer": _answer, "analyse": _analyse, "return": _return, "refund": _refund, "forget": _forget,
}  # fmt: skip
