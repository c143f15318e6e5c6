import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('planning_docs', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FeedKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nonce', models.CharField(max_length=32)),
                ('made_at', models.DateTimeField(auto_now=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='planning_feed', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'address of a personal calendar',
                'verbose_name_plural': 'addresses of personal calendars',
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('quarter', models.PositiveSmallIntegerField(default=0, verbose_name='quarter')),
                ('final', models.BooleanField(default=False, verbose_name='final report on the whole period')),
                ('state', models.CharField(choices=[('draft', 'Being prepared'), ('returned', 'Returned with remarks'), ('signed', 'Signed, not yet submitted'), ('submitted', 'Submitted to the planning authority'), ('accepted', 'Accepted')], default='draft', max_length=10, verbose_name='state')),
                ('note_kk', models.TextField(blank=True, verbose_name='analytic note in Kazakh')),
                ('note_ru', models.TextField(blank=True, verbose_name='analytic note in Russian')),
                ('proposals_kk', models.TextField(blank=True, verbose_name='conclusions and proposals in Kazakh')),
                ('proposals_ru', models.TextField(blank=True, verbose_name='conclusions and proposals in Russian')),
                ('figures', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('prepared_at', models.DateTimeField(null=True, verbose_name='computed')),
                ('signed_at', models.DateTimeField(null=True, verbose_name='signed')),
                ('submitted_on', models.DateField(null=True, verbose_name='submitted')),
                ('version', models.PositiveIntegerField(default=1)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='planning_docs.planningdocument')),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'report on a planning document',
                'verbose_name_plural': 'reports on planning documents',
                'ordering': ['-year', '-quarter'],
                'constraints': [models.UniqueConstraint(fields=('document', 'year', 'quarter'), name='monitoring_report_once')],
            },
        ),
        migrations.CreateModel(
            name='Conclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('analysis_kk', models.TextField(blank=True, verbose_name='analysis of the results in Kazakh')),
                ('analysis_ru', models.TextField(blank=True, verbose_name='analysis of the results in Russian')),
                ('findings_kk', models.TextField(blank=True, verbose_name='findings and proposals in Kazakh')),
                ('findings_ru', models.TextField(blank=True, verbose_name='findings and proposals in Russian')),
                ('version', models.PositiveIntegerField(default=1)),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='conclusion', to='planning_monitoring.report')),
            ],
            options={
                'verbose_name': 'conclusion on a report',
                'verbose_name_plural': 'conclusions on reports',
            },
        ),
        migrations.CreateModel(
            name='ReportEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.CharField(max_length=20)),
                ('from_state', models.CharField(choices=[('draft', 'Being prepared'), ('returned', 'Returned with remarks'), ('signed', 'Signed, not yet submitted'), ('submitted', 'Submitted to the planning authority'), ('accepted', 'Accepted')], max_length=10)),
                ('to_state', models.CharField(choices=[('draft', 'Being prepared'), ('returned', 'Returned with remarks'), ('signed', 'Signed, not yet submitted'), ('submitted', 'Submitted to the planning authority'), ('accepted', 'Accepted')], max_length=10)),
                ('text', models.TextField(blank=True, verbose_name='remarks')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='planning_monitoring.report')),
            ],
            options={
                'verbose_name': 'step of a report',
                'verbose_name_plural': 'steps of reports',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReportFactor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('internal', models.BooleanField(default=False, verbose_name='inner factor')),
                ('text_kk', models.TextField(verbose_name='factor and its influence, in Kazakh')),
                ('text_ru', models.TextField(verbose_name='factor and its influence, in Russian')),
                ('measures_kk', models.TextField(blank=True, verbose_name='measures taken, in Kazakh')),
                ('measures_ru', models.TextField(blank=True, verbose_name='measures taken, in Russian')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='factors', to='planning_monitoring.report')),
            ],
            options={
                'verbose_name': 'factor of a report',
                'verbose_name_plural': 'factors of reports',
                'ordering': ['-internal', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReportInformation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text_kk', models.TextField(blank=True, verbose_name='information in Kazakh')),
                ('text_ru', models.TextField(blank=True, verbose_name='information in Russian')),
                ('sent_on', models.DateField(null=True, verbose_name='sent')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='planning_docs.body')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='information', to='planning_monitoring.report')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'information of a co-executor',
                'verbose_name_plural': 'information of co-executors',
                'ordering': ['body_id'],
                'constraints': [models.UniqueConstraint(fields=('report', 'body'), name='monitoring_information_once')],
            },
        ),
        migrations.CreateModel(
            name='DeadlineMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('proposals_to_next_plan', 'Proposals to the next plan'), ('draft_to_prime_minister', "Draft of the next plan to the Prime Minister's Office"), ('quarterly_monitoring', 'Quarterly operational monitoring'), ('co_executor_report', 'Report of the co-executors'), ('responsible_report', 'Report of the responsible bodies'), ('report_to_government', 'Report and draft conclusion to the Government'), ('report_to_administration', 'Report and conclusion to the Administration of the President'), ('strategic_conclusion', 'Conclusion of the strategic planning authority'), ('brief_table', 'Brief table on the site'), ('developer_report', 'Report of the developer, sent and published'), ('report_published_and_sent', 'Report published and sent'), ('report_open_for_opinions', 'Report open for opinions for 14 days'), ('consolidated_publication', 'Consolidated publication'), ('co_executor_information', 'Information of the co-executors'), ('report_on_site', "Report on the akimat's site"), ('report_to_authority', 'Report to the planning authority'), ('brief_summary', 'Brief summary to the Administration of the President'), ('correction', 'Correction of the plan'), ('to_maslikhat', 'Plan to the maslikhat'), ('sent_after_approval', 'Approved document to the planning authority'), ('published_after_approval', 'Approved document on the site'), ('draft_review', 'Review of the draft by interested bodies'), ('passports', 'Calculation passports')], max_length=30, verbose_name='step')),
                ('about', models.PositiveSmallIntegerField(verbose_name='year reported on')),
                ('number', models.PositiveSmallIntegerField(default=0, verbose_name='quarter or edition')),
                ('done_on', models.DateField(verbose_name='done on')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('marked_at', models.DateTimeField(auto_now=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deadline_marks', to='planning_docs.planningdocument')),
                ('marked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'step done',
                'verbose_name_plural': 'steps of documents done',
                'constraints': [models.UniqueConstraint(fields=('document', 'step', 'about', 'number'), name='monitoring_mark_once')],
            },
        ),
    ]
