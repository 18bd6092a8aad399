"""The table of answers that were given."""

from django.db import models

from arasha.kernel.access.models import Institution


class Done(models.Model):
    """An answer to an institution's request, sealed, under the id that the institution gave the request."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=40)
    own_id = models.CharField(max_length=64)
    asked = models.BinaryField(max_length=32)
    box = models.BinaryField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "done_once"
        constraints = [
            models.UniqueConstraint(fields=["institution", "what", "own_id"], name="done_once_each"),
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.institution_id}"
