"""Which accounts came with which devices, network addresses and phones. Renewed in place: room is left on its pages."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("payments", "0008_patterns")]

    operations = [
        migrations.CreateModel(
            name="AccountIdentifier",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "identifier", "account", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("identifier", models.BigIntegerField()),
                ("account", models.UUIDField(db_index=True)),
                ("kind", models.SmallIntegerField()),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("payments", models.BigIntegerField()),
            ],
            options={"db_table": "account_identifier"},
        ),
        migrations.RunSQL("ALTER TABLE account_identifier SET (fillfactor = 80)", migrations.RunSQL.noop),
    ]
