"""What people made of accounts that may be drops."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("payments", "0009_account_identifiers")]

    operations = [
        migrations.CreateModel(
            name="AccountReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField()),
                ("tier", models.SmallIntegerField()),
                ("actor", models.CharField(max_length=120)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "account_review",
                "indexes": [models.Index(fields=["token", "-at"], name="account_review_latest")],
            },
        ),
    ]
