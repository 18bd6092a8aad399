"""Patterns: the payments that form them, and the accounts that take part."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("payments", "0007_models")]

    operations = [
        migrations.CreateModel(
            name="PaymentPattern",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "payment",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="patterns",
                        to="payments.payment",
                    ),
                ),
                ("kind", models.SmallIntegerField()),
                (
                    "members",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ("partial", models.BooleanField()),
            ],
            options={
                "db_table": "payment_pattern",
                "constraints": [
                    models.UniqueConstraint(fields=("payment", "kind"), name="payment_pattern_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PatternAccount",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "token", "pattern_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("token", models.UUIDField()),
                (
                    "pattern",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accounts",
                        to="payments.paymentpattern",
                    ),
                ),
            ],
            options={"db_table": "payment_pattern_account"},
        ),
    ]
