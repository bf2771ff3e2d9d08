"""Writing the handbook, publishing editions, testing them with partners."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may
from amir.programmes.models import Programme
from amir.programmes.queries import partner_organisations, settings_of

from .enums import Works
from .models import Comment, Edition, Section, Tester
from .queries import sections_of
from .rules import COMMENT, WRITE

LONGEST = 20_000


@transaction.atomic
def write_section(
    actor: Actor, *, programme: Programme, language: str, title: str, text: str, key: str = ""
) -> Section:
    """Write a section in one language; without a key it is a new one, at the end.

    Raises NotAllowed; Refused for a language that the programme does not have, or empty words.
    """
    _demand(actor, programme)
    if language not in languages_of(programme):
        raise Refused(_("The programme does not have this language."), field="language")
    if not title.strip() or not text.strip():
        raise Refused(_("Write a heading and a text."), field="text")
    if len(text) > LONGEST:
        raise Refused(_("The text is too long. Make two sections of it."), field="text")
    name = key or slugify(title)[:40]
    if not name:
        raise Refused(_("Write the heading in English first."), field="title")
    values = {
        "organisation_id": programme.organisation_id, "title": title.strip()[:200],
        "text": text.strip().replace("\r\n", "\n"), "changed_at": clock.now(),
    }  # fmt: skip
    return Section.objects.update_or_create(
        programme=programme, key=name, language=language, defaults=values
    )[0]


@transaction.atomic
def publish_edition(actor: Actor, *, programme: Programme, note: str = "") -> Edition:
    """Keep the handbook as it is today, in all languages of the programme, as the next edition.

    Raises NotAllowed; Refused if nothing has changed since the last one.
    """
    _demand(actor, programme)
    Programme.objects.select_for_update().get(pk=programme.pk)
    sections = {
        language: [
            {"key": each.key, "title": each.title, "text": each.text}
            for each in sections_of(programme, language)
        ]
        for language in languages_of(programme)
    }
    settings = dict(settings_of(programme.pk))
    last = Edition.objects.filter(programme=programme).order_by("-number").first()
    if last is not None and (last.sections, last.settings) == (sections, settings):
        raise Refused(_("Nothing has changed since edition {number}.").format(number=last.number))
    edition = Edition.objects.create(
        organisation_id=programme.organisation_id,
        programme=programme,
        number=last.number + 1 if last else 1,
        sections=sections,
        settings=settings,
        note=note.strip()[:600],
        made_on=clock.today(),
        made_by=actor.account_id,
    )
    happened("handbook.published", actor, edition=edition)
    return edition


@transaction.atomic
def ask_to_test(actor: Actor, *, edition: Edition, organisations: Collection[UUID]) -> list[Tester]:
    """Ask named partners to test an edition; who was asked already stays asked.

    Raises NotAllowed; Refused for an organisation that is no partner.
    """
    programme = edition.programme
    _demand(actor, programme)
    if not organisations:
        raise Refused(_("Choose at least one partner."), field="organisations")
    if not set(organisations) <= set(partner_organisations(programme.pk)):
        raise Refused(_("Only partners of the programme test it."), field="organisations")
    held = Tester.objects.filter(edition=edition).values_list("partner_organisation_id", flat=True)
    return Tester.objects.bulk_create(
        Tester(
            organisation_id=edition.organisation_id, edition=edition, programme_id=programme.pk,
            partner_organisation_id=each, asked_on=clock.today(),
        )
        for each in sorted(set(organisations) - set(held))
    )  # fmt: skip


@transaction.atomic
def comment_on(
    actor: Actor,
    *,
    edition: Edition,
    organisation_id: UUID,
    section: str,
    works: str,
    text: str = "",
) -> Comment:
    """A partner that was asked says how a section worked.

    Raises NotAllowed; Refused if the partner was not asked, or the section is not in the edition.
    """
    if not actor.holds(COMMENT, organisation_id):
        raise NotAllowed(_("You may not speak for this organisation."))
    if not Tester.objects.filter(edition=edition, partner_organisation_id=organisation_id).exists():
        raise Refused(_("Your organisation was not asked to test this edition."))
    known = {each["key"] for held in edition.sections.values() for each in held}
    if section not in known:
        raise Refused(_("Choose a section."), field="section")
    if works not in Works.values:
        raise Refused(_("Say whether it works."), field="works")
    if works != Works.YES and not text.strip():
        raise Refused(_("Write what should change."), field="text")
    return Comment.objects.create(
        organisation_id=organisation_id,
        edition_id=edition.pk,
        programme_id=edition.programme_id,
        section=section,
        works=works,
        text=text.strip()[:LONGEST],
        given_by=actor.account_id,
    )


def languages_of(programme: Programme) -> list[str]:
    """In which languages the handbook is written: the programme's, and English."""
    return list(dict.fromkeys(["en", *programme.languages]))


def _demand(actor: Actor, programme: Programme) -> None:
    if not may(actor, WRITE, programme):
        raise NotAllowed(_("Only the programme's coordinator writes the handbook."))
