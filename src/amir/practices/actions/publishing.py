"""Reporting, publishing and withdrawing; what is public is a copy."""

from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.events import happened
from amir.organisations.models import Organisation
from amir.programmes.models import Programme
from amir.programmes.queries import themes_of
from amir.programmes.wording import country_name

from ..enums import Label, MediaKind, PracticeState, TargetGroup
from ..lifecycle import STEPS
from ..models import (
    Media,
    Practice,
    PublishedFile,
    PublishedPractice,
    Transfer,
)
from ..rules import PUBLISH, WRITE
from ..scripts import latin_of
from ..template import FIELDS
from .assessing import settle_label
from .writing import demand_whole, follow, locked_practice

# Names of places and themes are found in these languages.
LANGUAGES = ("en", "it", "ar", "el", "hu", "de", "es", "fr", "sv")
SHORTEST_WORD = 4
COPIED = (
    "programme_id", "title", "language", "country", "place", "latitude", "longitude", "themes",
    "target_groups", "phase", "cost_band", "label", "seeks_adopter", "is_invented", "started_on",
    "ended_on", "published_on", "summary",
)  # fmt: skip
LEARN = """
insert into practices_publishedword (id, organisation_id, created_at, word)
select gen_random_uuid(), p.organisation_id, now(), found.word
from practices_publishedpractice p
cross join lateral (select distinct left(lexeme, 60) as word from unnest(p.words)) found
where p.id = any(%s) and length(found.word) >= %s and found.word !~ '^[0-9]+$'
on conflict do nothing
"""


@transaction.atomic
def step_practice(actor: Actor, *, practice: Practice, step: str) -> Practice:
    """Take a step of the lifecycle: report, take_back, publish, withdraw.

    Published, partners read it; everybody does if the programme has a public page.

    Raises NotAllowed; Refused if the step does not start here, or something is missing.
    """
    taken = STEPS.get(step)
    if taken is None:
        raise Refused(_("This step is not known."))
    held = locked_practice(actor, practice, PUBLISH if taken.is_public else WRITE)
    if held.state not in taken.sources:
        raise Refused(_("This step cannot be taken from here."))
    if taken.target != PracticeState.DRAFT:
        demand_whole(held)
    held.state = taken.target
    if step == "report":
        held.reported_on = held.reported_on or clock.today()
        held.label = held.label or Label.REPORTED
    if step == "publish":
        held.published_on, held.published_version = clock.today(), held.version
    if step == "withdraw":
        held.published_on = held.published_version = None
    held.save()
    settle_label(held)
    follow(held)
    if step == "publish":
        programme = Programme.objects.get(pk=held.programme_id)
        if programme.is_public:
            _copy_out(held, programme)
        happened("practices.published", actor, practice=held)
    if step == "withdraw":
        _take_away(held)
        happened("practices.withdrawn", actor, practice=held)
    return held


def report_practice(actor: Actor, *, practice: Practice) -> Practice:
    """The first step: it is whole, and counts."""
    return step_practice(actor, practice=practice, step="report")


def _take_away(practice: Practice) -> None:
    held = PublishedPractice.objects.filter(practice_id=practice.pk)
    PublishedFile.objects.filter(published__in=held.values("pk")).delete()
    held.delete()


def _copy_out(practice: Practice, programme: Programme) -> PublishedPractice:
    """The public copy, in the place of the one before; its address stays."""
    before = PublishedPractice.objects.filter(practice_id=practice.pk).first()
    media = list(Media.objects.filter(practice=practice))
    values = _told(practice, programme, media)
    if before is None:
        made = PublishedPractice(practice_id=practice.pk)
    else:
        made = before
        PublishedFile.objects.filter(published=before).delete()
    for name, value in values.items():
        setattr(made, name, value)
    made.save()
    PublishedFile.objects.bulk_create(
        PublishedFile(
            organisation_id=practice.organisation_id, published=made, title=each.title,
            name=each.name, content=each.content or b"",
        )
        for each in media
        if each.kind == MediaKind.FILE
    )  # fmt: skip
    learn_words([made.pk])
    return made


def learn_words(ids: list[UUID]) -> None:
    """Keep the words of these published practices for those who mistype them."""
    with connection.cursor() as cursor:
        cursor.execute(LEARN, [ids, SHORTEST_WORD])


def _told(practice: Practice, programme: Programme, media: list[Media]) -> dict[str, Any]:
    themes = [t for t in themes_of(practice.programme_id) if t.key in practice.themes]
    texts = {field.key: getattr(practice, field.key) for field in FIELDS}
    names = [practice.place, practice.code]
    names += [country_name(practice.country, language) for language in LANGUAGES]
    names += [name for theme in themes for name in theme.names.values()]
    names += [str(TargetGroup(group).label) for group in practice.target_groups]
    latin = latin_of(" ".join([practice.title, practice.place, *names, *texts.values()]))
    return {
        "organisation_id": practice.organisation_id,
        "programme_key": programme.key,
        "programme_name": programme.name,
        "organisation_name": Organisation.objects.get(pk=practice.organisation_id).name,
        "code": practice.code,
        **{name: getattr(practice, name) for name in COPIED},
        "texts": {key: text for key, text in texts.items() if text and key != "summary"},
        "links": [
            {"title": each.title, "url": each.url} for each in media if each.kind == MediaKind.LINK
        ],
        "transfers": [
            {"adopter": t.adopter, "country": t.country, "place": t.place,
             "since": t.since.isoformat(), "how": t.how, "link": t.link}
            for t in Transfer.objects.filter(practice=practice)
        ],
        "facets": facets_of(practice),
        "names": " ".join(dict.fromkeys(names)),
        "body": " ".join([*texts.values(), latin]),
    }  # fmt: skip


def facets_of(practice: Practice | PublishedPractice) -> list[str]:
    """What a practice can be narrowed down by."""
    found = [f"country:{practice.country}", f"label:{practice.label}",
             f"language:{practice.language}"]  # fmt: skip
    found += [f"theme:{theme}" for theme in practice.themes]
    found += [f"group:{group}" for group in practice.target_groups]
    found += [f"phase:{practice.phase}"] if practice.phase else []
    found += [f"cost:{practice.cost_band}"] if practice.cost_band else []
    return found
