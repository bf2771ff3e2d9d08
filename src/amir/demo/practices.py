"""Practices in eight countries: written, judged by two people, published."""

from typing import Any

from amir.benchmarks.actions import Said, answer, submit_assessment
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.practices import actions
from amir.practices.models import Practice, PracticeStatus
from amir.programmes.queries import programme_or_404

from .facts import what_is_known
from .moments import days_ago, on_day
from .world import actor_for, organisation_id

WRITTEN = 165  # days ago
TEXTS = ("title", "place", "themes", "summary", "how", "goals", "users", "results", "evaluation",
         "phase")  # fmt: skip
CRITERIA = ("effectiveness", "participation", "relevance", "transferability", "sustainability",
            "partnership")  # fmt: skip


def collect(facts: dict[str, Any], country: dict[str, Any]) -> None:
    """The practices of a country; nothing if they are told."""
    names = next(
        each["coders"] for each in what_is_known("evidence")["countries"]
        if each["country"] == country["country"]
    )  # fmt: skip
    first, second = (actor_for(name, country["partner"]) for name in names)
    at = organisation_id(country["partner"])
    with acting_as(first):
        programme = programme_or_404(first, facts["key"])
        if PracticeStatus.objects.filter(programme_id=programme.pk, organisation_id=at).exists():
            return
    rows = [_facts(country["country"], row) for row in country["rows"]]
    with on_day(WRITTEN, first):
        written = actions.write_practices(
            first, organisation_id=at, programme_id=programme.pk, rows=rows, is_invented=True
        )
        written = [actions.step_practice(first, practice=each, step="report") for each in written]
    for assessor in (first, second):
        _assess(assessor, written[0])
    _raise(first, written[0], country["rows"][0])
    with on_day(WRITTEN - 20, first):
        for practice, row in zip(written, country["rows"], strict=True):
            if row.get("state") != "reported":
                actions.step_practice(first, practice=practice, step="publish")


def _facts(country: str, row: dict[str, Any]) -> dict[str, Any]:
    told = {name: row[name] for name in TEXTS if name in row}
    evaluated = row.get("evaluated")
    return {
        **told, "country": country, "language": "en", "target_groups": row["groups"],
        "cost_band": row["cost"], "started_on": days_ago(row["since"]),
        "evaluated_on": days_ago(evaluated) if evaluated else None,
    }  # fmt: skip


def _assess(assessor: Actor, practice: Practice) -> None:
    with on_day(WRITTEN - 10, assessor):
        begun = actions.assess_practice(assessor, practice=practice)
        said = {
            code: Said(value=2 + number % 2, evidence="Told in the interview of the visit.")
            for number, code in enumerate(CRITERIA)
        }
        answer(assessor, assessment=begun, answers=said)
        submit_assessment(assessor, assessment=begun)


def _raise(actor: Actor, practice: Practice, row: dict[str, Any]) -> None:
    """Up the ladder, as far as it goes."""
    since = days_ago(row["adopter"]["since"]) if "adopter" in row else None
    with on_day(WRITTEN - 15, actor):
        actions.raise_label(actor, practice=practice)
        if "evaluated" in row:
            actions.raise_label(actor, practice=practice)
        if since:
            told = row["adopter"]
            actions.add_transfer(
                actor, practice=practice, adopter=told["name"], country=told["country"],
                since=since, how=told["how"],
            )  # fmt: skip
            actions.raise_label(actor, practice=practice)
