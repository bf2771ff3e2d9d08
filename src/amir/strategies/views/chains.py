"""Pages that look along a strategy: the chain, coverage, time, and where evidence is used."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from amir.core.guard import guarded
from amir.programmes.queries import programme_or_404
from amir.programmes.rules import VIEW as VIEW_PROGRAMME

from ..chain import EVIDENCE, Chain, Node, chain_of
from ..citable import kind_of
from ..codes import SERVED, code_list
from ..document import listed_title
from ..drawing import chain_svg, plan_svg
from ..enums import PartKind
from ..models import Strategy
from ..queries import cited_where, measures_of, strategy_or_404
from ..rules import VIEW, coverage, share_covered
from .shown import about, actor_in, page_of, runs_leftwards


@guarded(VIEW, load=strategy_or_404)
def strategy_plan(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """Its measures over time, as a picture and as a table."""
    measures = list(measures_of(strategy))
    alt = _("Measures over time. The table below says the same.")
    picture = plan_svg(measures, alt, is_right_to_left=runs_leftwards())
    rows = sorted(measures, key=lambda m: (m.starts_on is None, m.starts_on, m.title))
    told = page_of(request, strategy, measures=rows, picture=picture)
    return render(request, "strategies/plan.html", told)


@guarded(VIEW, load=strategy_or_404)
def strategy_coverage(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """Which points of the lists its measures serve."""
    measures = {measure.key: measure for measure in measures_of(strategy)}
    found = coverage({key: measure.serves for key, measure in measures.items()})
    lists = []
    for name in SERVED:
        listed = code_list(name)
        covered, whole = share_covered(found[name])
        points = [
            (point.label, [measures[key] for key in found[name][point.key]])
            for point in listed.points
        ]
        lists.append({"title": listed_title(name), "list": listed, "covered": covered,
                      "whole": whole, "points": points})  # fmt: skip
    return render(request, "strategies/coverage.html", page_of(request, strategy, lists=lists))


@guarded(VIEW, load=strategy_or_404)
def strategy_chain(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """The chain as a picture and as a list; ?from= walks both ways from one thing."""
    chain = chain_of(actor_in(request), strategy)
    chosen = chain.nodes.get(request.GET.get("from", ""))
    alt = _("The chain from evidence to measures. The list below says the same.")
    picture = chain_svg(chain, alt, is_right_to_left=runs_leftwards()) if chain.nodes else ""
    told = page_of(
        request,
        strategy,
        picture=picture,
        columns=_columns(chain),
        chosen=chosen,
        leads_to=_told(chain.reached(chosen.name, is_forward=True)) if chosen else [],
        comes_from=_told(chain.reached(chosen.name, is_forward=False)) if chosen else [],
        claims=_told(chain.claims_without_evidence),
        unused=_told(chain.evidence_without_measure),
    )
    return render(request, "strategies/chain.html", told)


@guarded(VIEW_PROGRAMME)
def strategy_evidence(
    request: HttpRequest, key: str, cited_kind: str, cited_id: UUID
) -> HttpResponse:
    """Where a piece of evidence is used: own strategies, and published ones of partners."""
    actor = actor_in(request)
    programme = programme_or_404(actor, key)
    found = cited_where(actor, programme.pk, cited_kind, cited_id)
    if not found:
        raise Http404
    citable = kind_of(cited_kind)
    thing = citable.find(actor, [cited_id]).get(cited_id) if citable else None
    told = about(request, programme, found=found, thing=thing, first=found[0],
                 kinds=dict(PartKind.choices))  # fmt: skip
    return render(request, "strategies/evidence.html", told)


def _columns(chain: Chain) -> list[dict[str, Any]]:
    return [
        {
            "heading": heading,
            "nodes": [
                {"node": node, "forward": chain.forward(node.name), "back": chain.back(node.name)}
                for node in nodes
            ],
        }
        for _column, heading, nodes in chain.columns()
    ]


def _told(nodes: list[Node]) -> list[Node]:
    """Evidence first, then the rest as it comes."""
    return sorted(nodes, key=lambda node: node.column != EVIDENCE)
