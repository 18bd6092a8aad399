from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0010_account_reviews'),
    ]

    operations = [
        migrations.AddField(
            model_name='payment',
            name='stolen',
            field=models.BigIntegerField(db_default=0, default=0),
        ),
    ]
