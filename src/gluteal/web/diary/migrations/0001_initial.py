"""The first tables of diary."""
# ruff: noqa: RUF012

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("uid", models.UUIDField(unique=True)),
                ("kind", models.CharField(max_length=20)),
                ("day", models.DateField()),
                ("at", models.DateTimeField()),
                ("exercise", models.CharField(blank=True, max_length=300)),
                ("data", models.JSONField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "day", "at"], name="fact_by_day"),
                    models.Index(fields=["person", "exercise", "day"], name="fact_by_exercise"),
                ],
            },
        ),
    ]
