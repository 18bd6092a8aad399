"""Scenes on which rules are tried: makers of scenes, each a short story that ends with the payment in question."""

from collections.abc import Callable

from arasha.domains.payments.hot import layout
from arasha.domains.payments.rules.codes import Kind
from tests.domains.payments.hot.stage import Seen, Stage

MINUTE, HOUR, DAY = 60, 3_600, 86_400
SUM = 60_000  # tenge: no everyday sum

Scene = Callable[[Stage], Seen]


def plain(**columns: int) -> Scene:
    """One payment on the first day of a new centre."""
    return lambda stage: stage.pay("payer", "payee", **columns)


def watched(stage: Stage, days: int = 8) -> Stage:
    """The centre has been told of payments for some days."""
    stage.pay("somebody", "somebody else")
    stage.wait(days * DAY)
    return stage


def crowd(stage: Stage, whom: str, people: int, tenge: int = SUM) -> Stage:
    """So many people pay an account, a minute after each other; nobody has paid it before."""
    for number in range(people):
        stage.pay(f"{whom}'s payer {number} of {stage.now}", whom, tenge)
        stage.wait(MINUTE)
    return stage


def spends(stage: Stage, who: str, receivers: int, tenge: int = 6_000) -> Stage:
    """An account pays so many new receivers, a minute after each other."""
    for number in range(receivers):
        stage.pay(who, f"{who}'s payee {number} of {stage.now}", tenge)
        stage.wait(MINUTE)
    return stage


def gathered(people: int, *, days: int = 8, regulars: int = 0, **columns: int) -> Scene:
    """After some days a receiver, who has some regulars, is paid by so many strangers, and then once more."""

    def scene(stage: Stage) -> Seen:
        crowd(watched(stage, days - 4), "drop", regulars)
        stage.wait(4 * DAY)
        return crowd(stage, "drop", people).pay("payer", "drop", SUM, **columns)

    return scene


def passes_on(senders: int, tenge: int = 30_000, *, before: int = 0, wait: int = 2 * DAY, **columns: int) -> Scene:
    """After some days an account is paid by so many people, pays some receivers, and sends on a sum to a new one."""

    def scene(stage: Stage) -> Seen:
        crowd(watched(stage), "drop", senders)
        stage.wait(wait)
        return spends(stage, "drop", before).pay("drop", "the next", tenge, **columns)

    return scene


def chain(payer_senders: int, receiver_senders: int) -> Scene:
    """After some days two accounts are paid by so many people each, and one pays the other two days later."""

    def scene(stage: Stage) -> Seen:
        crowd(crowd(watched(stage), "drop", payer_senders), "the next", receiver_senders)
        stage.wait(2 * DAY)
        return stage.pay("drop", "the next", SUM)

    return scene


def receiver_sent(senders: int, receivers: int, tenge: int) -> Scene:
    """After some days an account is paid by so many, pays so many, and is paid by somebody new two days later."""

    def scene(stage: Stage) -> Seen:
        spends(crowd(watched(stage), "drop", senders), "drop", receivers, tenge)
        stage.wait(2 * DAY)
        return stage.pay("payer", "drop", SUM)

    return scene


def scattered(receivers: int, *, before: int = 0, gatherer: int = 0, known: bool = False) -> Scene:
    """After some days an account pays some receivers, the next day so many new ones, and then an account which so many
    strangers have paid that day.
    """

    def scene(stage: Stage) -> Seen:
        if known:
            stage.pay("drop", "the next")
        spends(watched(stage), "drop", before)
        stage.wait(2 * DAY)
        spends(crowd(stage, "the next", gatherer), "drop", receivers)
        return stage.pay("drop", "the next", SUM)

    return scene


def young(*, payer_days: int, payee_days: int, history: int = 61, tenge: int = 10_000) -> Scene:
    """A payer and a payee who have been known for so many days to a centre of so many days."""

    def scene(stage: Stage) -> Seen:
        watched(stage, 0)
        known = {"payer": payer_days, "payee": payee_days}
        for day in range(history, -1, -1):
            for name in (name for name, days in known.items() if days == day):
                stage.pay(name, f"{name}'s friend")
            stage.wait(DAY if day else 0)
        return stage.pay("payer", "payee", tenge)

    return scene


