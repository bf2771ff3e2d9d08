"""Opening a role, saying what it is, what people agree to, and by what we decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from secrets import token_hex
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.core.text import tidy
from amir.organisations.models import Organisation
from amir.participants.enums import Side
from amir.programmes.queries import partner_organisations, programmes_visible_to

from .. import rules
from ..describing import PARTS
from ..models import ConsentText, Criteria, Opening, RoleDescription, Stakeholder
from ..queries import newest_version
from ..rules import ELSEWHERE, MUST, MUST_NOT, RUN

LONGEST_PART, LONGEST_SENTENCE = 2_000, 300
MOST_ITEMS = 30


@dataclass(frozen=True)
class _There:
    organisation_id: UUID


def open_role(
    actor: Actor, *, organisation_id: UUID, programme_id: UUID | None, side: str
) -> Opening:
    """Begin to look for people on a side of a programme; the role that is there, if there is one.

    Raises NotAllowed, and Refused for a programme in which the organisation is no partner.
    """
    _check(actor, _There(organisation_id))
    if side not in Side.values:
        raise Refused(_("Choose mentor or mentee."), field="side")
    key = ""
    if programme_id is not None:
        programme = programmes_visible_to(actor).filter(pk=programme_id).first()
        if programme is None or organisation_id not in partner_organisations(programme_id):
            raise Refused(_("Your organisation is no partner of this programme."))
        key = programme.key
    with transaction.atomic():
        held = Opening.objects.filter(
            organisation_id=organisation_id, programme_id=programme_id, side=side
        ).first()
        if held is not None:
            switch_role(actor, opening=held, is_open=True)
            return held
        return Opening.objects.create(
            organisation_id=organisation_id,
            programme_id=programme_id,
            side=side,
            slug=_free_slug(organisation_id, key, side),
            is_open=True,
        )


def switch_role(actor: Actor, *, opening: Opening, is_open: bool) -> None:
    """Take applications, or take none for now. Who has begun may finish."""
    _check(actor, opening)
    opening.is_open, opening.changed_at = is_open, clock.now()
    opening.save(update_fields=["is_open", "changed_at"])


def describe_role(
    actor: Actor, *, opening: Opening, language: str, texts: Mapping[str, str]
) -> RoleDescription:
    """Write a new version of what a role is, in one language; every part must say something."""
    _check(actor, opening)
    _check_language(language)
    written = {part: tidy(texts.get(part, ""))[:LONGEST_PART] for part in PARTS}
    for part in rules.missing_parts(written, PARTS):
        raise Refused(_("Write this part too: {part}").format(part=PARTS[part]), field=part)
    with transaction.atomic():
        rows = RoleDescription.objects.filter(opening=opening, language=language)
        return RoleDescription.objects.create(
            organisation_id=opening.organisation_id,
            opening=opening,
            language=language,
            version=newest_version(rows) + 1,
            texts=written,
            written_by=actor.account_id,
        )


def write_consent(
    actor: Actor,
    *,
    opening: Opening,
    language: str,
    sentences: Sequence[str],
    is_reviewed: bool = False,
) -> ConsentText:
    """Write what applicants agree to, in one language.

    In the organisation's own language it begins a new version; in another it is the translation
    of the newest one. `is_reviewed`: a person who speaks it has read this translation.
    """
    _check(actor, opening)
    _check_language(language)
    told = [tidy(sentence)[:LONGEST_SENTENCE] for sentence in sentences if tidy(sentence)]
    if not told:
        raise Refused(_("Write at least one sentence."), field="sentences")
    host = Organisation.objects.get(pk=opening.organisation_id).language
    with transaction.atomic():
        rows = ConsentText.objects.filter(opening=opening)
        version = newest_version(rows)
        if language == host:
            version += 1
        elif not version:
            sentence = _("Write the text in the language of your organisation first: {language}.")
            raise Refused(sentence.format(language=host), field="sentences")
        text, _made = ConsentText.objects.update_or_create(
            opening=opening,
            version=version,
            language=language,
            defaults={
                "organisation_id": opening.organisation_id,
                "sentences": told,
                "is_reviewed": is_reviewed or language == host,
                "written_by": actor.account_id,
            },
        )
    return text


def write_criteria(
    actor: Actor, *, opening: Opening, items: Sequence[Mapping[str, str]]
) -> Criteria:
    """Write a new version of the criteria. `items`: see models.Criteria; a key only once."""
    _check(actor, opening)
    kept = []
    for item in items:
        if item["kind"] not in (MUST, MUST_NOT, ELSEWHERE):
            raise Refused(_("Say what each criterion does."))
        key = item["key"] or (slugify(item["label"])[:24] or "own") + "-" + token_hex(2)
        kept.append({"key": key, "kind": item["kind"], "label": tidy(item["label"])[:120]})
    if not any(item["kind"] == MUST for item in kept):
        raise Refused(_("Name at least one criterion that somebody must meet."))
    if len({item["key"] for item in kept}) != len(kept) or len(kept) > MOST_ITEMS:
        raise Refused(_("Name each criterion once, and not too many."))
    with transaction.atomic():
        rows = Criteria.objects.filter(opening=opening)
        return Criteria.objects.create(
            organisation_id=opening.organisation_id,
            opening=opening,
            version=newest_version(rows) + 1,
            items=kept,
            written_by=actor.account_id,
        )


def tell_stakeholder(
    actor: Actor,
    *,
    organisation_id: UUID,
    programme_id: UUID | None,
    office: str,
    contact: str,
    informed_on: date,
) -> Stakeholder:
    """Write down which office was told of the programme, when, and who is our contact there."""
    _check(actor, _There(organisation_id))
    if not rules.names_office(office):
        raise Refused(_("Write which office it was."), field="office")
    if informed_on > clock.today():
        raise Refused(_("The day cannot lie in the future."), field="informed_on")
    if actor.account_id is None:
        raise NotAllowed(_("A person writes this down."))
    return Stakeholder.objects.create(
        organisation_id=organisation_id,
        programme_id=programme_id,
        office=tidy(office)[:200],
        contact=tidy(contact)[:200],
        informed_on=informed_on,
        informed_by=actor.account_id,
    )


def _check(actor: Actor, thing: object) -> None:
    if not may(actor, RUN, thing):
        raise NotAllowed(_("You may not change roles of this organisation."))


def _check_language(language: str) -> None:
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("Choose one of the languages."), field="language")


def _free_slug(organisation_id: UUID, key: str, side: str) -> str:
    """Short enough for a poster; nobody else's."""
    name = Organisation.objects.get(pk=organisation_id).name
    words = slugify(f"{key} {name}")[:60].strip("-")
    slug = f"{words}-{side}" if words else f"{side}-{token_hex(3)}"
    taken = Opening.objects.filter(slug=slug).exists()
    return f"{slug}-{token_hex(3)}" if taken else slug
