"""Looking into an account: a person says that he has seen what stands against it, and what he makes of it."""

from uuid import UUID

from django.db import transaction

from arasha.domains.payments.facts import AccountReviewed
from arasha.domains.payments.models import AccountReview, AccountRisk
from arasha.kernel import clock
from arasha.kernel.errors import Malformed, NotFound
from arasha.kernel.outbox.append import By, append

LONGEST_NOTE = 500


@transaction.atomic
def review_account(token: UUID, by: By, *, note: str) -> None:
    """Note that somebody looked into an account; its risk stays as it is, for payments alone speak of that.

    `NotFound` when nothing was ever seen of it, `Malformed` without a word of what was found.
    """
    tier = AccountRisk.objects.filter(token=token).values_list("tier", flat=True).first()
    if tier is None:
        raise NotFound
    if not 0 < len(note.strip()) <= LONGEST_NOTE:
        raise Malformed(f"say what you found, in at most {LONGEST_NOTE} characters", field="note")
    AccountReview.objects.create(token=token, tier=tier, actor=by.actor, note=note.strip(), at=clock.now())
    append([AccountReviewed(token=token.hex, tier=tier)], by)
