"""What is said of people: the grounds, what follows from them, and since when lenders hear it."""

from django.db import models


class Ground(models.Model):
    """One reason for what is said of a person.

    `source` names it: `person` (the person's own refusal), `bureau:CODE`, `caution:WHAT`. `effect` is of
    `rules/effects.py`.
    """

    pk = models.CompositePrimaryKey("person", "source")
    person = models.UUIDField()
    source = models.CharField(max_length=80)
    effect = models.BigIntegerField()
    since = models.DateTimeField()

    class Meta:
        db_table = "credit_ground"
        indexes = [models.Index(fields=["source"], name="credit_ground_source")]


class Standing(models.Model):
    """What lenders are told of a person now.

    `change` is the place in the journal from which on it is answered, `fact` the fact that ordered it.
    """

    person = models.UUIDField(primary_key=True)
    effect = models.BigIntegerField()
    change = models.BigIntegerField()
    fact = models.BigIntegerField()

    class Meta:
        db_table = "credit_standing"


class Change(models.Model):
    """That something else was said of a person from a place in the journal on; `sequence` is that place."""

    sequence = models.BigIntegerField(primary_key=True)
    group = models.BigIntegerField()
    person = models.UUIDField()
    effect = models.BigIntegerField()
    fact = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "credit_change"
        indexes = [models.Index(fields=["person", "sequence"], name="credit_change_person")]
