"""Reading strategies on the desk."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from amir.core.guard import guarded
from amir.core.permissions import may
from amir.documents.writers import FORMS, as_download
from amir.documents.writers.html import body
from amir.programmes.models import Programme
from amir.programmes.queries import partners_of, programme_or_404
from amir.programmes.rules import VIEW as VIEW_PROGRAMME

from ..document import file_name, of_draft, of_edition, place_said
from ..lifecycle import steps_from
from ..models import Edition, Standing, Strategy
from ..queries import (
    At,
    at_or_404,
    changes_waiting,
    edition_before,
    edition_or_404,
    editions_of,
    measures_of,
    outline_of,
    standings_visible_to,
    strategy_or_404,
    versions_of,
)
from ..rules import SHARE, VIEW, WRITE
from ..tables import STANDINGS, TONES, measures_table, rows_of
from .shown import about, actor_in, page_of


@guarded(VIEW_PROGRAMME, load=programme_or_404)
def programme_strategies(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Every strategy of a programme: one's own, and where those of partners stand."""
    actor = actor_in(request)
    names: dict[object, str] = {
        each.partner_organisation_id: each.name for each in partners_of(programme)
    }
    own: set[object] = set(actor.organisations_where(VIEW))
    standings = list(standings_visible_to(actor, programme))
    table = STANDINGS.show(request, rows_of(standings, names, own, programme.key))
    if table.download:
        return table.download
    writes = actor.organisations_where(WRITE)
    told = about(
        request, programme, table=table, may_begin=bool(set(names) & set(writes)),
        may_share=may(actor, SHARE, programme),
    )  # fmt: skip
    return render(request, "strategies/list.html", told)


@guarded(VIEW, load=strategy_or_404)
def strategy(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """A strategy as it is being written."""
    told = page_of(
        request,
        strategy,
        outline=outline_of(strategy),
        tone=TONES[strategy.state],  # type: ignore[index]  # a str that is a StrategyState
        steps=steps_from(strategy.state),
        editions=list(editions_of(strategy.pk)),
        waiting=changes_waiting(strategy),
        parent=_standing(strategy.parent_id),
        template=_standing(strategy.template_id),
        forms=list(FORMS),
    )
    return render(request, "strategies/strategy.html", told)


@guarded(VIEW, load=strategy_or_404)
def strategy_file(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """The draft as a file (?as=pdf, html or docx)."""
    programme = page_of(request, strategy)["programme"]
    ending = _ending(request)
    name = file_name(programme, strategy.pk)
    return as_download(of_draft(strategy, programme), ending, name=name)


@guarded(VIEW, load=strategy_or_404)
def strategy_measures(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """Its measures as a table."""
    table = measures_table(strategy.pk, strategy.title).show(request, measures_of(strategy))
    if table.download:
        return table.download
    return render(request, "strategies/measures.html", page_of(request, strategy, table=table))


@guarded(VIEW, load=at_or_404)
def strategy_history(request: HttpRequest, at: At) -> HttpResponse:
    """What was saved of a part, and what each saving changed."""
    versions = versions_of(at.strategy, at.kind, at.row.key)
    pairs = [
        {"version": version, "before": before.text if before else ""}
        for version, before in zip(versions, [*versions[1:], None], strict=False)
    ]
    told = page_of(request, at.strategy, at=at, versions=pairs)
    return render(request, "strategies/history.html", told)


@guarded(VIEW_PROGRAMME, load=edition_or_404)
def strategy_edition(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A published edition, and what changed since the one before."""
    programme = Programme.objects.get(pk=edition.programme_id)
    earlier = edition_before(edition)
    told = about(
        request,
        programme,
        edition=edition,
        place=place_said(edition.content["place"]),
        body=body(of_edition(edition, programme)),
        changes=_changes(edition, earlier) if earlier else [],
        earlier=earlier,
        forms=list(FORMS),
    )
    return render(request, "strategies/edition.html", told)


@guarded(VIEW_PROGRAMME, load=edition_or_404)
def strategy_edition_file(request: HttpRequest, edition: Edition) -> HttpResponse:
    """An edition as a file (?as=pdf, html or docx)."""
    programme = Programme.objects.get(pk=edition.programme_id)
    ending = _ending(request)
    name = f"{file_name(programme, edition.strategy_id)}-{edition.number}"
    return as_download(of_edition(edition, programme), ending, name=name)


def _ending(request: HttpRequest) -> str:
    ending = request.GET.get("as", "pdf")
    if ending not in FORMS:
        raise Http404
    return ending


def _standing(strategy_id: Any) -> Standing | None:
    if strategy_id is None:
        return None
    return Standing.objects.filter(strategy_id=strategy_id).first()


def _changes(edition: Edition, earlier: Edition) -> list[dict[str, str]]:
    """Part by part: what was, and what is."""
    old = {(p["kind"], p["key"]): p for p in earlier.content["parts"]}
    new = {(p["kind"], p["key"]): p for p in edition.content["parts"]}
    found = []
    for key in dict.fromkeys([*new, *old]):
        before, now = (_words(side.get(key)) for side in (old, new))
        if before != now:
            found.append({"title": (new.get(key) or old[key])["title"], "before": before,
                          "now": now})  # fmt: skip
    if edition.state != earlier.state:
        found.append({"title": _("State"), "before": earlier.get_state_display(),
                      "now": edition.get_state_display()})  # fmt: skip
    return found


def _words(part: dict[str, Any] | None) -> str:
    return f"{part['title']}\n\n{part['text']}" if part else ""
