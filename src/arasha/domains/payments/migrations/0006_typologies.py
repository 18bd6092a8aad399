"""Typologies that people write, and what happened to each."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0002_append_only"),
        ("payments", "0005_account_risk"),
    ]

    operations = [
        migrations.CreateModel(
            name="Typology",
            fields=[
                ("code", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("number", models.IntegerField(null=True, unique=True)),
                ("state", models.CharField(max_length=10)),
                ("version", models.IntegerField(default=1)),
                ("content", models.JSONField()),
                ("author", models.CharField(max_length=120)),
                ("proposed_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("approved_by", models.CharField(blank=True, default="", max_length=120)),
                (
                    "institution",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="access.institution"
                    ),
                ),
            ],
            options={"db_table": "payment_typology", "ordering": ("-changed_at", "code")},
        ),
        migrations.CreateModel(
            name="TypologyStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField()),
                ("before", models.CharField(blank=True, max_length=10)),
                ("after", models.CharField(max_length=10)),
                ("content", models.JSONField(null=True)),
                ("actor", models.CharField(max_length=120)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "typology",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="payments.typology"
                    ),
                ),
            ],
            options={"db_table": "payment_typology_step", "ordering": ("pk",)},
        ),
    ]
