"""Beginning a strategy and writing its parts."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused, Stale
from amir.core.permissions import may
from amir.places import open_gazetteer
from amir.programmes.models import Programme
from amir.programmes.queries import partner_organisations, themes_of

from ..codes import GROUPS, SECTIONS, code_list, served_keys
from ..content import MEASURE_FIELDS, MODELS, SHARED_FIELDS, AnyPart
from ..enums import WRITABLE, Choice, PartKind, StrategyKind
from ..models import (
    Edition,
    Measure,
    Objective,
    PartVersion,
    Reconciled,
    Standing,
    Strategy,
    StrategySection,
)
from ..queries import START, newest_edition, regional_strategies, shared_strategies
from ..rules import SHARE, WRITE

LONGEST = 60_000


@transaction.atomic
def begin_shared(
    actor: Actor, *, programme: Programme, title: str, language: str = "en"
) -> Strategy:
    """Begin the programme's own strategy, with our sections to fill.

    Raises NotAllowed for whoever does not coordinate the programme; Refused for no title.
    """
    if not may(actor, SHARE, programme):
        raise NotAllowed(_("Only the programme's coordinator writes the shared strategy."))
    strategy = _begun(
        actor, programme, programme.organisation_id, StrategyKind.SHARED, title, language
    )
    for order, point in enumerate(code_list(SECTIONS).points):
        row = StrategySection(
            organisation_id=strategy.organisation_id, strategy=strategy, key=point.key,
            title=point.names.get(language, point.names["en"]), order=order,
        )  # fmt: skip
        row.save(force_insert=True)
    return strategy


@transaction.atomic
def begin_local(
    actor: Actor, *, programme: Programme, organisation_id: UUID, title: str, country: str,
    language: str = "en", region: str = "", municipality: str = "",
    template_id: UUID | None = None, parent_id: UUID | None = None,
) -> Strategy:  # fmt: skip
    """Begin the strategy of a place: from the newest edition of a shared one, if one is named.

    `parent_id`: the region's strategy under which it stands. Raises NotAllowed; Refused for a
    template or a region's strategy that is not published, or an unknown municipality.
    """
    if not actor.holds(WRITE, organisation_id):
        raise NotAllowed(_("You may not write strategies for this organisation."))
    if organisation_id not in partner_organisations(programme.pk):
        raise NotAllowed(_("Only partners of the programme write a strategy in it."))
    if not country:
        raise Refused(_("Choose a country."), field="country")
    if template_id and not shared_strategies(programme.pk).filter(strategy_id=template_id).exists():
        raise Refused(_("This shared strategy is not published."), field="template_id")
    if parent_id and not regional_strategies(programme.pk).filter(strategy_id=parent_id).exists():
        raise Refused(_("This strategy of a region is not published."), field="parent_id")
    place = {"country": country, "region": region.upper(),
             "municipality": municipality.strip()[:120]}  # fmt: skip
    if place["municipality"]:
        place |= _municipality(place["municipality"], country, place["region"])
    strategy = _begun(
        actor, programme, organisation_id, StrategyKind.LOCAL, title, language, **place,
        template_id=template_id, parent_id=parent_id,
    )  # fmt: skip
    edition = newest_edition(template_id)
    if edition is not None:
        _adapt(actor, strategy, edition)
    return strategy


@transaction.atomic
def write_part(
    actor: Actor, *, strategy: Strategy, kind: str, values: Mapping[str, Any], key: str = "",
    version: int | None = None,
) -> AnyPart:  # fmt: skip
    """Write a part; without a key it is a new one. `values`: the fields of content.py.

    Raises NotAllowed; Refused for what cannot be; Stale if somebody saved it after `version`.
    """
    demand_writable(actor, strategy)
    told = checked_values(strategy, kind, values)
    row = MODELS[kind].objects.select_for_update().filter(strategy=strategy, key=key).first()
    if key and row is None:
        raise Refused(_("This part is no longer there."))
    if row is None:
        row = new_part(strategy, kind, told["title"])
    elif version is not None and row.version != version:
        raise Stale(_("Somebody saved this part meanwhile. Their words stand below yours."))
    else:
        row.version += 1
    save_part(actor, row, kind, told)
    return row


@transaction.atomic
def drop_part(actor: Actor, *, strategy: Strategy, kind: str, key: str) -> None:
    """Take a part out; what it said stays in its history.

    Raises NotAllowed; Refused for an objective that has measures, or a measure being followed.
    """
    demand_writable(actor, strategy)
    row = MODELS[kind].objects.filter(strategy=strategy, key=key).first()
    if row is None:
        raise Refused(_("This part is no longer there."))
    remove_part(row)


def remove_part(row: AnyPart) -> None:
    """Take a part out. Raises Refused if something hangs on it."""
    if isinstance(row, Objective) and row.measures.exists():
        raise Refused(_("Take its measures out first."))
    if isinstance(row, Measure) and row.follow_notes.exists():
        raise Refused(_("This measure was followed. Stop it instead."))
    kind = next(kind for kind, model in MODELS.items() if isinstance(row, model))
    row.strategy.citations.filter(part_kind=kind, part_key=row.key).delete()
    row.delete()


def save_part(actor: Actor, row: AnyPart, kind: str, values: Mapping[str, Any]) -> None:
    """Put values on a row and keep what it says now in its history."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    PartVersion(
        organisation_id=row.organisation_id, strategy_id=row.strategy_id, kind=kind, key=row.key,
        number=row.version, title=row.title, text=row.text, saved_at=clock.now(),
        saved_by=actor.account_id,
    ).save(force_insert=True)  # fmt: skip


