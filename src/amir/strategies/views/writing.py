"""Writing a strategy: beginning, parts, what they lean on, who is at the table."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core import drafts
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit import drafting
from amir.kit.sending import sent
from amir.kit.toast import toast
from amir.organisations.models import Organisation
from amir.programmes.models import Programme
from amir.programmes.queries import partners_of, programme_or_404, themes_of
from amir.programmes.wording import alphabetical, country_name, languages_to_write

from .. import actions
from ..citable import kinds
from ..codes import PARTNERSHIP, code_list
from ..content import MEASURE_FIELDS, SHARED_FIELDS, parts_in
from ..enums import PartKind
from ..forms import FORMS, BeginForm, CiteForm, InvolvedForm, SharedForm, SourceForm
from ..models import Citation, Involved, Measure, Objective, Strategy
from ..queries import (
    At,
    NewPart,
    at_or_404,
    new_or_404,
    newest_edition,
    regional_strategies,
    shared_strategies,
    strategy_or_404,
)
from ..rules import SHARE, VIEW, WRITE, unattended
from .shown import about, actor_in, page_of


@guarded(WRITE, methods=("GET", "POST"))
def strategy_begin(request: HttpRequest, key: str) -> HttpResponse:
    """A new strategy of a place."""
    actor = actor_in(request)
    programme = programme_or_404(actor, key)
    partners = list(partners_of(programme))
    mine = set(actor.organisations_where(WRITE))
    own = [p for p in partners if p.partner_organisation_id in mine]
    if not own:
        raise Http404
    countries = dict.fromkeys([*(p.country for p in own), *(p.country for p in partners)])
    form = BeginForm(
        request.POST or None,
        organisations=[(str(p.partner_organisation_id), p.name) for p in own],
        countries=sorted(((c, country_name(c)) for c in countries if c),
                         key=lambda pair: alphabetical(pair[1])),
        templates=[(str(s.strategy_id), s.title) for s in shared_strategies(programme.pk)],
        parents=[(str(s.strategy_id), s.title) for s in regional_strategies(programme.pk)],
        languages=languages_to_write(programme.languages),
        initial={"organisation_id": str(own[0].partner_organisation_id),
                 "country": own[0].country, "language": _language_of(own[0])},
    )  # fmt: skip
    made: list[Strategy] = []

    def act(**told: Any) -> None:
        ids = ("organisation_id", "template_id", "parent_id")
        told |= {name: UUID(told[name]) if told.get(name) else None for name in ids}
        made.append(actions.begin_local(actor, programme=programme, **told))

    if sent(request, form, act):
        return _to_begun(request, programme, made)
    return render(request, "strategies/begin.html", about(request, programme, form=form))


@guarded(SHARE, load=programme_or_404, methods=("GET", "POST"))
def strategy_begin_shared(request: HttpRequest, programme: Programme) -> HttpResponse:
    """A new shared strategy of the programme."""
    form = SharedForm(request.POST or None, languages=languages_to_write(programme.languages))
    made: list[Strategy] = []

    def act(title: str, language: str) -> None:
        made.append(actions.begin_shared(
            actor_in(request), programme=programme, title=title, language=language
        ))  # fmt: skip

    if sent(request, form, act):
        return _to_begun(request, programme, made)
    return render(request, "strategies/begin_shared.html", about(request, programme, form=form))


@guarded(WRITE, load=new_or_404, methods=("GET", "POST"))
def strategy_part_add(request: HttpRequest, at: NewPart) -> HttpResponse:
    """A new section, objective or measure."""
    return _written(request, at.strategy, at.kind, None)


@guarded(WRITE, load=at_or_404, methods=("GET", "POST"))
def strategy_part(request: HttpRequest, at: At) -> HttpResponse:
    """A part; what somebody else saved meanwhile is shown, never overwritten."""
    return _written(request, at.strategy, at.kind, at.row)


@guarded(WRITE, load=at_or_404, methods=("POST",))
def strategy_part_drop(request: HttpRequest, at: At) -> HttpResponse:
    """Take a part out."""
    _done(request, lambda: actions.drop_part(
        actor_in(request), strategy=at.strategy, kind=at.kind, key=at.row.key
    ))  # fmt: skip
    return redirect("strategy", strategy_id=at.strategy.pk)


@guarded(WRITE, load=at_or_404, methods=("GET", "POST"))
def strategy_cite(request: HttpRequest, at: At) -> HttpResponse:
    """Let a part lean on something in the platform."""
    actor, strategy = actor_in(request), at.strategy
    offered = []
    for each in kinds():
        found = each.search(actor, strategy.programme_id, strategy.pk)
        if found:
            pairs = [(f"{f.kind}:{f.id}", f"{f.number} {f.title}") for f in found]
            offered.append((str(each.label), pairs))
    form = CiteForm(request.POST or None, choices=offered)

    def act(cited: str, note: str) -> None:
        kind, _colon, ident = cited.partition(":")
        actions.cite(actor, strategy=strategy, kind=at.kind, key=at.row.key, cited_kind=kind,
                     cited_id=UUID(ident), note=note)  # fmt: skip

    if sent(request, form, act):
        return redirect("strategy", strategy_id=strategy.pk)
    told = page_of(request, strategy, form=form, at=at, is_empty=not offered)
    return render(request, "strategies/cite.html", told)


@guarded(WRITE, load=at_or_404, methods=("GET", "POST"))
def strategy_source(request: HttpRequest, at: At) -> HttpResponse:
    """Let a part lean on something outside."""
    form = SourceForm(request.POST or None)

    def act(**told: Any) -> None:
        actions.cite_outside(actor_in(request), strategy=at.strategy, kind=at.kind,
                             key=at.row.key, **told)  # fmt: skip

    if sent(request, form, act):
        return redirect("strategy", strategy_id=at.strategy.pk)
    return render(request, "strategies/source.html", page_of(request, at.strategy, form=form,
                                                             at=at))  # fmt: skip


def _citation_or_404(actor: Any, strategy_id: UUID, citation_id: UUID) -> Citation:
    strategy = strategy_or_404(actor, strategy_id)
    found = strategy.citations.filter(pk=citation_id).select_related("strategy").first()
    if found is None:
        raise Http404
    return found


@guarded(WRITE, load=_citation_or_404, methods=("POST",))
def strategy_uncite(request: HttpRequest, citation: Citation) -> HttpResponse:
    """A part leans on it no longer."""
    _done(request, lambda: actions.drop_citation(actor_in(request), citation=citation))
    return redirect("strategy", strategy_id=citation.strategy_id)


@guarded(VIEW, load=strategy_or_404)
def strategy_partners(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """Who was invited to the table, who came, and which groups are missing."""
    rows = list(strategy.involved.all())
    listed = code_list(PARTNERSHIP)
    groups = [(point, [r for r in rows if r.group == point.key]) for point in listed.points]
    told = page_of(request, strategy, groups=groups, listed=listed,
                   missing=[point.label for point, found in groups if not found])  # fmt: skip
    return render(request, "strategies/partners.html", told)


@guarded(WRITE, load=strategy_or_404, methods=("GET", "POST"))
def strategy_partner_add(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """Write down that an organisation was invited, came, or said no."""
    form = InvolvedForm(request.POST or None, initial={"group": request.GET.get("group", "")})

    def act(**told: Any) -> None:
        actions.involve(actor_in(request), strategy=strategy, **told)

    if sent(request, form, act):
        return redirect("strategy_partners", strategy_id=strategy.pk)
    return render(request, "strategies/partner_add.html", page_of(request, strategy, form=form))


def _involved_or_404(actor: Any, strategy_id: UUID, involved_id: UUID) -> Involved:
    strategy = strategy_or_404(actor, strategy_id)
    found = strategy.involved.filter(pk=involved_id).select_related("strategy").first()
    if found is None:
        raise Http404
    return found


@guarded(WRITE, load=_involved_or_404, methods=("POST",))
def strategy_partner_drop(request: HttpRequest, involved: Involved) -> HttpResponse:
    """It was written down by mistake."""
    _done(request, lambda: actions.uninvolve(actor_in(request), involved=involved))
    return redirect("strategy_partners", strategy_id=involved.strategy_id)


def _written(request: HttpRequest, strategy: Strategy, kind: str, row: Any) -> HttpResponse:
    """The form of a part, with its draft; `row` None for a new one."""
    actor = actor_in(request)
    key = f"strategy-{strategy.pk}-{kind}-{row.key if row else 'new'}"
    options = _options(strategy, kind)

    def build(*given: Any, **more: Any) -> Any:
        return FORMS[kind](*given, **{**options, **more})

    if drafting.is_saving(request):
        drafting.save(actor, key, request.POST)
        toast(request, _("Your answers are kept. You can go on later."))
        return redirect("strategy", strategy_id=strategy.pk)
    initial: dict[str, Any] = _filled(kind, row) if row else {"currency": "EUR"}
    if request.method != "POST":
        initial |= drafting.initial(actor, key, build)  # type: ignore[arg-type]
    form = build(request.POST if request.method == "POST" else None, initial=initial)

    def act(version: int | None, **values: Any) -> None:
        actions.write_part(actor, strategy=strategy, kind=kind, values=values,
                           key=row.key if row else "", version=version)  # fmt: skip

    if sent(request, form, act):
        drafts.forget(actor, key)
        return redirect("strategy", strategy_id=strategy.pk)
    clash = _clash(form, row)
    told = page_of(request, strategy, form=form, kind=kind, label=PartKind(kind).label, row=row,
                   clash=clash, draft=key,
                   unattended=unattended(row) if isinstance(row, Measure) else [])  # fmt: skip
    return render(request, "strategies/part.html", told)


def _clash(form: Any, row: Any) -> Any:
    """What somebody saved meanwhile; saving once more then writes over it, knowingly."""
    if row is None or not form.is_bound:
        return None
    fresh = type(row).objects.filter(pk=row.pk).first()
    if fresh is None or form.data.get("version") in ("", None, str(fresh.version)):
        return None
    form.data = form.data.copy()
    form.data["version"] = str(fresh.version)
    return fresh


def _options(strategy: Strategy, kind: str) -> dict[str, Any]:
    """What the choices of a form are made of."""
    if kind == PartKind.OBJECTIVE:
        return {"themes": [(t.key, str(t.name)) for t in themes_of(strategy.programme_id)]}
    if kind == PartKind.MEASURE:
        objectives = Objective.objects.filter(strategy=strategy).values_list("key", "title")
        above = newest_edition(strategy.parent_id)
        regional = parts_in(above.content, PartKind.MEASURE) if above else []
        return {"objectives": list(objectives),
                "regional": [(part["key"], part["title"]) for part in regional]}  # fmt: skip
    return {}


def _filled(kind: str, row: Any) -> dict[str, Any]:
    names = (*SHARED_FIELDS[kind], *(MEASURE_FIELDS if kind == PartKind.MEASURE else ()))
    told = {name: getattr(row, name) for name in names} | {"version": row.version}
    if kind == PartKind.MEASURE:
        told["objective"] = row.objective.key
    return told


def _done(request: HttpRequest, act: Callable[[], object]) -> None:
    """Act, and say at once why it could not be done."""
    try:
        act()
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")


def _language_of(partner: Any) -> str:
    organisation = Organisation.objects.filter(pk=partner.partner_organisation_id).first()
    return organisation.language if organisation else "en"


def _to_begun(request: HttpRequest, programme: Programme, made: list[Strategy]) -> HttpResponse:
    if not made:
        return redirect("programme_strategies", key=programme.key)
    toast(request, _("The strategy is begun."))
    return redirect("strategy", strategy_id=made[0].pk)
