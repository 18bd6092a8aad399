"""The table of what is left of allowances."""

from django.db import models


class Allowance(models.Model):
    """What was left, and when it was so; `who` is a keyed digest of what is counted and of whom.

    The table is not written to the log of the store: after a crash all allowances are full again, which harms nobody.
    """

    who = models.UUIDField(primary_key=True)
    remaining = models.FloatField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "allowance"

    def __str__(self) -> str:
        return f"{self.remaining} left"
