"""Models that find drops."""

from django.db import models


class DropsModel(models.Model):
    """A model that finds drops: its files (msgpack of names and contents), its card, and its stage.

    `order` counts from the first that was made live; `percent` is of paying accounts, while it is rolled out.
    """

    version = models.CharField(max_length=12, primary_key=True)
    digest = models.CharField(max_length=64)
    files = models.BinaryField()
    card = models.JSONField()
    stage = models.CharField(max_length=12)
    percent = models.SmallIntegerField(default=0)
    order = models.IntegerField(null=True)
    registered_by = models.CharField(max_length=120)
    registered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "drops_model"
        ordering = ("-registered_at", "version")
        constraints = [
            models.UniqueConstraint(fields=["stage"], name="drops_model_one_live", condition=models.Q(stage="live")),
        ]


class DropsModelStep(models.Model):
    """What happened to a model."""

    model = models.ForeignKey(DropsModel, on_delete=models.PROTECT, related_name="steps")
    before = models.CharField(max_length=12, blank=True)
    after = models.CharField(max_length=12)
    percent = models.SmallIntegerField(default=0)
    actor = models.CharField(max_length=120)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "drops_model_step"
        ordering = ("pk",)
