"""A folded search column for people, filled for those who are there."""

from django.db import migrations, models

from rss_portal.ui.folding import fold


def fill(apps, schema_editor):
    users = apps.get_model("accounts", "User").objects.all()
    for user in users:
        user.search = fold(f"{user.username} {user.last_name} {user.first_name} {user.patronymic}")
    apps.get_model("accounts", "User").objects.bulk_update(users, ["search"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.AddField(
            "user", "search", models.CharField(blank=True, db_index=True, editable=False, max_length=620)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
