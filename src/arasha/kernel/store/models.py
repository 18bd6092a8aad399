"""The vault: the one table of readable values, encrypted."""

from django.db import models


class Sealed(models.Model):
    """A readable identifier, under its token; `box` opens with the seal key (`kernel.store.seal`)."""

    token = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=12)
    box = models.BinaryField()

    class Meta:
        db_table = "vault"
