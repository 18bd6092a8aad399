from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):
    dependencies = [("access", "0003_purpose_of_recovery")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="institution",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="officers", to="access.institution"
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="role",
            field=models.CharField(
                choices=[
                    ("analyst", "analyst"),
                    ("supervisor", "supervisor"),
                    ("administrator", "administrator"),
                    ("prosecutor", "prosecutor"),
                    ("officer", "officer"),
                ],
                max_length=16,
            ),
        ),
    ]
