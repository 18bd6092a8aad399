"""Keeping the standing risk of accounts: evidence comes in, time passes, tiers change."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction

from arasha.domains.payments.facts import AccountRiskChanged
from arasha.domains.payments.models import AccountRisk, AccountRiskChange
from arasha.domains.payments.queries.account_risk import standing_of
from arasha.domains.payments.rules import account_risk as rules
from arasha.domains.payments.rules.account_risk import NOTHING, Evidence, Standing
from arasha.kernel import clock
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.outbox.append import By, append
from arasha.kernel.settings import current
from arasha.kernel.tiers import Tier
from arasha.kernel.tokens import as_uuid

CLOCK = By("process:clock", Purpose.UPKEEP)

# Whoever changes standings does it alone until his transaction ends: they append facts, which is one at a time anyway.
LOCK = 0x61726173_7269736B

# When an account is looked at again: one in a tier within the hour, where it is found out when the tier will fall.
IN_A_TIER, OTHERWISE = timedelta(hours=1), timedelta(days=1)

WRITTEN = ["institution", "hour", "signs", "cleared", "days", "risk", "tier", "since", "updated_at", "due_at"]

# The spans of days over which institutions are told how many payments spoke against an account.
TOLD_DAYS = (3, 30, 180)


class Word(NamedTuple):
    """Something said of one account: evidence against it, or so many points in its favour (`rules.CLEARED`)."""

    token: bytes
    institution: str
    against: Evidence | None = None
    cleared: int = 0


class Shift(NamedTuple):
    """An account whose tier has changed, as of now."""

    row: AccountRisk
    standing: Standing
    before: Tier

    @property
    def fact(self) -> AccountRiskChanged:
        """What is told of it."""
        signs = self.standing.signs
        gravest = sorted(signs, key=lambda sign: (-rules.contribution(sign, signs[sign].points), sign))
        return AccountRiskChanged(
            token=self.row.token.hex,
            institution=self.row.institution,
            before=self.before,
            after=self.standing.tier,
            signs=[sign for sign in gravest if rules.contribution(sign, signs[sign].points)],
        )


def take_in(words: Iterable[Word]) -> list[Shift]:
    """Let what is said of accounts count, in the caller's transaction, which appends the facts of the shifts."""
    said: dict[UUID, list[Word]] = defaultdict(list)
    for word in words:
        said[as_uuid(word.token)].append(word)
    if not said:
        return []
    _alone()
    known = AccountRisk.objects.in_bulk(list(said))
    now = clock.now()
    shifts = [_counted(known.get(token) or _new(token), told, now) for token, told in said.items()]
    AccountRisk.objects.bulk_create(
        [shift.row for shift in shifts], update_conflicts=True, unique_fields=["token"], update_fields=WRITTEN
    )
    return [shift for shift in shifts if shift.before is not shift.standing.tier]


def keep_changes(shifts: Sequence[Shift], told: Sequence[Recorded[Fact]]) -> None:
    """Keep the changes under the sequences of their facts: the feed of institutions."""
    AccountRiskChange.objects.bulk_create(
        AccountRiskChange(
            sequence=recorded.sequence,
            token=shift.row.token,
            institution=shift.row.institution,
            before=shift.before,
            after=shift.standing.tier,
            risk=shift.row.risk,
            signs=shift.fact.signs,
            seen=_seen(shift.standing),
            at=recorded.occurred_at,
        )
        for shift, recorded in zip(shifts, told, strict=True)
    )


@transaction.atomic
def fade_due(limit: int = 1_000) -> int:
    """Look at accounts again whose time has come; how many. What has faded to nothing is forgotten."""
    _alone()
    now = clock.now()
    rows = list(AccountRisk.objects.filter(due_at__lte=now).order_by("due_at")[:limit])
    shifts = [_looked_at_again(row, now) for row in rows]
    gone = [shift.row.token for shift in shifts if not shift.standing.signs and not shift.standing.cleared]
    AccountRisk.objects.bulk_create(
        [shift.row for shift in shifts], update_conflicts=True, unique_fields=["token"], update_fields=WRITTEN
    )
    AccountRisk.objects.filter(token__in=gone).delete()
    fallen = [shift for shift in shifts if shift.before is not shift.standing.tier]
    if fallen:
        keep_changes(fallen, append([shift.fact for shift in fallen], CLOCK))
    return len(rows)


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _new(token: UUID) -> AccountRisk:
    return AccountRisk(token=token, hour=NOTHING.hour, signs={}, days={}, risk=0, tier=Tier.NONE)


def _counted(row: AccountRisk, words: Sequence[Word], now: datetime) -> Shift:
    """Accusations first, then what is said in favour, so that the order of the words does not matter."""
    half_life, hour = current().account_risk_half_life_days, rules.hour_of(clock.to_us(now))
    standing = standing_of(row)
    before = standing.tier
    standing = rules.raised(standing, [word.against for word in words if word.against], hour, half_life)
    for word in words:
        if word.cleared:
            standing = rules.cleared(standing, word.cleared, hour, half_life)
    row.institution = max(words, key=lambda word: word.against.at if word.against else 0).institution
    _write(row, standing, now)
    row.due_at = now + (IN_A_TIER if standing.tier else OTHERWISE)
    return Shift(row, standing, before)


def _looked_at_again(row: AccountRisk, now: datetime) -> Shift:
    half_life, hour = current().account_risk_half_life_days, rules.hour_of(clock.to_us(now))
    before = standing_of(row)
    standing = rules.settled(rules.as_of(before, hour, half_life))
    _write(row, standing, now)
    falls = clock.from_us(rules.falls_at(standing, half_life) * clock.HOUR) if standing.tier else now + OTHERWISE
    row.due_at = min(max(falls, now + IN_A_TIER), now + OTHERWISE)
    return Shift(row, standing, before.tier)


def _write(row: AccountRisk, standing: Standing, now: datetime) -> None:
    """Put a standing into its row."""
    if row.tier != standing.tier or row.since is None:
        row.since = now
    row.hour, row.cleared, row.tier = standing.hour, standing.cleared, standing.tier
    row.signs = {sign.value: list(strength) for sign, strength in standing.signs.items()}
    row.days = {str(day): count for day, count in standing.days.items()}
    row.risk, row.updated_at = rules.risk_of(standing), now


def _seen(standing: Standing) -> dict[str, str]:
    today = standing.hour // rules.DAY_HOURS
    return {f"{days}d": rules.quantised(rules.seen_within(standing, days, today)) for days in TOLD_DAYS}
