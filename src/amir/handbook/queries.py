"""Reading the handbook."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

import yaml
from django.db.models import QuerySet
from django.http import Http404

from amir.core import defaults
from amir.core.actor import Actor
from amir.programmes.models import Programme
from amir.programmes.queries import partners_of, programme_or_404
from amir.programmes.wording import said

from .models import Comment, Edition, Section, Tester


@dataclass(frozen=True)
class Written:
    """A section in one language. `is_ours`: the programme has not written its own."""

    key: str
    title: str
    text: str
    language: str
    is_ours: bool = True


@cache
def our_sections() -> tuple[dict[str, Any], ...]:
    """What the handbook says before a programme writes."""
    text = files("amir.handbook").joinpath("sections.yaml").read_text("utf-8")
    return tuple(yaml.safe_load(text))


def sections_of(programme: Programme, language: str) -> list[Written]:
    """The handbook's sections in a language, the programme's own where there are some."""
    own = Section.objects.filter(programme=programme, language=language)
    written = {row.key: row for row in own}
    found = []
    for section in our_sections():
        row = written.pop(section["key"], None)
        if row is not None:
            found.append(Written(row.key, row.title, row.text, language, is_ours=False))
            continue
        title, text = said(section["titles"], language), said(section["texts"], language)
        found.append(Written(section["key"], title.text, text.text, text.language))
    added = sorted(written.values(), key=lambda row: row.created_at)
    return found + [Written(r.key, r.title, r.text, language, is_ours=False) for r in added]


def section_or_404(programme: Programme, key: str, language: str) -> Written:
    """One section in a language. Raises Http404."""
    found = next((each for each in sections_of(programme, language) if each.key == key), None)
    if found is None:
        raise Http404
    return found


def editions_visible_to(actor: Actor, programme: Programme) -> QuerySet[Edition]:
    """The editions of a programme in which the actor works, newest first."""
    return Edition.objects.filter(programme=programme).select_related("programme")


def edition_or_404(actor: Actor, key: str, number: int) -> Edition:
    """One edition. Raises Http404."""
    programme = programme_or_404(actor, key)
    found = editions_visible_to(actor, programme).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def edition_before(edition: Edition) -> Edition | None:
    """The one that it replaces."""
    earlier = Edition.objects.filter(programme_id=edition.programme_id, number__lt=edition.number)
    return earlier.order_by("-number").first()


def comments_of(edition: Edition) -> list[Comment]:
    """What partners say of an edition, oldest first."""
    return list(Comment.objects.filter(edition_id=edition.pk))


@dataclass(frozen=True)
class Tested:
    """A partner that was asked to test, and how many comments came."""

    name: str
    organisation_id: UUID
    comments: int


def round_of(edition: Edition) -> list[Tested]:
    """Who tests an edition, in the programme's order of partners; three queries."""
    asked = set(
        Tester.objects.filter(edition=edition).values_list("partner_organisation_id", flat=True)
    )
    given = [comment.organisation_id for comment in comments_of(edition)]
    return [
        Tested(partner.name, partner.partner_organisation_id,
               given.count(partner.partner_organisation_id))
        for partner in partners_of(edition.programme)
        if partner.partner_organisation_id in asked
    ]  # fmt: skip


def changed_settings(edition: Edition, earlier: Edition) -> list[tuple[defaults.Setting, Any, Any]]:
    """(setting, before, now) for what differs between two editions."""
    known = defaults.all_settings()
    return [
        (known[key], earlier.settings.get(key, known[key].default), value)
        for key, value in sorted(edition.settings.items())
        if key in known and earlier.settings.get(key, known[key].default) != value
    ]
