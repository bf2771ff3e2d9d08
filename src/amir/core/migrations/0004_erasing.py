"""The function by which a person is erased."""

from pathlib import Path

from django.db import migrations

ERASING = Path(__file__).resolve().parent.parent / "access" / "erasing.sql"


class Migration(migrations.Migration):
    dependencies = [("core", "0003_search")]
    operations = [
        migrations.RunSQL(
            ERASING.read_text(), "drop function amir_erase(text, text[], uuid, jsonb)"
        ),
    ]
