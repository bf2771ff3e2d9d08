"""Readers of lists, each run in a process of its own: `contestants.py NAME FILE`.

tablib and django-import-export are what a Django project would otherwise use. They get headings
that equal their field names, which favours them; they neither map nor understand free text.
"""

import csv
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.sheets.lists import HEADINGS

Reader = Callable[[Path], tuple[int, int]]  # -> rows, cells with a typed value


def amir(path: Path) -> tuple[int, int]:
    """Mapped, typed, checked for duplicates, every cell accounted for."""
    from amir.participants.reading import Lists, understand_participants
    from amir.places import open_gazetteer
    from amir.sheets.intake import read_book

    found = understand_participants(
        Lists((read_book(path),)), as_of=date(2025, 6, 2), gazetteer=open_gazetteer(), country="IT"
    )
    texts = {"given_name", "family_name", "email", "external_id", "full_name", "notes"}
    typed = sum(len(person.values.keys() - texts) for person in found.people)
    return len(found.people), typed


def amir_cells(path: Path) -> tuple[int, int]:
    """Only the intake: cells of text, as tablib gives them."""
    from amir.sheets.intake import read_book

    (sheet,) = read_book(path).sheets
    return len(sheet.rows) - 1, 0


def tablib(path: Path) -> tuple[int, int]:
    """Cells of text."""
    import tablib as library

    return len(library.Dataset().load(path.read_text("utf-8"), format="csv")), 0


def import_export(path: Path) -> tuple[int, int]:
    """A dry run of an import: date, number and yes/no widgets where a field allows one."""
    import django
    from django.conf import settings

    # Its results need a database to be named; none is opened in a dry run without transactions.
    settings.configure(
        USE_TZ=True,
        INSTALLED_APPS=["import_export"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    )
    django.setup()
    import tablib as library
    from import_export import fields, resources, widgets
    from import_export.instance_loaders import BaseInstanceLoader

    class Person:
        pk = None

    special = {
        "Date of birth": widgets.DateWidget(format="%d/%m/%Y"),
        "Year of arrival": widgets.IntegerWidget(),
    }
    declared = {
        f"f{k}": fields.Field(attribute=f"f{k}", column_name=name, widget=special.get(name))
        for k, name in enumerate(HEADINGS)
    }

    class People(resources.Resource):
        class Meta:
            use_transactions = False
            import_id_fields = ("f0",)
            instance_loader_class = BaseInstanceLoader

        def get_instance(self, instance_loader, row):  # type: ignore[no-untyped-def]
            return None

        def init_instance(self, row=None):  # type: ignore[no-untyped-def]
            return Person()

        def do_instance_save(self, instance, is_create):  # type: ignore[no-untyped-def]
            return None

    resource_class = type("DeclaredPeople", (People,), declared)
    dataset = library.Dataset().load(path.read_text("utf-8"), format="csv")
    result = resource_class().import_data(dataset, dry_run=True, raise_errors=True)
    return result.total_rows, 2 * result.total_rows


CONTESTANTS: dict[str, Reader] = {
    "amir": amir,
    "amir-cells": amir_cells,
    "tablib": tablib,
    "import-export": import_export,
}
PACKAGES = {
    "amir": "amir",
    "amir-cells": "amir",
    "tablib": "tablib",
    "import-export": "django-import-export",
}


def main() -> None:
    """Run one contestant and print what it took."""
    name, path = sys.argv[1], Path(sys.argv[2])
    before = resource.getrusage(resource.RUSAGE_SELF)
    wall = time.perf_counter()
    rows, typed = CONTESTANTS[name](path)
    seconds = time.perf_counter() - wall
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    added = (after.ru_maxrss - before.ru_maxrss) / 1024
    found = {"rows": rows, "typed": typed, "wall": seconds, "cpu": cpu, "mb": added}
    print(json.dumps(found | {"version": version(PACKAGES[name])}))


if __name__ == "__main__":
    csv.field_size_limit(10_000_000)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
