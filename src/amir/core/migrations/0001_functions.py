"""Functions that policies call, and what the app's role may do with tables that have none."""

from pathlib import Path

from django.apps import apps
from django.db import migrations

FUNCTIONS = Path(__file__).resolve().parent.parent / "access" / "functions.sql"

# Tables of libraries (sessions, queue, authenticators) get these; a RowPolicy sets its own.
GRANTS = """
grant usage on schema public to amir_app;
alter default privileges in schema public
    grant select, insert, update, delete on tables to amir_app;
alter default privileges in schema public grant usage, select on sequences to amir_app;
"""
# Suppressed aggregates alone stand here; the role that reads them reads nothing else.
FIGURES = """
create schema figures;
grant usage on schema figures to amir_figures;
alter default privileges in schema figures grant select on tables to amir_figures;
"""
# SQL functions are checked when they are made, and the tables come in the next migration.
BODIES = "set local check_function_bodies = off;\n"
# Every room's tables have policies, and policies call the functions.
ROOMS = [
    (room.label, "0001_initial")
    for room in apps.get_app_configs()
    if room.name.startswith("amir.") and Path(room.path, "migrations/0001_initial.py").exists()
]


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    run_before = [
        ("contenttypes", "0001_initial"),
        ("sessions", "0001_initial"),
        ("procrastinate", "0001_initial"),
        *ROOMS,
    ]
    operations = [
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(FIGURES, "drop schema figures"),
        migrations.RunSQL(BODIES + FUNCTIONS.read_text(), migrations.RunSQL.noop),
    ]
