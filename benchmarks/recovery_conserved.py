"""Not a tiyn comes or goes: random thefts in random ledgers, followed by all three rules and by the gateway's memory.

In a trace, what lies in the accounts and what went out of reach is what was stolen, for every claim, and every account
has what came less what went. In the memory, what lies, what is held apart, what institutions secured and what went out
as cash is what was placed, after every single step.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any
from uuid import UUID

import numpy as np

from arasha.domains.payments.facts import CASH_OUT, MERCHANT, MERCHANT_HOPS, Flow, Ledger, Outcome, Verdict
from arasha.domains.payments.hot.layout import ASK
from arasha.domains.payments.hot.taint import Held, Move, Put, Taint, Taken, passed_of
from arasha.domains.recovery.rules.tracing import Read, Terms, Theft, Traced
from arasha.domains.recovery.rules.walking import trace
from arasha.kernel.attribution import Lot, Rule, marked

Say = Callable[[str], None]

TRACES, SEED = 100_000, 20261121
ACCOUNTS, MOST_FLOWS, MOST_STOLEN = 7, 24, 3
NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)
KINDS = (0, 0, 0, 0, MERCHANT, CASH_OUT)
RULES = tuple(Rule)


def measure(traces: int, say: Say) -> dict[str, Any]:
    """`money_conserved`, over so many traces; the first that is not is told with its seed."""
    for number in range(traces):
        seed = SEED + number
        if wrong := wrong_trace(seed) or wrong_memory(seed):
            say(f"NOT CONSERVED, seed {seed}: {wrong}")
            return {"money_conserved": False, "conserved_traces": number, "counterexample_seed": seed}
        if (number + 1) % 20_000 == 0:
            say(f"conserved: {number + 1:,} traces")
    return {"money_conserved": True, "conserved_traces": traces}


def wrong_trace(seed: int) -> str:
    """What is wrong with the trace of a random theft; nothing, when all is well."""
    chance = Random(seed)
    flows = _ledger(chance)
    stolen = sorted(chance.sample(range(len(flows)), min(len(flows), chance.randint(1, MOST_STOLEN))))
    claims = {flows[place].payment: 100 + number for number, place in enumerate(stolen)}
    before = {_account(number): chance.randrange(10**6) for number in range(ACCOUNTS) if chance.random() < 0.5}
    terms = Terms(RULES[seed % 3], chance.randint(1, 6), timedelta(minutes=chance.choice((10, 30, 10_000))))
    theft = Theft(claims, {flow.payment: flow for flow in flows if flow.payment in claims})
    found = trace(theft, terms, _reading(flows, before))
    return _imbalance(found, claims)


def _imbalance(found: Traced, claims: Mapping[int, int]) -> str:
    if any(not 0 < sum(edge.claims.values()) <= edge.amount for edge in found.edges):
        return "a payment carries nothing, or more than its amount"
    lying = found.left(claims.values())
    for payment, claim in claims.items():
        moved = [(edge, edge.claims[claim]) for edge in found.edges if claim in edge.claims]
        began = sum(part for edge, part in moved if edge.payment == payment)
        if sum(parts.get(claim, 0) for parts in lying.values()) != began:
            return f"of claim {claim}, {began} tiyn were stolen and others lie in accounts: {lying}"
        for who in found.lots:
            came = sum(part for edge, part in moved if edge.creditor == who)
            went = sum(part for edge, part in moved if edge.debtor == who and edge.payment != payment)
            if came - went != lying.get(who, {}).get(claim, 0):
                return f"of claim {claim}, {came} tiyn came to {who} and {went} went, and {lying.get(who)} lies there"
    return ""


def wrong_memory(seed: int) -> str:
    """What is wrong with the gateway's arithmetic over a random life of stolen money; nothing, when all is well."""
    chance, taint = Random(seed), Taint()
    placed = _placed(taint, seed, chance)
    gone, secured = 0, 0
    for sequence, flow in enumerate(_ledger(chance)):
        question = _ask(sequence, flow)
        stolen = taint.weigh(question)
        if stolen > flow.amount:
            return f"payment {sequence} would carry {stolen} of {flow.amount} tiyn"
        verdict = chance.choice((Verdict.ALLOW, Verdict.HOLD)) if stolen else Verdict.ALLOW
        gone += _gone(partial(taint.settle, question, verdict), _by(taint, question))
        if taint.held and chance.random() < 0.5:
            held, outcome = chance.choice(list(taint.held)), chance.choice(list(Outcome))
            gone += _gone(partial(taint.report, held, outcome), _of(taint, taint.held[held]))
        secured += _secure(taint, sequence, chance)
        if (counted := _counted(taint) + gone + secured) != placed:
            return f"after payment {sequence} there are {counted} of {placed} tiyn"
    return ""


