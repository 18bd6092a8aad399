"""Publishing what the public is told of each month."""

from django.db import transaction

from arasha.domains.credit.facts.figures import FiguresPublished
from arasha.domains.credit.queries import figures
from arasha.domains.credit.rules.months import month_of
from arasha.kernel import clock
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.outbox.append import By, append

CLOCK = By("process:clock", Purpose.CREDIT)


def publish() -> list[FiguresPublished]:
    """Publish the figures of this month so far, and of the one before once more if it was not over then."""
    now = clock.now()
    this = month_of(now)
    last = next((each for each in figures.published(2) if each.month == str(this.before)), None)
    months = [this] if last is None or last.final else [this.before, this]
    found = [figures.counted(month, now) for month in months]
    with transaction.atomic():
        append(found, CLOCK)
    return found
