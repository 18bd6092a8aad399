"""The alerts of an account are found without reading its other payments; built beside the gateway's writing."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False
    dependencies = [("payments", "0002_queue_and_tallies")]

    operations = [
        AddIndexConcurrently(
            "payment",
            models.Index(
                condition=models.Q(("verdict__gt", 0)), fields=[side, "-paid_at"], name=f"payment_{side}_alerts"
            ),
        )
        for side in ("debtor", "creditor")
    ]
