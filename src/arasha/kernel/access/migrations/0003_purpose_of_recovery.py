from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0002_append_only")]

    operations = [
        migrations.AlterField(
            model_name="look",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("review", "review"),
                    ("investigation", "investigation"),
                    ("recovery", "recovery"),
                    ("appeal", "appeal"),
                    ("supervision", "supervision"),
                    ("administration", "administration"),
                    ("screening", "screening"),
                    ("upkeep", "upkeep"),
                ],
                max_length=20,
            ),
        ),
    ]
