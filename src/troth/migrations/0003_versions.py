# The versions of the policy, the proposals that they come from, whom was told; and under which version a case began.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("troth", "0002_search_address")]

    operations = [
        migrations.AddField(model_name="case", name="policy_version", field=models.PositiveIntegerField(default=0)),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.CharField(max_length=200)),
                ("because", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("files", models.JSONField()),
                ("base", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("against", models.PositiveIntegerField(default=0)),
                ("state", models.CharField(db_index=True, default="open", max_length=8)),
                ("ended_by", models.CharField(blank=True, max_length=200)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Told",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(max_length=60)),
                ("how", models.TextField()),
                ("on", models.DateField()),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "proposal",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="troth.proposal"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                ("starts", models.DateField(db_index=True)),
                ("adopted_at", models.DateTimeField()),
                ("adopted_by", models.CharField(max_length=200)),
                ("proposed_by", models.CharField(max_length=200)),
                ("because", models.TextField(blank=True)),
                ("files", models.JSONField()),
                ("base", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("laid_at", models.DateTimeField(null=True)),
                (
                    "proposal",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="troth.proposal"),
                ),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="troth.entry")),
            ],
        ),
    ]
