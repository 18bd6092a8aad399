import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('recovery', '0003_how_many_fit'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['debtor'], name='recovery_claim_debtor'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['creditor'], name='recovery_claim_creditor'),
        ),
        migrations.AlterField(
            model_name='move',
            name='claim',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='recovery.claim'),
        ),
    ]
