"""Rules that people write."""

from django.db import models

from arasha.kernel.access.models import Institution


class Typology(models.Model):
    """A rule that people wrote: what it says now (`content`, a `rules.typology.Draft`), and its state.

    `number` is its place in the book, given when it first went into shadow.
    """

    code = models.CharField(max_length=40, primary_key=True)
    number = models.IntegerField(null=True, unique=True)
    state = models.CharField(max_length=10)
    version = models.IntegerField(default=1)
    content = models.JSONField()
    author = models.CharField(max_length=120)
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT)
    proposed_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    approved_by = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        db_table = "payment_typology"
        ordering = ("-changed_at", "code")


class TypologyStep(models.Model):
    """What happened to a typology: written (with its content of that version), or moved from state to state."""

    typology = models.ForeignKey(Typology, on_delete=models.PROTECT, related_name="steps")
    version = models.IntegerField()
    before = models.CharField(max_length=10, blank=True)
    after = models.CharField(max_length=10)
    content = models.JSONField(null=True)
    actor = models.CharField(max_length=120)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "payment_typology_step"
        ordering = ("pk",)
