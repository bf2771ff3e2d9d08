"""Bringing a spreadsheet of practices, answering, bringing in, taking back."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused, Stale
from amir.core.permissions import may
from amir.core.text import fold
from amir.organisations.models import Organisation
from amir.programmes.queries import programmes_visible_to, themes_of
from amir.sheets.grid import Refused as Unreadable

from ..actions.writing import demand_fitting, write_practices
from ..enums import ListState, PracticeState
from ..models import Media, Practice, PracticeList, PracticeStatus, Transfer
from ..rules import WRITE
from .reading import DAYS, Heard, read_list

UNDO_FOR = timedelta(days=30)
MOST_ROWS = 500
CREATE, SKIP = "create", "skip"


@transaction.atomic
def bring_list(
    actor: Actor, *, organisation_id: UUID, programme_id: UUID, name: str, content: bytes
) -> PracticeList:
    """Keep a spreadsheet and read it. Raises NotAllowed; Refused with what cannot be read."""
    held = PracticeList(
        organisation_id=organisation_id, programme_id=programme_id,
        name=PurePath(name).name[-200:], content=content, as_of=clock.today(),
        brought_by=actor.account_id,
    )  # fmt: skip
    if not may(actor, WRITE, held):
        raise NotAllowed(_("You may not bring practices into this organisation."))
    if not programmes_visible_to(actor).filter(pk=programme_id).exists():
        raise Refused(_("Choose a programme of your organisation."), field="programme")
    _read(held)
    if not held.overview["rows"]:
        raise Refused(_("No practices stand in this file: a column with titles is needed."),
                      field="upload")  # fmt: skip
    held.save()
    return held


@transaction.atomic
def answer_list(
    actor: Actor,
    *,
    practice_list: PracticeList,
    told: Mapping[str, Any],
    version: int | None = None,
) -> PracticeList:
    """Take answers down and read the list again with them.

    `told`: columns (table -> header -> field), answers (question -> answer), left_out (rows).
    Raises NotAllowed; Stale; Refused if the list is in already.
    """
    held = _locked(actor, practice_list, version)
    if held.state != ListState.READ:
        raise Refused(_("This list has been dealt with already."))
    columns = {**held.told.get("columns", {})}
    for table, fields in told.get("columns", {}).items():
        columns[table] = {**columns.get(table, {}), **fields}
    held.told = {
        "columns": columns,
        "answers": {**held.told.get("answers", {}), **told.get("answers", {})},
        "left_out": list(told.get("left_out", held.told.get("left_out", []))),
    }
    held.version += 1
    _read(held)
    held.save()
    return held


@transaction.atomic
def bring_in(
    actor: Actor, *, practice_list: PracticeList, version: int | None = None
) -> list[Practice]:
    """Write all rows that go in as drafts, or (if anything fails) none.

    Raises NotAllowed; Stale; Refused while questions are open, or nothing goes in.
    """
    held = _locked(actor, practice_list, version)
    if held.state != ListState.READ:
        raise Refused(_("This list has been dealt with already."))
    if any(not each["answer"] for each in held.overview["questions"]):
        raise Refused(_("Answer the open questions first."))
    _read(held)
    rows = [row["facts"] for row in held.overview["rows"] if row["act"] == CREATE]
    if not rows:
        raise Refused(_("Nothing of this list goes in."))
    made = write_practices(
        actor, organisation_id=held.organisation_id, programme_id=held.programme_id,
        rows=[_with_days(row) for row in rows], list_id=held.pk,
    )  # fmt: skip
    held.state, held.brought_in_at = ListState.IN, clock.now()
    held.version += 1
    held.save()
    return made


@transaction.atomic
def undo_list(actor: Actor, *, practice_list: PracticeList) -> tuple[int, int]:
    """Take back what nobody has worked on since; (taken back, kept).

    Raises NotAllowed; Refused after 30 days.
    """
    held = _locked(actor, practice_list, None)
    if held.state != ListState.IN or held.brought_in_at is None:
        raise Refused(_("This list is not in, so there is nothing to undo."))
    if held.brought_in_at + UNDO_FOR < clock.now():
        raise Refused(_("A list can be undone for 30 days. This one was brought in before."))
    brought = Practice.objects.filter(list_id=held.pk)
    used = set(Media.objects.filter(practice__in=brought).values_list("practice_id", flat=True))
    used |= set(Transfer.objects.filter(practice__in=brought).values_list("practice_id", flat=True))
    untouched = brought.filter(state=PracticeState.DRAFT, version=1, reported_on=None)
    ids = list(untouched.exclude(pk__in=used).values_list("pk", flat=True))
    kept = brought.count() - len(ids)
    PracticeStatus.objects.filter(practice__in=ids).delete()
    Practice.objects.filter(pk__in=ids).delete()
    held.state = ListState.UNDONE
    held.overview["undone"] = {"removed": len(ids), "kept": kept}
    held.save()
    return len(ids), kept


@transaction.atomic
def discard_list(actor: Actor, *, practice_list: PracticeList) -> None:
    """Throw a list away that is not in."""
    held = _locked(actor, practice_list, None)
    if held.state == ListState.IN:
        raise Refused(_("A list that was brought in is kept. Undo it instead."))
    held.delete()


def _locked(actor: Actor, practice_list: PracticeList, version: int | None) -> PracticeList:
    if not may(actor, WRITE, practice_list):
        raise NotAllowed(_("You may not change lists of this organisation."))
    held = PracticeList.objects.select_for_update().get(pk=practice_list.pk)
    if version is not None and held.version != version:
        raise Stale(
            _("Somebody else has just gone on with this list. Nothing of theirs was overwritten.")
        )
    return held


def _read(held: PracticeList) -> None:
    """Fill the overview from the file and what was told. Refused if the file cannot be read."""
    themes = {
        theme.key: [str(name) for name in theme.names.values()]
        for theme in themes_of(held.programme_id)
    }
    country = Organisation.objects.get(pk=held.organisation_id).country
    try:
        heard = read_list(
            bytes(held.content), held.name, told=held.told, themes=themes, country=country,
            as_of=held.as_of,
        )  # fmt: skip
    except Unreadable as refusal:
        raise Refused(str(refusal), field="upload") from refusal
    if len(heard.rows) > MOST_ROWS:
        sentence = _("A list has at most {most} practices. Make two of it.")
        raise Refused(sentence.format(most=MOST_ROWS), field="upload")
    held.overview = _overview(held, heard, set(themes))


def _overview(held: PracticeList, heard: Heard, themes: set[str]) -> dict[str, Any]:
    answers = held.told.get("answers", {})
    there = {
        _sign(*facts)
        for facts in Practice.objects.filter(
            organisation_id=held.organisation_id, programme_id=held.programme_id
        ).values_list("title", "place", "country")
    }
    rows = []
    for row in heard.rows:
        why = _why_not(held, row.facts, row.at, there, themes)
        rows.append({"at": row.at, "facts": row.facts, "problems": row.problems,
                     "act": SKIP if why else CREATE, "why": why})  # fmt: skip
    return {
        "tables": [
            {"name": table.name, "columns": [
                {"header": column.header, "field": column.field}
                for column in table.columns]}
            for table in heard.understanding.tables
        ],
        "questions": [
            {"id": each.id, "kind": each.kind, "column": each.column, "word": each.word,
             "ask": each.ask, "options": list(each.options), "answer": answers.get(each.id, "")}
            for each in heard.asked
        ],
        "rows": rows,
    }  # fmt: skip


def _why_not(
    held: PracticeList, facts: dict[str, Any], at: str, there: set[str], themes: set[str]
) -> str:
    """Why a row stays out; "" if it goes in. What goes in counts as there for the next row."""
    if at in held.told.get("left_out", []):
        return _("You leave it out.")
    sign = _sign(facts.get("title", ""), facts.get("place", ""), facts.get("country", ""))
    if sign in there:
        return _("It is there already: same title, place and country.")
    practice = Practice(organisation_id=held.organisation_id, programme_id=held.programme_id)
    for name, value in _with_days(facts).items():
        setattr(practice, name, value)
    try:
        demand_fitting(practice, themes)
    except Refused as refusal:
        return str(refusal)
    there.add(sign)
    return ""


def _sign(title: str, place: str, country: str) -> str:
    return "|".join((fold(title), fold(place), country.upper()))


def _with_days(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts out of JSON: days are days again; languages are codes."""
    found = dict(facts)
    for name in DAYS:
        if name in found:
            found[name] = _day(str(found[name]))
    language = str(found.get("language", "") or "en").lower()
    found["language"] = language if len(language) in (2, 3) and language.isascii() else "en"
    return found


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
