"""Evidence through the API."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from amir.core.api import ERRORS, Needs, Page, Paging, Text, actor_of, demand, once, page
from amir.programmes.queries import programme_or_404
from amir.programmes.rules import VIEW as SEE_PROGRAMME

from . import actions, queries
from .intake import read_typed
from .models import FocusGroup, GroupStatus, Incoming, PublishedQuote
from .rules import VIEW, WRITE
from .schemas import (
    CoderAgreementOut,
    ExcerptCodesIn,
    ExcerptIn,
    ExcerptOut,
    FocusGroupIn,
    FocusGroupLine,
    FocusGroupOut,
    GroupFactsIn,
    GroupStepIn,
    GroupTextIn,
    GroupTextOut,
    MadeHereOut,
    QuoteLine,
    ThemeLine,
)

router = Router(tags=["evidence"])


def _lines(rows: list[GroupStatus]) -> list[dict[str, Any]]:
    names = ("organisation_id", "country", "kind", "state", "held_on")
    return [
        {"id": row.group_id, "label": f"{row.country}-FG{row.number}"}
        | {name: getattr(row, name) for name in names}
        for row in rows
    ]


@router.get(
    "/programmes/{key}/focus-groups",
    auth=Needs(SEE_PROGRAMME),
    response={200: Page[FocusGroupLine], **ERRORS},
)
def list_focus_groups(request: HttpRequest, key: Text, wanted: Query[Paging]) -> dict[str, Any]:
    """Every focus group of a programme: country, kind, state."""
    actor = actor_of(request)
    programme = programme_or_404(actor, key)
    demand(actor, SEE_PROGRAMME, programme)
    return page(queries.statuses_of(programme.pk), wanted, _lines)


@router.post(
    "/programmes/{key}/focus-groups", auth=Needs(WRITE), response={200: MadeHereOut, **ERRORS}
)
def plan_focus_group(request: HttpRequest, key: Text, sent: FocusGroupIn) -> dict[str, Any]:
    """Plan a focus group; it gets the next number of its country."""
    actor = actor_of(request)
    desk = queries.desk_or_404(actor, key)
    told = sent.dict(exclude={"form_id"})
    return {"id": once(request, sent, lambda: actions.plan_group(actor, desk=desk, **told))}


@router.get("/focus-groups/{group_id}", auth=Needs(VIEW), response={200: FocusGroupOut, **ERRORS})
def show_focus_group(request: HttpRequest, group_id: UUID) -> dict[str, Any]:
    """A focus group of one's own organisation."""
    group = queries.group_or_404(actor_of(request), group_id)
    names = ("id", "label", "kind", "state", "country", "place", "language", "held_on", "people",
             "counts", "summary")  # fmt: skip
    texts = [text.pk for text in queries.texts_of(group)]
    return {name: getattr(group, name) for name in names} | {"texts": texts}


def _own(request: HttpRequest, group_id: UUID) -> FocusGroup:
    group = queries.group_or_404(actor_of(request), group_id)
    demand(actor_of(request), WRITE, group)
    return group


@router.post(
    "/focus-groups/{group_id}/facts", auth=Needs(WRITE), response={200: MadeHereOut, **ERRORS}
)
def record_group_facts(request: HttpRequest, group_id: UUID, sent: GroupFactsIn) -> dict[str, Any]:
    """Write down how it went: numbers only."""
    actor, group = actor_of(request), _own(request, group_id)
    told = sent.dict(exclude={"form_id"})
    once(request, sent, lambda: actions.record_facts(actor, group=group, **told))
    return {"id": group.pk}


@router.post(
    "/focus-groups/{group_id}/step", auth=Needs(WRITE), response={200: MadeHereOut, **ERRORS}
)
def take_group_step(request: HttpRequest, group_id: UUID, sent: GroupStepIn) -> dict[str, Any]:
    """Take a step of the lifecycle, such as `publish`."""
    actor, group = actor_of(request), _own(request, group_id)
    once(request, sent, lambda: actions.take_step(actor, group=group, step=sent.step))
    return {"id": group.pk}


@router.post(
    "/focus-groups/{group_id}/texts", auth=Needs(WRITE), response={200: GroupTextOut, **ERRORS}
)
def bring_group_text(request: HttpRequest, group_id: UUID, sent: GroupTextIn) -> dict[str, Any]:
    """Bring a text. If something in it looks like a name, it waits for a decision on its page."""
    actor, group = actor_of(request), _own(request, group_id)
    paragraphs = read_typed(sent.text)
    bring = partial(actions.bring_text, actor, group=group, kind=sent.kind, language=sent.language)
    made = once(request, sent, lambda: bring(paragraphs=paragraphs))
    return {"id": made, "waits_for_decision": Incoming.objects.filter(pk__in=[made]).exists()}


