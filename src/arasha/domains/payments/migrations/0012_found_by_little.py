"""Payments are found by the id that runs with them, and by amount and time among those that an institution sent out.

Rows from before have no mark: their ids lie sealed. The indexes are built beside the gateway's writing.
"""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False
    dependencies = [("payments", "0011_stolen_money")]

    operations = [
        migrations.AddField("payment", "end_to_end", models.BigIntegerField(null=True)),
        AddIndexConcurrently(
            "payment",
            models.Index(
                condition=models.Q(("end_to_end__isnull", False)), fields=["end_to_end"], name="payment_end_to_end"
            ),
        ),
        AddIndexConcurrently(
            "payment",
            models.Index(
                condition=models.Q(("incoming", False)), fields=["asker", "paid_at", "amount"], name="payment_sent_out"
            ),
        ),
    ]
