"""The control sample: which reasons keep a payment out of it.

Of payments that would be held for behaviour alone a few are warned instead, so that it is known what became of them
(docs/decisions/0021). A payment is never in it when anything firmer than behaviour was seen: what the payer's session
shows, what the registry knows, stolen money, a coerced payer, two institutions that contradict each other.
"""

from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.language import Rule

FIRM = frozenset({
    F.ACTIVE_CALL, F.REMOTE_ACCESS, F.NEW_DEVICE, F.SIM_SWAP_DAYS, F.STEP_UP, F.DEBTOR_TIER, F.CREDITOR_TIER,
    F.DEVICE_TIER, F.SIDES_DISAGREE, F.STOLEN_AMOUNT, F.PAYER_COERCED, F.PAYER_WAS_VICTIM,
} | {feature for feature in F if feature.name.endswith("_MARKED")})  # fmt: skip


def is_firm(rule: Rule) -> bool:
    """Does a rule rest on anything but behaviour, and speak against the payment?"""
    looked_at = {feature for part in rule.when for feature in (part.feature, part.of)}
    return rule.weight > 0 and not FIRM.isdisjoint(looked_at)
