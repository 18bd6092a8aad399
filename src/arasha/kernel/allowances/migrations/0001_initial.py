from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Allowance",
            fields=[
                ("who", models.UUIDField(primary_key=True, serialize=False)),
                ("remaining", models.FloatField()),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={"db_table": "allowance"},
        ),
        migrations.RunSQL("ALTER TABLE allowance SET UNLOGGED", "ALTER TABLE allowance SET LOGGED"),
    ]
