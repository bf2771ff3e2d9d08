"""Bringing a list, answering its questions, bringing it in, and taking it back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused, Stale
from amir.core.models import Work
from amir.core.permissions import may
from amir.core.tasks import defer
from amir.organisations.models import Organisation
from amir.programmes.queries import programmes_visible_to

from ..enums import ListState
from ..models import ListFile, PeopleList
from ..rules import IMPORT
from .overview import open_questions
from .packing import pack, said
from .queries import counts_of, is_at_work, work_of
from .running import BRING, READ, READ_FIRST, UNDO, held_list
from .told import Told, told_of
from .understanding import open_files

UNDO_FOR = timedelta(days=30)
MOST_FILES = 10
Files = Sequence[tuple[str, bytes]]


@transaction.atomic
def bring_list(
    actor: Actor,
    *,
    organisation_id: UUID,
    name: str,
    content: bytes,
    programme_id: UUID | None = None,
    further: Files = (),
    is_pasted: bool = False,
) -> PeopleList:
    """Keep the files of a list and put its reading into the queue.

    `further`: more files of the same list. `is_pasted`: the content is text from a clipboard.
    Raises NotAllowed; Refused if none of the files can be read, with the reason of each.
    """
    if actor.account_id is None:
        raise NotAllowed(_("A person brings a list."))
    people_list = PeopleList(
        organisation_id=organisation_id,
        name=title_of(name),
        programme_id=programme_id,
        as_of=clock.today(),
        brought_by=actor.account_id,
    )
    if not may(actor, IMPORT, people_list):
        raise NotAllowed(_("You may not bring lists into this organisation."))
    visible = programmes_visible_to(actor)
    if programme_id is not None and not visible.filter(pk=programme_id).exists():
        raise Refused(_("Choose a programme of your organisation."), field="programme")
    files = _files(people_list, [(name, content), *further], is_pasted=is_pasted)
    people_list.country = Organisation.objects.get(pk=organisation_id).country
    people_list.save()
    ListFile.objects.bulk_create(files)
    _read_again(actor, people_list)
    return people_list


def title_of(name: str) -> str:
    """What a list is called: its file without ending and underscores."""
    stem = PurePath(name).stem if PurePath(name).suffix else name
    return " ".join(stem.replace("_", " ").split())[:200] or name[:200]


def _files(people_list: PeopleList, told: Files, *, is_pasted: bool) -> list[ListFile]:
    """The files, each with a name of its own. Refused if none of them can be read."""
    if len(told) > MOST_FILES:
        sentence = _("Bring at most {most} files at once.").format(most=MOST_FILES)
        raise Refused(sentence, field="upload")
    files: list[ListFile] = []
    for position, (name, content) in enumerate(told):
        short = name[-200:]
        taken = {file.name for file in files}
        files.append(
            ListFile(
                organisation_id=people_list.organisation_id,
                people_list=people_list,
                name=f"{position + 1} {short[-190:]}" if short in taken else short,
                position=position,
                is_pasted=is_pasted and position == 0,
                content=content,
            )
        )
    opened = open_files(files)
    if not opened.books:
        reasons = " ".join(said(pack(why)) for why in opened.refused.values())
        raise Refused(reasons, field="text" if is_pasted else "upload")
    return files


@transaction.atomic
def answer_questions(
    actor: Actor,
    *,
    people_list: PeopleList,
    answers: Mapping[str, Any],
    version: int | None = None,
) -> PeopleList:
    """Take answers down and read the list again with them.

    `answers` has the parts of `told.Told`; its `questions` may also be kind -> answer.
    Raises NotAllowed; Stale if somebody else has answered since `version` was looked at; Refused
    if the list is in already.
    """
    held = _locked(actor, people_list, version)
    if held.state not in (ListState.READ, ListState.READING):
        raise Refused(_("This list has been dealt with already."))
    merged = _merged(told_of(held.answers), answers, held.overview)
    held.answers = merged.as_json()
    held.version += 1
    _read_again(actor, held)
    return held


def _merged(told: Told, answers: Mapping[str, Any], overview: Mapping[str, Any]) -> Told:
    new = dict(answers)
    asked = {question["id"]: question for question in overview.get("questions", ())}
    questions = {}
    for key, answer in dict(new.pop("questions", {})).items():
        for ident, question in asked.items():
            if key in (ident, question["kind"]):
                parts = ("kind", "table", "column", "key")
                questions[ident] = {p: question[p] for p in parts} | {"answer": str(answer)}
    told = replace(told, questions={**told.questions, **questions})
    for name in ("columns", "cells", "roles", "people"):
        if name in new:
            new[name] = _joined(getattr(told, name), new[name])
    return replace(told, **new)


def _joined(held: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Two mappings as one; mappings within them are joined as well."""
    return {**held} | {
        key: {**held.get(key, {}), **value} if isinstance(value, Mapping) else value
        for key, value in new.items()
    }


