"""Indexes from which an account's payments are summed up without reading them; two that nothing reads are dropped."""

import django.db.models.deletion
from django.db import migrations, models

SUMMED = ('amount', 'first', 'sequence', 'verdict')


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0004_officers_of_institutions'),
        ('payments', '0012_found_by_little'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='payment',
            name='payment_debtor',
        ),
        migrations.RemoveIndex(
            model_name='payment',
            name='payment_creditor',
        ),
        migrations.AlterField(
            model_name='payment',
            name='asker',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to='access.institution'),
        ),
        migrations.AlterField(
            model_name='payment',
            name='book',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to='payments.rulebook'),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(fields=['debtor', '-paid_at'], include=SUMMED, name='payment_debtor'),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(fields=['creditor', '-paid_at'], include=SUMMED, name='payment_creditor'),
        ),
    ]
