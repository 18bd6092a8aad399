import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("access", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("digest", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("box", models.BinaryField()),
                ("expires_at", models.DateTimeField(db_index=True)),
            ],
            options={"db_table": "complaint_draft"},
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("source", models.CharField(choices=[("institution", "institution"), ("citizen", "citizen"), ("hotline", "hotline")], max_length=12)),
                ("situation", models.CharField(choices=[("scam", "scam"), ("takeover", "takeover"), ("coercion", "coercion"), ("unauthorised_access", "unauthorised_access"), ("other", "other")], max_length=24)),
                ("state", models.CharField(choices=[("received", "received"), ("underway", "underway"), ("closed", "closed"), ("withdrawn", "withdrawn"), ("unfounded", "unfounded")], max_length=10)),
                ("report_id", models.CharField(blank=True, max_length=64)),
                ("reporter", models.UUIDField(null=True)),
                ("amount", models.BigIntegerField()),
                ("language", models.CharField(max_length=2)),
                ("box", models.BinaryField()),
                ("code_digest", models.BinaryField(max_length=32)),
                ("taken_at", models.DateTimeField()),
                ("taken_by", models.CharField(max_length=120)),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_reason", models.CharField(blank=True, max_length=500)),
                ("institution", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="access.institution")),
            ],
            options={
                "db_table": "complaint",
                "ordering": ("-id",),
                "indexes": [
                    models.Index(fields=["state", "-id"], name="complaint_state"),
                    models.Index(fields=["institution", "-id"], name="complaint_institution"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("report_id", ""), _negated=True),
                        fields=("source", "institution", "report_id"),
                        name="complaint_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mentioned",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("token", models.UUIDField()),
                ("kind", models.CharField(max_length=12)),
                ("role", models.CharField(choices=[("reporter", "reporter"), ("debtor", "debtor"), ("creditor", "creditor"), ("phone", "phone"), ("named", "named"), ("story", "story")], max_length=10)),
                ("payment", models.SmallIntegerField()),
                ("readable", models.BooleanField()),
                ("complaint", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="mentioned", to="complaints.complaint")),
            ],
            options={
                "db_table": "complaint_mentioned",
                "indexes": [models.Index(fields=["token", "role"], name="complaint_mentioned_token")],
            },
        ),
    ]
