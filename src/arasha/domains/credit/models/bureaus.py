"""What bureaus have of people who refuse credit, where they contradict us or each other, and the list for them."""

from django.db import models

from arasha.domains.credit.facts.lending import ConflictKind, Settlement
from arasha.kernel.access.models import Institution


class Mark(models.Model):
    """What a bureau's register says of a person: since when credit is refused, and when that was lifted, if it was.

    It counts until the bureau says that it was lifted later than it was set, or a supervisor overrules it.
    """

    pk = models.CompositePrimaryKey("bureau_id", "person")
    bureau = models.ForeignKey(Institution, on_delete=models.PROTECT, db_index=False)
    person = models.UUIDField(db_index=True)
    scope = models.SmallIntegerField()
    above = models.BigIntegerField()
    set_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    overruled_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField()

    class Meta:
        db_table = "credit_mark"

    def __str__(self) -> str:
        return f"mark of bureau {self.bureau_id}"


class Conflict(models.Model):
    """That registers contradict each other about a person; `bureau` is the one whose mark is in question."""

    id = models.BigAutoField(primary_key=True)
    person = models.UUIDField()
    bureau = models.ForeignKey(Institution, on_delete=models.PROTECT)
    kind = models.CharField(max_length=16, choices=[(each.value, each.value) for each in ConflictKind])
    found_at = models.DateTimeField()
    settlement = models.CharField(max_length=10, blank=True, choices=[(each.value, each.value) for each in Settlement])
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=120, blank=True)
    evidence = models.BigIntegerField(null=True)

    class Meta:
        db_table = "credit_conflict"
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["person", "bureau"], condition=models.Q(settled_at=None), name="credit_conflict_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"credit-conflict:{self.pk}"


class MarkImport(models.Model):
    """A file of a bureau's register that is or was taken over: how far, so that it goes on where it stopped."""

    id = models.BigAutoField(primary_key=True)
    bureau = models.ForeignKey(Institution, on_delete=models.PROTECT)
    digest = models.CharField(max_length=64)
    rows = models.BigIntegerField(default=0)
    taken = models.BigIntegerField(default=0)
    changed = models.BigIntegerField(default=0)
    bad = models.BigIntegerField(default=0)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "credit_import"
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(fields=["bureau", "digest"], name="credit_import_once")]

    def __str__(self) -> str:
        return f"import {self.pk}"


class Listed(models.Model):
    """Under which keyed hash a person stands in the list for bureaus (`rules/listing.py`)."""

    person = models.UUIDField(primary_key=True)
    name = models.UUIDField(unique=True)

    class Meta:
        db_table = "credit_listed"


class ListVersion(models.Model):
    """A version of the list for bureaus, which lies in files; the notes are signed with the log's key.

    `change_*` tell of the file that makes it of the version before; the whole of old versions is gone.
    """

    version = models.IntegerField(primary_key=True)
    made_at = models.DateTimeField()
    rows = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    note = models.TextField()
    unnamed = models.BigIntegerField(default=0)
    change_rows = models.BigIntegerField()
    change_digest = models.CharField(max_length=64)
    change_note = models.TextField()

    class Meta:
        db_table = "credit_list"
        ordering = ("-version",)

    def __str__(self) -> str:
        return f"list {self.version}"


class Comparison(models.Model):
    """What a bureau found when it compared its register with a version of the list."""

    bureau = models.ForeignKey(Institution, on_delete=models.PROTECT)
    version = models.IntegerField()
    at = models.DateTimeField()
    only_here = models.BigIntegerField()
    only_there = models.BigIntegerField()
    otherwise = models.BigIntegerField()

    class Meta:
        db_table = "credit_comparison"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"comparison {self.pk}"
