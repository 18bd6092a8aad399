"""Published versions of the lists of hashes that institutions check at home."""

from django.db import models


class HashListVersion(models.Model):
    """A version of a list: what was added to and removed from the one before, and the whole for the newest alone.

    All three are `rules.rice.Coded`, as MessagePack.
    """

    name = models.CharField(max_length=12)
    version = models.IntegerField()
    made_at = models.DateTimeField()
    count = models.IntegerField()
    checksum = models.BinaryField(max_length=32)
    added = models.BinaryField()
    removed = models.BinaryField()
    whole = models.BinaryField(null=True)

    class Meta:
        db_table = "registry_hash_list"
        ordering = ("name", "-version")
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="registry_hash_list_once")]

    def __str__(self) -> str:
        return f"list {self.name} {self.version}"
