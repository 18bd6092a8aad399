from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("recovery", "0002_handling")]

    operations = [
        migrations.AddField("claim", "fitting", models.SmallIntegerField(db_default=0, default=0)),
    ]
