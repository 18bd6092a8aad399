from django.db import migrations

from arasha.kernel.store.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
    ]

    operations = [
        append_only('look'),
    ]