def demand_writable(actor: Actor, strategy: Strategy) -> None:
    """Raises NotAllowed, or Refused when the text is final."""
    if not may(actor, WRITE, strategy):
        raise NotAllowed(_("You may not write this strategy."))
    if strategy.state not in WRITABLE:
        raise Refused(_("The text is final. Take it back to the draft first."))


def note_standing(strategy: Strategy, edition: Edition | None = None) -> None:
    """Let partners know where a strategy stands; its title with the first edition."""
    told: dict[str, Any] = {"state": strategy.state, "changed_on": clock.today()}
    if edition is not None:
        told |= {"title": edition.title, "newest": edition.pk}
    Standing.objects.filter(strategy_id=strategy.pk).update(**told)


def _begun(
    actor: Actor, programme: Programme, organisation_id: UUID, kind: StrategyKind, title: str,
    language: str, **place: Any,
) -> Strategy:  # fmt: skip
    if not title.strip():
        raise Refused(_("Give the strategy a title."), field="title")
    strategy = Strategy(
        organisation_id=organisation_id, programme_id=programme.pk, kind=kind,
        title=title.strip()[:200], language=language, **place,
    )  # fmt: skip
    strategy.save(force_insert=True)
    known = {name: place.get(name, "") for name in ("country", "region", "municipality")}
    Standing(
        organisation_id=organisation_id, strategy_id=strategy.pk, programme_id=programme.pk,
        kind=kind, state=strategy.state, changed_on=clock.today(), **known,
    ).save(force_insert=True)  # fmt: skip
    return strategy


def _municipality(name: str, country: str, region: str) -> dict[str, str]:
    """The municipality as it calls itself, with its region."""
    found = open_gazetteer().municipality(name, country)
    if found is None:
        raise Refused(_("We do not know this municipality. Write it as it is on maps."),
                      field="municipality")  # fmt: skip
    return {"municipality": found.name, "region": region or found.nuts3}


def _adapt(actor: Actor, strategy: Strategy, edition: Edition) -> None:
    """Copy every part of an edition, and remember from where."""
    objectives: dict[str, Objective] = {}
    for order, part in enumerate(edition.content["parts"]):
        kind = part["kind"]
        told = {name: part[name] for name in SHARED_FIELDS[kind]}
        if kind == PartKind.MEASURE:
            told["objective"] = objectives[part["objective"]]
        row = MODELS[kind](
            organisation_id=strategy.organisation_id, strategy=strategy, key=part["key"],
            order=order,
        )  # fmt: skip
        save_part(actor, row, kind, told)
        if isinstance(row, Objective):
            objectives[row.key] = row
    Reconciled(
        organisation_id=strategy.organisation_id, strategy=strategy, part=START,
        edition=edition.pk, choice=Choice.TAKE, decided_on=clock.today(),
        decided_by=actor.account_id,
    ).save(force_insert=True)  # fmt: skip


def new_part(strategy: Strategy, kind: str, title: str, key: str = "") -> AnyPart:
    model = MODELS[kind]
    taken = set(model.objects.filter(strategy=strategy).values_list("key", flat=True))
    wanted = key or slugify(title)[:34] or f"part-{uuid4().hex[:6]}"
    name, count = wanted, 1
    while name in taken:
        count += 1
        name = f"{wanted}-{count}"
    last = model.objects.filter(strategy=strategy).aggregate(last=Max("order"))["last"]
    return model(
        organisation_id=strategy.organisation_id, strategy=strategy, key=name,
        order=(last or 0) + 1,
    )  # fmt: skip


def checked_values(strategy: Strategy, kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a part as they are kept. Raises Refused with what is wrong."""
    if kind not in MODELS:
        raise Refused(_("There is no such part."))
    names = {*SHARED_FIELDS[kind], *(MEASURE_FIELDS if kind == PartKind.MEASURE else ())}
    told = {name: value for name, value in values.items() if name in names and name != "state"}
    told["title"] = str(told.get("title", "")).strip()[:200]
    if not told["title"]:
        raise Refused(_("Write a heading."), field="title")
    told["text"] = str(told.get("text", "")).strip().replace("\r\n", "\n")
    if len(told["text"]) > LONGEST:
        raise Refused(_("The text is too long. Make two parts of it."), field="text")
    if kind == PartKind.OBJECTIVE:
        told["theme"] = told.get("theme") or ""
        known = {"", *(theme.key for theme in themes_of(strategy.programme_id))}
        if told["theme"] not in known:
            raise Refused(_("The programme does not have this theme."), field="theme")
    if kind == PartKind.MEASURE:
        _check_measure(strategy, told)
    return told


def _check_measure(strategy: Strategy, told: dict[str, Any]) -> None:
    objective = told.get("objective")
    if not isinstance(objective, Objective):
        objective = Objective.objects.filter(strategy=strategy, key=objective or "").first()
    if objective is None:
        raise Refused(_("Choose the objective that it serves."), field="objective")
    told["objective"] = objective
    starts, ends = told.get("starts_on"), told.get("ends_on")
    if starts and ends and ends < starts:
        raise Refused(_("It ends before it begins."), field="ends_on")
    if told.get("budget") is not None and told["budget"] < 0:
        raise Refused(_("Write the money as a figure of 0 or more."), field="budget")
    if not set(told.get("target_groups") or ()) <= set(code_list(GROUPS).keys):
        raise Refused(_("Choose groups from the list."), field="target_groups")
    if not set(told.get("serves") or ()) <= served_keys():
        raise Refused(_("Choose points from the lists."), field="serves")
