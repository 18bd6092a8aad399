"""The queue filters and sorts by columns of its own, knows who has a payment in hand; payments are tallied by hour."""

from collections.abc import Callable
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

FILL = """
    UPDATE payment_review r
    SET tier = p.tier, asker_id = p.asker_id, amount = p.amount, paid_at = p.paid_at, reasons = p.reasons,
        book_id = p.book_id, at_risk = p.amount * p.score / 1000
    FROM payment p WHERE p.sequence = r.payment_id
"""
TALLY = """
    INSERT INTO payment_tally (hour, asker_id, verdict, payments, amount)
    SELECT date_trunc('hour', decided_at), asker_id, verdict, count(*),
           coalesce(sum(amount) FILTER (WHERE currency = 'KZT'), 0)
    FROM payment WHERE first = sequence GROUP BY 1, 2, 3
"""


def institution(**options: Any) -> Any:
    return models.ForeignKey(
        db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to="access.institution",
        **options,
    )


def book(**options: Any) -> Any:
    return models.ForeignKey(
        db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to="payments.rulebook",
        **options,
    )


COPIED: dict[str, Callable[..., Any]] = {
    "tier": models.SmallIntegerField,
    "asker": institution,
    "amount": models.BigIntegerField,
    "paid_at": models.DateTimeField,
    "reasons": models.BigIntegerField,
    "book": book,
    "at_risk": models.BigIntegerField,
}


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0001_initial"),
        ("payments", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hour", "asker", "verdict", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hour", models.DateTimeField()),
                ("asker", institution()),
                ("verdict", models.SmallIntegerField()),
                ("payments", models.BigIntegerField()),
                ("amount", models.BigIntegerField()),
            ],
            options={"db_table": "payment_tally"},
        ),
        migrations.RunSQL(TALLY, migrations.RunSQL.noop),
        *(migrations.AddField("review", name, field(null=True)) for name, field in COPIED.items()),
        migrations.AddField("review", "claimed_by", models.CharField(blank=True, default="", max_length=120)),
        migrations.AddField("review", "claimed_until", models.DateTimeField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        *(migrations.AlterField("review", name, field()) for name, field in COPIED.items()),
        migrations.AddIndex(
            "review",
            models.Index(
                condition=models.Q(("decided_at", None)), fields=["-at_risk", "-payment"], name="payment_review_at_risk"
            ),
        ),
        migrations.AddIndex("review", models.Index(fields=["decision", "-payment"], name="payment_review_decision")),
    ]
