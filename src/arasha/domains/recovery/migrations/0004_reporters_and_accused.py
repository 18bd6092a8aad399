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
    ]
