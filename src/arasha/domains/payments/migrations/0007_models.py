"""Models that find drops, and what happened to each."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("payments", "0006_typologies"),
    ]

    operations = [
        migrations.CreateModel(
            name="DropsModel",
            fields=[
                ("version", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                ("files", models.BinaryField()),
                ("card", models.JSONField()),
                ("stage", models.CharField(max_length=12)),
                ("percent", models.SmallIntegerField(default=0)),
                ("order", models.IntegerField(null=True)),
                ("registered_by", models.CharField(max_length=120)),
                ("registered_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={"db_table": "drops_model", "ordering": ("-registered_at", "version")},
        ),
        migrations.CreateModel(
            name="DropsModelStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before", models.CharField(blank=True, max_length=12)),
                ("after", models.CharField(max_length=12)),
                ("percent", models.SmallIntegerField(default=0)),
                ("actor", models.CharField(max_length=120)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="payments.dropsmodel"
                    ),
                ),
            ],
            options={"db_table": "drops_model_step", "ordering": ("pk",)},
        ),
        migrations.AddConstraint(
            "dropsmodel",
            models.UniqueConstraint(condition=models.Q(("stage", "live")), fields=("stage",), name="drops_model_one_live"),
        ),
    ]
