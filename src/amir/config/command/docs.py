"""`amir docs`: write the pages of docs/ that are tables of the code."""

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml
from django.utils import translation

from amir.core.defaults import Setting, named
from amir.core.permissions import all_permissions
from amir.organisations.roles import PURPOSES, ROLES
from amir.participants.enums import Side
from amir.participants.lifecycle import STEPS, Gate, State, Step
from amir.participants.standing import required_kinds

from . import Subparsers
from .ways import WAYS

ROOT = Path(__file__).resolve().parents[4]
CHECKLIST = Path(__file__).with_name("checklist.yaml")
WRITTEN = "Written by `./amir docs` from `{source}`. Do not edit; a test compares it with the code."
GATES = {
    Gate.OPEN: "–",
    Gate.TRAINING: "of the training",
    Gate.ALL: "all that the side needs",
}
UNITS = {"days": " days", "hours": " hours", "minutes": " minutes", "percent": " %"}
AREAS = {
    "people": "participants and what is known of them",
    "work": "the organisation's own work",
    "staff": "who works there, in which role",
    "concerns": "safeguarding",
    "audit": "who did what",
    "part": "what every participant may see of their organisation",
}


def add_to(commands: Subparsers) -> None:
    """Register the command."""
    command = commands.add_parser("docs", help="write the pages of docs/ that come from the code")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write every page anew."""
    for name, text in pages().items():
        (ROOT / "docs" / name).write_text(text, "utf-8")
        print(f"docs/{name}")
    return 0


def pages() -> dict[str, str]:
    """Name of each page -> its text, in English."""
    with translation.override("en"):
        return {name: write() for name, write in PAGES.items()}


def lifecycle() -> str:
    """States of a participant, the steps between them, and what a match needs."""
    steps = [
        (
            step.label,
            ", ".join(str(state.label) for state in State if state in step.sources),
            step.target.label,
            code(step.permission),
            GATES[step.gate],
        )
        for step in STEPS.values()
    ]
    needs = [
        (side.label, ", ".join(str(kind.label).lower() for kind in required_kinds(side)))
        for side in Side
    ]
    return page(
        "The way of a participant",
        "src/amir/participants/lifecycle.py",
        "```mermaid\nstateDiagram-v2\n" + "\n".join(arrows()) + "\n```",
        "## Steps\nWhat the step is called on its button, and which evidence must be there first.",
        table(("step", "from", "to", "permission", "evidence"), steps),
        "## Evidence before a match",
        table(("side", "needs"), needs),
        "Evidence that has expired does not count. A no from a source stands until a later source"
        " says yes; a signature does not undo it.",
        *(told for way in WAYS for told in (way.heading, table(("step", "from", "to"), way.rows))),
    )


def arrows() -> Iterable[str]:
    """The steps as lines of a diagram, in the order of the table."""
    yield f"    [*] --> {State.APPLICANT.value}"
    for step in STEPS.values():
        yield from (arrow(step, source) for source in State if source in step.sources)
    yield from (f"    {state.value} : {state.label}" for state in State)


def arrow(step: Step, source: State) -> str:
    """One line of the diagram."""
    return f"    {source.value} --> {step.target.value} : {step.label}"


def roles() -> str:
    """Roles with what they open, and each permission with who holds it."""
    held = [(role.label, ", ".join(role.areas), role.explained) for role in ROLES.values()]
    return page(
        "Roles",
        "src/amir/organisations/roles.py",
        table(("role", "areas of the organisation", "what that means"), held),
        "## Areas\nRows that the database opens for a role, in its own organisation only.",
        table(("area", "rows"), AREAS.items()),
        "## Permissions\nThe last column: the field sets of a person that stand behind it.",
        table(("permission", "held by", "field sets"), holders()),
        "Whoever takes part sees and changes their own pages (`me.see`, `me.change`). Everybody"
        " may report a concern.",
        "## What the platform may do without a person",
        table(
            ("purpose", "permissions"),
            [(name, codes(sorted(granted))) for name, granted in PURPOSES.items()],
        ),
    )


def holders() -> list[tuple[object, ...]]:
    """(permission, roles that hold it, field sets), for permissions that a role gives."""
    known = all_permissions()
    names = sorted({name for role in ROLES.values() for name in role.permissions})
    return [
        (
            code(name),
            ", ".join(str(role.label) for role in ROLES.values() if name in role.permissions),
            ", ".join(known[name].field_sets) or "–",
        )
        for name in names
    ]


def checklist() -> str:
    """What a good programme does, where each rule stands, and what a programme changes of it."""
    rules = read_checklist()
    rows = [(name, each["rule"], *stands(each)) for name, each in rules.items()]
    missing = [name for name, each in rules.items() if each["room"] is None]
    return page(
        "The checklist of mentoring",
        "src/amir/config/command/checklist.yaml",
        "What keeps people in a mentoring programme, rule by rule. Each rule that is built has a"
        " test of its number in `tests/checklist` that fails when the rule is switched off.",
        table(("rule", "what it says", "room", "settings with our default"), rows),
        f"Not built yet: {', '.join(missing)}.",
        "A programme changes its settings on its own page. A default is ours unless the page"
        " names another source.",
    )


def read_checklist() -> dict[str, dict[str, Any]]:
    """The rules by their number: `rule`, `room` (None: not built), `settings` if there are any."""
    return dict(yaml.safe_load(CHECKLIST.read_text("utf-8")))


def stands(rule: dict[str, Any]) -> tuple[str, str]:
    """Where a rule stands, and its settings in words."""
    if rule["room"] is None:
        return "**not built**", "–"
    settings = [in_words(named(key)) for key in rule.get("settings", ())]
    return code(rule["room"]), "; ".join(settings) or "–"


def in_words(setting: Setting) -> str:
    """A setting with its default."""
    default = setting.default
    if setting.kind == "names":
        shown = ", ".join(default)
    elif setting.kind == "yes_no":
        shown = "yes" if default else "no"
    else:
        shown = f"{default}{UNITS.get(setting.kind, '')}"
    return f"{code(setting.key)} = {shown}"


def page(title: str, source: str, *parts: str) -> str:
    """A whole page."""
    return "\n\n".join([f"# {title}", WRITTEN.format(source=source), *parts]) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def codes(names: Iterable[str]) -> str:
    """Names as code, one beside the other; a dash if there is none."""
    return ", ".join(code(name) for name in names) or "–"


def code(name: str) -> str:
    """A name as code."""
    return f"`{name}`"


PAGES: dict[str, Callable[[], str]] = {
    "lifecycle.md": lifecycle,
    "roles.md": roles,
    "checklist.md": checklist,
}
