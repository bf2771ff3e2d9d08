"""The function by which searches compare texts."""

from pathlib import Path

from django.db import migrations

EXTENSIONS = "create extension if not exists pg_trgm; create extension if not exists unaccent;"
SEARCH = Path(__file__).resolve().parent.parent / "search.sql"


class Migration(migrations.Migration):
    dependencies = [("core", "0002_initial")]
    operations = [
        migrations.RunSQL(EXTENSIONS, migrations.RunSQL.noop),
        migrations.RunSQL(SEARCH.read_text(), "drop function f_norm(text)"),
    ]
