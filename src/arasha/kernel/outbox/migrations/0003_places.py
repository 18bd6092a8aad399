"""How far what follows from facts has been done: in a store that stands, all of it, or it waits as a job."""

from django.db import migrations, models

BEGIN = """
INSERT INTO reaction_place (line, next)
SELECT line, coalesce((SELECT max(sequence) + 1 FROM fact), 0) FROM unnest(ARRAY['urgent', 'usual']) AS line
"""


class Migration(migrations.Migration):

    dependencies = [
        ('outbox', '0002_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='Place',
            fields=[
                ('line', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('next', models.BigIntegerField(default=0)),
            ],
            options={
                'db_table': 'reaction_place',
            },
        ),
        migrations.RunSQL(BEGIN, migrations.RunSQL.noop),
    ]
