"""Opening the files that the command line names."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.utils.translation import gettext, ngettext

from amir.core.i18n import shipped_languages
from amir.participants.reading import Lists, understand_participants
from amir.places import Gazetteer, open_gazetteer
from amir.sheets.grid import Book, Refused
from amir.sheets.intake import read_book, read_pasted
from amir.sheets.sayings import Saying
from amir.sheets.understanding import NO_ANSWERS, Answers, Understanding, load_answers

PASTED = "-"


class Stopped(Exception):
    """The command cannot go on; the text says why."""


def open_lists(files: Sequence[str]) -> Lists:
    """Read every file; a file that is refused does not stop the others."""
    books: list[Book] = []
    refused: dict[str, Saying | str] = {}
    for name in files:
        path = Path(name)
        try:
            books.append(read_pasted(sys.stdin.read()) if name == PASTED else read_book(path))
        except Refused as refusal:
            refused[path.name] = getattr(refusal, "saying", str(refusal))
        except FileNotFoundError:
            refused[path.name] = gettext("There is no file {path}.").format(path=path)
        except OSError as error:
            refused[path.name] = gettext("{path} cannot be opened: {why}").format(
                path=path, why=error.strerror
            )
    return Lists(tuple(books), refused)


def given_answers(options: argparse.Namespace) -> Answers:
    """The answers file of the command line."""
    if options.answers is None:
        return NO_ANSWERS
    try:
        return load_answers(options.answers)
    except Refused as refusal:
        saying = getattr(refusal, "saying", None)
        raise Stopped(saying.text(gettext, ngettext) if saying else str(refusal)) from refusal


def read_lists(
    options: argparse.Namespace,
    lists: Lists | None = None,
    answers: Answers | None = None,
    gazetteer: Gazetteer | None = None,
) -> Understanding:
    """What the files of the command line say. Lists and answers may be at hand already."""
    answers = given_answers(options) if answers is None else answers
    return understand_participants(
        open_lists(options.files) if lists is None else lists,
        as_of=options.as_of or answers.as_of or date.today(),  # noqa: DTZ011  the day of the desk
        country=options.country.upper() if options.country else None,
        gazetteer=gazetteer or open_gazetteer(),
        answers=answers,
    )


def add_reading_options(command: argparse.ArgumentParser) -> None:
    """What every command that reads lists can be told about them."""
    codes = [code for code, _ in shipped_languages()]
    command.add_argument("files", nargs="+", metavar="FILE", help="a list; - reads pasted text")
    command.add_argument(
        "--answers", type=Path, metavar="FILE", help="answers to questions (JSON or YAML)"
    )
    command.add_argument("--country", metavar="XX", help="where the organisation works, such as IT")
    command.add_argument(
        "--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="day of the import"
    )
    command.add_argument(
        "--language", choices=codes, default="en", help="language of the sentences"
    )