@router.get(
    "/focus-groups/{group_id}/excerpts",
    auth=Needs(VIEW),
    response={200: Page[ExcerptOut], **ERRORS},
)
def list_excerpts(request: HttpRequest, group_id: UUID, wanted: Query[Paging]) -> dict[str, Any]:
    """The excerpts of a group of one's own organisation."""
    actor = actor_of(request)
    group = queries.group_or_404(actor, group_id)
    rows = queries.excerpts_visible_to(actor).filter(group=group)

    def shown(found: list[Any]) -> list[dict[str, Any]]:
        codes = queries.coded(found)
        names = ("id", "number", "text", "translation", "approved_on")
        return [
            {name: getattr(row, name) for name in names}
            | {"codes": [code.name for code in codes.get(row.pk, [])]}
            for row in found
        ]

    return page(rows, wanted, shown)


@router.post(
    "/focus-group-texts/{text_id}/excerpts",
    auth=Needs(WRITE),
    response={200: MadeHereOut, **ERRORS},
)
def mark_excerpt(request: HttpRequest, text_id: UUID, sent: ExcerptIn) -> dict[str, Any]:
    """Mark a piece of a text."""
    actor = actor_of(request)
    text = queries.text_or_404(actor, text_id)
    demand(actor, WRITE, text)
    told = sent.dict(exclude={"form_id"})
    made = once(request, sent, lambda: actions.make_excerpt(actor, transcript=text, **told))
    return {"id": made}


@router.post(
    "/excerpts/{excerpt_id}/codes", auth=Needs(WRITE), response={200: MadeHereOut, **ERRORS}
)
def code_excerpt(request: HttpRequest, excerpt_id: UUID, sent: ExcerptCodesIn) -> dict[str, Any]:
    """Say which codes fit an excerpt; replaces what one said before."""
    actor = actor_of(request)
    excerpt = queries.excerpt_or_404(actor, excerpt_id)
    demand(actor, WRITE, excerpt)
    programme = queries.programme_of(excerpt.programme_id)
    book = queries.book_or_404(actor, programme, sent.codebook_id)
    made = once(
        request,
        sent,
        lambda: actions.judge(actor, excerpt=excerpt, book=book, codes=sent.codes),
    )
    return {"id": made}


def _quotes(rows: list[PublishedQuote]) -> list[dict[str, Any]]:
    names = ("id", "label", "country", "text", "language", "translation", "codes", "themes",
             "facets")  # fmt: skip
    return [
        {name: getattr(row, name) for name in names} | {"group": row.group_label} for row in rows
    ]


@router.get(
    "/programmes/{key}/quotes",
    auth=Needs(SEE_PROGRAMME),
    response={200: Page[QuoteLine], **ERRORS},
)
def list_quotes(
    request: HttpRequest,
    key: Text,
    wanted: Query[Paging],
    country: Text = "",
    theme: Text = "",
    facet: Text = "",
) -> dict[str, Any]:
    """Approved quotes of published groups; each leads to the number of its group."""
    actor = actor_of(request)
    programme = programme_or_404(actor, key)
    demand(actor, SEE_PROGRAMME, programme)
    rows = queries.published_quotes(programme.pk, country=country, theme=theme, facet=facet)
    return page(rows, wanted, _quotes)


@router.get(
    "/programmes/{key}/themes-by-country",
    auth=Needs(SEE_PROGRAMME),
    response={200: list[ThemeLine], **ERRORS},
)
def show_themes_by_country(request: HttpRequest, key: Text) -> list[dict[str, Any]]:
    """Theme by country: the published groups that spoke of it. The unit is the group."""
    actor = actor_of(request)
    programme = programme_or_404(actor, key)
    demand(actor, SEE_PROGRAMME, programme)
    tally = queries.themes_by_country(programme.pk)
    return [{"theme": t.key, "groups": tally.groups[t.key]} for t in tally.themes]


@router.get(
    "/programmes/{key}/codebooks/{book_id}/agreement",
    auth=Needs(VIEW),
    response={200: list[CoderAgreementOut], **ERRORS},
)
def show_coder_agreement(request: HttpRequest, key: Text, book_id: UUID) -> list[dict[str, Any]]:
    """Percentage and Cohen's kappa of each pair of coders, per code and over all codes."""
    actor = actor_of(request)
    desk = queries.desk_or_404(actor, key)
    demand(actor, VIEW, desk)
    book = queries.book_or_404(actor, desk.programme, book_id)
    names = ("both", "only_first", "only_second", "neither", "share", "kappa")
    return [
        {
            "first": found.first,
            "second": found.second,
            "excerpts": found.excerpts,
            "lines": [
                {"code": code} | {name: getattr(counts, name) for name in names}
                for code, counts in [*found.codes.items(), (None, found.overall)]
            ],
        }
        for found in queries.agreements(actor, book)
    ]