def _gone(act: Callable[[], Sequence[Move]], way: tuple[int, int]) -> int:
    """How much went out of reach with a payment, by its kind and its distance from the theft."""
    kind, hop = way
    moved = sum(move.amount for move in act())
    return moved if kind == CASH_OUT or (kind == MERCHANT and hop > MERCHANT_HOPS) else 0


def _by(taint: Taint, question: Any) -> tuple[int, int]:
    passed = passed_of(question)
    standing = taint.accounts.get(passed.debtor)
    return passed.kind, standing.hop + 1 if standing else 0


def _of(taint: Taint, held: Held) -> tuple[int, int]:
    standing = taint.accounts.get(held.debtor)
    hop = held.of[1] if held.apart else standing.hop if standing else 0
    return held.kind, hop + 1


def _placed(taint: Taint, seed: int, chance: Random) -> int:
    lots = [Lot(amount + chance.randrange(1_000), ((7 + place, amount),)) for place, amount in enumerate(
        chance.randint(1, 10**6) for _ in range(chance.randint(1, MOST_STOLEN)))]  # fmt: skip
    token = (chance.randrange(ACCOUNTS) + 1).to_bytes(8, "little") + bytes(8)
    taint.heed(Put(0, RULES[seed % 3], 0, [(token, 1, tuple(lots))], []))
    return sum(part for lot in lots for _, part in lot.marked)


def _secure(taint: Taint, sequence: int, chance: Random) -> int:
    """Sometimes an institution holds some of what lies in an account; how much that was."""
    if not taint.accounts or chance.random() > 0.1:
        return 0
    token = chance.choice(list(taint.accounts))
    lying = marked(taint.accounts[token].lots)
    claim = chance.choice(list(lying))
    amount = chance.randint(1, lying[claim] + 1)
    taint.heed(Taken(sequence + 1, [token], {claim: amount}))
    return min(amount, lying[claim])


def _counted(taint: Taint) -> int:
    lying = sum(sum(marked(standing.lots).values()) for standing in taint.accounts.values())
    return lying + sum(sum(held.apart.values()) for held in taint.held.values())


def _ledger(chance: Random) -> list[Flow]:
    """Payments between a few accounts, so that money comes round."""
    flows = list[Flow]()
    for number in range(1, chance.randint(2, MOST_FLOWS)):
        payer, payee = chance.sample(range(ACCOUNTS), 2)
        at = NOON + timedelta(minutes=chance.randrange(40))
        amount = chance.choice((chance.randint(1, 9), chance.randint(1, 10**6)))
        kind, moved = chance.choice(KINDS), chance.random() < 0.95
        flows.append(Flow(number, at, _account(payer), _account(payee), amount, kind, "BENCH00", "BENCH01", moved))
    flows[0] = flows[0]._replace(moved=True)
    return flows


def _reading(flows: Sequence[Flow], before: Mapping[UUID, int]) -> Read:
    def read(since: Mapping[UUID, datetime]) -> Ledger:
        found = {
            flow.payment: flow
            for flow in flows
            if any(who in since and flow.at >= since[who] for who in (flow.debtor, flow.creditor))
        }
        return Ledger(found, {who: before.get(who, 0) for who in since}, set())

    return read


def _ask(sequence: int, flow: Flow) -> Any:
    ask = np.zeros(1, ASK)
    ask["sequence"] = ask["first"] = sequence
    ask["debtor_lo"], ask["creditor_lo"] = flow.debtor.int, flow.creditor.int
    ask["amount"], ask["kind"] = flow.amount, flow.kind
    return ask[0]


def _account(number: int) -> UUID:
    return UUID(int=number + 1)
