"""Masks of 128 rules, and the themes of the model's reason. Constant defaults: no row is written anew."""

from django.db import migrations, models

ADDED = [
    ("payment", "reasons_more"),
    ("payment", "shadow_more"),
    ("payment", "why"),
    ("review", "reasons_more"),
]


class Migration(migrations.Migration):

    dependencies = [("payments", "0003_alerts_of_accounts")]

    operations = [
        migrations.AddField(model, name, models.BigIntegerField(default=0, db_default=0)) for model, name in ADDED
    ]
