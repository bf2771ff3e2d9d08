"""`amir sheets inspect FILE...`: what the reading engine understands of lists."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import translation

from .reading import Stopped, add_reading_options, read_lists


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    sheets = commands.add_parser("sheets", help="look at lists").add_subparsers(
        required=True, metavar="COMMAND"
    )
    command = sheets.add_parser("inspect", help="print what is understood of lists")
    add_reading_options(command)
    command.add_argument("--json", action="store_true", help="print everything as JSON")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read the lists and print; open questions are no failure."""
    with translation.override(options.language):
        try:
            report = read_lists(options).report(translation.gettext, translation.ngettext)
        except Stopped as error:
            print(f"amir: {error}", file=sys.stderr)
            return 1
    if options.json:
        json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        sys.stdout.write("\n".join(_summary(report)) + "\n")
    return 0


def _summary(report: Mapping[str, Any]) -> Sequence[str]:
    """A page for people: columns, questions, problems."""
    lines = []
    for table, columns in report["columns"].items():
        lines.append(f"{table}")
        lines += [f"  {header}  ->  {field}" for header, field in columns.items()]
    for name, file in report.get("files", {}).items():
        lines.append(f"{name}: {file['refused']}")
    for question in report["questions"]:
        lines.append(f"? {question['table']} {question['column'] or ''}: {question['ask']}")
    for problem in report["problems"]:
        lines.append(f"! {problem['at']} {problem['column'] or ''}: {problem['message']}")
    for first, second, why in report["duplicates"]:
        lines.append(f"= {first} {second}: {why}")
    return lines
