"""The standing risk of accounts, and the feed of its changes."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("payments", "0004_masks_of_128_rules")]

    operations = [
        migrations.CreateModel(
            name="AccountRisk",
            fields=[
                ("token", models.UUIDField(primary_key=True, serialize=False)),
                ("institution", models.CharField(max_length=35)),
                ("hour", models.BigIntegerField()),
                ("signs", models.JSONField()),
                ("cleared", models.BigIntegerField(default=0)),
                ("days", models.JSONField()),
                ("risk", models.SmallIntegerField()),
                ("tier", models.SmallIntegerField()),
                ("since", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
            ],
            options={
                "db_table": "account_risk",
                "indexes": [
                    models.Index(
                        condition=models.Q(("tier__gt", 0)), fields=["-risk", "token"], name="account_risk_worst"
                    ),
                    models.Index(
                        condition=models.Q(("tier__gt", 0)), fields=["-since", "token"], name="account_risk_newest"
                    ),
                    models.Index(fields=["due_at"], name="account_risk_due"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountRiskChange",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                ("token", models.UUIDField()),
                ("institution", models.CharField(max_length=35)),
                ("before", models.SmallIntegerField()),
                ("after", models.SmallIntegerField()),
                ("risk", models.SmallIntegerField()),
                ("signs", models.JSONField()),
                ("seen", models.JSONField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "account_risk_change",
                "indexes": [
                    models.Index(fields=["institution", "sequence"], name="account_risk_feed"),
                    models.Index(fields=["token", "-sequence"], name="account_risk_history"),
                ],
            },
        ),
    ]