@transaction.atomic
def bring_in(
    actor: Actor,
    *,
    people_list: PeopleList,
    decisions: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> Work:
    """Put bringing the list in into the queue: all of it, or (if anything fails) nothing.

    `decisions`: last answers, as in `answer_questions`; the list is read again with them before
    it goes in. Raises NotAllowed; Stale as in `answer_questions`; Refused while questions are open.
    """
    held = _locked(actor, people_list, version)
    if held.state != ListState.READ:
        raise Refused(_("This list is not waiting to be brought in."))
    if decisions:
        held.answers = _merged(told_of(held.answers), decisions, held.overview).as_json()
        held.overview[READ_FIRST] = True
    elif open_questions(held.overview):
        raise Refused(_("Answer the open questions first."))
    elif not counts_of(held).changing:
        raise Refused(_("This list changes nothing: there is nothing to bring in."))
    return _begin(actor, held, BRING, _("Bringing a list in"))


@transaction.atomic
def undo_list(actor: Actor, *, people_list: PeopleList) -> Work:
    """Put taking the list back into the queue. Raises NotAllowed; Refused after 30 days."""
    held = _locked(actor, people_list, None)
    if held.state != ListState.BROUGHT_IN or held.brought_in_at is None:
        raise Refused(_("This list is not in, so there is nothing to undo."))
    if held.brought_in_at + UNDO_FOR < clock.now():
        raise Refused(_("A list can be undone for 30 days. This one was brought in before."))
    return _begin(actor, held, UNDO, _("Undoing a list"))


@transaction.atomic
def discard_list(actor: Actor, *, people_list: PeopleList) -> None:
    """Throw away a list that was not brought in, with its files."""
    held = _locked(actor, people_list, None)
    if held.state not in (ListState.READ, ListState.REFUSED, ListState.READING):
        raise Refused(_("A list that was brought in is kept. Undo it instead."))
    held.rows.all().delete()
    held.files.all().delete()
    held.delete()


def _locked(actor: Actor, people_list: PeopleList, version: int | None) -> PeopleList:
    """The list as it stands now, locked. NotAllowed, Stale, or Refused while it is worked on."""
    if not may(actor, IMPORT, people_list):
        raise NotAllowed(_("You may not change lists of this organisation."))
    held = held_list(people_list.pk)
    if held is None:
        raise Refused(_("This list is no longer there."))
    if version is not None and held.version != version:
        raise Stale(
            _("Somebody else has just gone on with this list. Nothing of theirs was overwritten.")
        )
    if held.state != ListState.READING and is_at_work(work_of(held)):
        raise Refused(_("This list is being worked on. Wait until that is done."))
    return held


def _read_again(actor: Actor, people_list: PeopleList) -> None:
    people_list.state = ListState.READING
    _begin(actor, people_list, READ, _("Reading a list"))


def _begin(actor: Actor, people_list: PeopleList, task: str, title: str) -> Work:
    work = defer(
        task,
        actor,
        title=title,
        organisation_id=people_list.organisation_id,
        list_id=str(people_list.pk),
    )
    people_list.work_id = work.pk
    people_list.save()
    return work
