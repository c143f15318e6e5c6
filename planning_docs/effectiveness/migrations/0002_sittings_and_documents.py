import django.db.models.deletion
import planning_docs.effectiveness.models.results
from django.conf import settings
from django.db import migrations, models


def keep_documents(apps, schema_editor):
    """The one document of an objection becomes the first of its documents; the file stays where it is."""
    documents = apps.get_model("effectiveness", "ObjectionDocument")
    documents.objects.bulk_create(
        documents(objection_id=pk, file=file, name=name)
        for pk, file, name in apps.get_model("effectiveness", "Objection").objects.values_list("pk", "file", "file_name")
    )


class Migration(migrations.Migration):

    dependencies = [
        ('effectiveness', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='evaluation',
            name='table_signed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='evaluation',
            name='table_signed_on',
            field=models.DateField(blank=True, null=True, verbose_name='table of disagreements signed'),
        ),
        migrations.AddField(
            model_name='objection',
            name='stood',
            field=models.DecimalField(decimal_places=4, max_digits=20, null=True, verbose_name='value of the conclusion'),
        ),
        migrations.AddField(
            model_name='objection',
            name='stood_second',
            field=models.DecimalField(decimal_places=4, max_digits=20, null=True, verbose_name='second mark of the conclusion'),
        ),
        migrations.AlterField(
            model_name='evaluationevent',
            name='action',
            field=models.CharField(choices=[('schedule', 'The evaluation was scheduled'), ('receive', 'The report was received'), ('take_over', 'Indicators were taken over from the planning document'), ('import', 'Indicators were taken over from a workbook'), ('change_input', 'An input was changed'), ('verify', 'A fact was verified again'), ('check', 'Completeness was checked'), ('mark', 'An expert gave marks'), ('compute', 'The score was computed'), ('conclude', 'The conclusion was sent to the body'), ('object', 'An objection was made'), ('agree', 'The body has no objections'), ('appoint', 'The special commission was appointed'), ('sit', 'The special commission sat'), ('decide', 'The special commission decided on an objection'), ('sign_table', 'The chair signed the table of disagreements'), ('finish', 'The final conclusion was sent')], max_length=12, verbose_name='step'),
        ),
        migrations.CreateModel(
            name='CommissionSitting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='held on')),
                ('invited', models.TextField(verbose_name='representatives invited')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sittings', to='effectiveness.evaluation')),
                ('present', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='members present')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'sitting of the special commission',
                'verbose_name_plural': 'sittings of the special commission',
                'ordering': ['held_on', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='objection',
            name='sitting',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='effectiveness.commissionsitting', verbose_name='sitting'),
        ),
        migrations.CreateModel(
            name='ObjectionDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(upload_to=planning_docs.effectiveness.models.results.objection_file_name, verbose_name='document')),
                ('name', models.CharField(max_length=200, verbose_name='name of the file')),
                ('objection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='effectiveness.objection')),
            ],
            options={
                'verbose_name': 'document of an objection',
                'verbose_name_plural': 'documents of objections',
                'ordering': ['pk'],
            },
        ),
        migrations.RunPython(keep_documents, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='objection',
            name='file',
        ),
        migrations.RemoveField(
            model_name='objection',
            name='file_name',
        ),
    ]
