# The walks of the promises, and since when each promise has been in its state.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("troth", "0003_versions")]

    operations = [
        migrations.CreateModel(
            name="Walk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=0)),
                ("kept", models.PositiveIntegerField()),
                ("not_kept", models.PositiveIntegerField()),
                ("not_built", models.PositiveIntegerField()),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="troth.entry")),
            ],
        ),
        migrations.CreateModel(
            name="Stretch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("promise", models.CharField(db_index=True, max_length=4)),
                ("place", models.PositiveIntegerField(default=0)),
                ("state", models.CharField(max_length=9)),
                ("since", models.DateTimeField()),
                ("proof", models.JSONField()),
                ("walk", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="troth.walk")),
            ],
        ),
    ]
