"""The whole life of entries: evidence, contests, notices, removals, protections of victims, published lists."""

import django.db.models.deletion
from django.db import migrations, models


# What stood before stands on: until its term, on its ground as the centre said it.
TERMS = "UPDATE registry_entry SET term_until = expires_at"
EVIDENCE = '''
    INSERT INTO registry_evidence (entry_id, token, kind, reporter, document, by, at)
    SELECT id, token, (ARRAY['institution_report', 'analyst_finding', 'reviewed_fraud', 'police_act', 'court_decision'])
        [ground], 'centre', '', owner, proposed_at FROM registry_entry
'''


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0004_officers_of_institutions'),
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Contest',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('filed', 'filed'), ('upheld', 'upheld'), ('corrected', 'corrected'), ('removed', 'removed')], max_length=10)),
                ('words', models.BinaryField()),
                ('filed_at', models.DateTimeField()),
                ('filed_by', models.CharField(max_length=120)),
                ('due_at', models.DateTimeField()),
                ('warned_at', models.DateTimeField(null=True)),
                ('suspended_at', models.DateTimeField(null=True)),
                ('suspended_by', models.CharField(blank=True, max_length=120)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.CharField(blank=True, max_length=120)),
                ('reason', models.CharField(blank=True, max_length=1000)),
            ],
            options={
                'db_table': 'registry_contest',
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.UUIDField()),
                ('kind', models.CharField(choices=[('victim_report', 'victim_report'), ('institution_report', 'institution_report'), ('analyst_finding', 'analyst_finding'), ('engine_finding', 'engine_finding'), ('reviewed_fraud', 'reviewed_fraud'), ('police_act', 'police_act'), ('court_decision', 'court_decision')], max_length=20)),
                ('reporter', models.CharField(max_length=60)),
                ('document', models.CharField(blank=True, max_length=120)),
                ('by', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('retracted_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'registry_evidence',
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='HashListVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=12)),
                ('version', models.IntegerField()),
                ('made_at', models.DateTimeField()),
                ('count', models.IntegerField()),
                ('checksum', models.BinaryField(max_length=32)),
                ('added', models.BinaryField()),
                ('removed', models.BinaryField()),
                ('whole', models.BinaryField(null=True)),
            ],
            options={
                'db_table': 'registry_hash_list',
                'ordering': ('name', '-version'),
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BinaryField(max_length=32)),
                ('sealed_code', models.BinaryField(null=True)),
                ('queued_at', models.DateTimeField()),
                ('handed_at', models.DateTimeField(null=True)),
                ('handed_by', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'db_table': 'registry_notice',
            },
        ),
        migrations.CreateModel(
            name='Protection',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('token', models.UUIDField()),
                ('kind', models.CharField(max_length=12)),
                ('source', models.CharField(max_length=120)),
                ('owner', models.CharField(max_length=120)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.CharField(blank=True, max_length=120)),
                ('end_reason', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'db_table': 'registry_protection',
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='Removal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('confirmed_by', models.CharField(blank=True, max_length=120)),
                ('overdue_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'registry_removal',
                'ordering': ('due_at', 'id'),
            },
        ),
        migrations.AddField(
            model_name='entry',
            name='care',
            field=models.CharField(blank=True, choices=[('minor', 'minor'), ('elder', 'elder'), ('victim', 'victim')], max_length=8),
        ),
        migrations.AddField(
            model_name='entry',
            name='list_prefix',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='entry',
            name='person',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='entry',
            name='public_hash',
            field=models.BinaryField(max_length=16, null=True),
        ),
        migrations.AddField(
            model_name='entry',
            name='reduced_because',
            field=models.CharField(blank=True, db_default='', max_length=1000),
        ),
        migrations.AddField(
            model_name='entry',
            name='suspended',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='entry',
            name='term_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='entry',
            name='end_reason',
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.AlterField(
            model_name='entry',
            name='state',
            field=models.CharField(choices=[('proposed', 'proposed'), ('provisional', 'provisional'), ('confirmed', 'confirmed'), ('reduced', 'reduced'), ('withdrawn', 'withdrawn'), ('expired', 'expired')], max_length=12),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='registry_entry_person'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('ended_at', None), ('public_hash__isnull', False)), fields=['public_hash'], name='registry_entry_public'),
        ),
        migrations.AddField(
            model_name='contest',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contests', to='registry.entry'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='registry.entry'),
        ),
        migrations.AddConstraint(
            model_name='hashlistversion',
            constraint=models.UniqueConstraint(fields=('name', 'version'), name='registry_hash_list_once'),
        ),
        migrations.AddField(
            model_name='notice',
            name='entry',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='notice', to='registry.entry'),
        ),
        migrations.AddIndex(
            model_name='protection',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['token'], name='registry_protection_live'),
        ),
        migrations.AddIndex(
            model_name='protection',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['until'], name='registry_protection_end'),
        ),
        migrations.AddConstraint(
            model_name='protection',
            constraint=models.UniqueConstraint(fields=('token', 'source'), name='registry_protection_once'),
        ),
        migrations.AddField(
            model_name='removal',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='removals', to='registry.entry'),
        ),
        migrations.AddField(
            model_name='removal',
            name='institution',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='access.institution'),
        ),
        migrations.AddIndex(
            model_name='contest',
            index=models.Index(fields=['state', 'due_at'], name='registry_contest_due'),
        ),
        migrations.AddConstraint(
            model_name='contest',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'filed')), fields=('entry',), name='registry_contest_one_open'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(fields=['token', '-at'], name='registry_evidence_token'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('document', ''), _negated=True), fields=['document'], name='registry_evidence_document'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(fields=('entry', 'kind', 'reporter', 'document'), name='registry_evidence_once'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('handed_at', None)), fields=['queued_at'], name='registry_notice_waits'),
        ),
        migrations.AddIndex(
            model_name='removal',
            index=models.Index(condition=models.Q(('confirmed_at', None)), fields=['due_at'], name='registry_removal_due'),
        ),
        migrations.AddConstraint(
            model_name='removal',
            constraint=models.UniqueConstraint(fields=('entry', 'institution'), name='registry_removal_once'),
        ),
        migrations.RunSQL(TERMS, migrations.RunSQL.noop),
        migrations.RunSQL(EVIDENCE, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='entry',
            name='term_until',
            field=models.DateTimeField(),
        ),
    ]
