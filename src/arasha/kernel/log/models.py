"""The log's tables: its complete nodes and the checkpoints that were signed."""

from django.db import models


class LogNode(models.Model):
    """The hash of a complete node; `level` 0 is a leaf. Never changed."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "log_node"


class LogHead(models.Model):
    """One row: the log's size. Whoever appends locks it, which is what makes the sequence gapless."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField(default=0)

    class Meta:
        db_table = "log_head"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="log_head_is_one_row")]


class SignedCheckpoint(models.Model):
    """A checkpoint as it was signed and published; with the co-signatures that witnesses added."""

    size = models.BigIntegerField(primary_key=True)
    note = models.TextField()
    signed_at = models.DateTimeField()

    class Meta:
        db_table = "log_checkpoint"