def young_and_popular(*, days: int) -> Scene:
    """An account of so many days gets eight senders, three of them today."""

    def scene(stage: Stage) -> Seen:
        watched(stage, 61 - days)
        stage.pay("drop", "the drop's friend")
        stage.wait((days - 3) * DAY)
        crowd(stage, "drop", 5)
        stage.wait(3 * DAY)
        return crowd(stage, "drop", 3).pay("payer", "drop")

    return scene


def after_loan(tenge: int, **columns: int) -> Scene:
    """A loan of 100 000 is paid out, and an hour later a sum is sent on."""

    def scene(stage: Stage) -> Seen:
        stage.pay("lender", "payer", 100_000, kind=Kind.LOAN_DISBURSEMENT)
        stage.wait(HOUR)
        return stage.pay("payer", "payee", tenge, **columns)

    return scene


def after_credit(wait: int, tenge: int = 95_000, *, days: int = 4, **columns: int) -> Scene:
    """After some days 100 000 comes in, and some time later a sum leaves."""

    def scene(stage: Stage) -> Seen:
        watched(stage, days).pay("victim", "drop", 100_000)
        stage.wait(wait)
        return stage.pay("drop", "the next", tenge, **columns)

    return scene


def slept(days: int) -> Scene:
    """An account pays, sleeps for so many days, and pays a large sum to a new receiver."""

    def scene(stage: Stage) -> Seen:
        stage.pay("payer", "a shop")
        stage.wait(days * DAY)
        return stage.pay("payer", "payee", 300_000)

    return scene


def knows(days: int) -> Scene:
    """The payer has paid the receiver once, so many days ago."""

    def scene(stage: Stage) -> Seen:
        stage.pay("payer", "payee")
        stage.wait(days * DAY)
        return stage.pay("payer", "payee")

    return scene


def known_payee(**columns: int) -> Scene:
    """A payment to a receiver whom the payer has paid before."""

    def scene(stage: Stage) -> Seen:
        stage.pay("payer", "payee")
        return stage.pay("payer", "payee", **columns)

    return scene


def new_payees(count: int, **columns: int) -> Scene:
    """After some days the payer pays so many new receivers within the day, and then another."""
    return lambda stage: spends(watched(stage), "payer", count).pay("payer", "payee", **columns)


def wallet(*, known: int, **columns: int) -> Scene:
    """After some weeks a wallet that has been known for so many days gets 100 000 and passes 95 000 on."""

    def scene(stage: Stage) -> Seen:
        watched(stage, 20 - known).pay("wallet", "a shop", 1_000)
        stage.wait(known * DAY)
        stage.pay("payer", "wallet", 100_000)
        stage.wait(HOUR)
        return stage.pay("wallet", "the next", 95_000, **columns)

    return scene


def filled(*, days: int, tenge: int = 100_000) -> Scene:
    """After some days a wallet that was never seen is filled."""
    return lambda stage: watched(stage, days).pay("payer", "wallet", tenge, flags=layout.CREDITOR_WALLET)


def disagreeing(flags: int) -> Scene:
    """The payee's institution asks about a payment too."""
    return lambda stage: stage.again(stage.pay("payer", "payee"), flags=layout.INCOMING | flags)


def at_night(wait: int, tenge: int = 500_000) -> Scene:
    """A payment so many seconds after noon."""

    def scene(stage: Stage) -> Seen:
        watched(stage).wait(wait)
        return stage.pay("payer", "payee", tenge)

    return scene


def shared(others: int, *, tier: int = 0, **columns: int) -> Scene:
    """So many other accounts, known to the registry as said, came with the same identifiers; then the payer pays."""

    def scene(stage: Stage) -> Seen:
        for number in range(others):
            stage.pay(f"other {number}", "shop", debtor_tier=tier, **columns)
            stage.wait(MINUTE)
        return stage.pay("payer", "payee", **columns)

    return scene
