"""What partners see, how far coders agree, and the files of other programs."""

from typing import Any

from django.db.models import Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.guard import guarded
from amir.kit.charts import Heat
from amir.kit.sending import sent
from amir.kit.toast import toast
from amir.programmes.models import Programme
from amir.programmes.queries import partners_of, programme_or_404, setting_of, themes_of
from amir.programmes.rules import VIEW as SEE_PROGRAMME

from .. import actions
from ..enums import BREAKDOWNS
from ..exports import project_file
from ..forms import LABELS
from ..forms_coding import BringProjectForm
from ..models import FocusGroup, PublishedGroup
from ..queries import (
    Desk,
    agreement_between,
    books_visible_to,
    chosen_or_none,
    coding_book,
    desk_or_404,
    focus_groups_visible_to,
    group_or_404,
    programme_of,
    published_group_or_404,
    published_groups,
    published_quotes,
    statuses_of,
    themes_by_country,
)
from ..refi import read_project
from ..rules import GOOD_KAPPA, SMALL_COUNT, VIEW, WRITE
from ..tables import GROUPS, Line, quotes_table
from .shared import actor_in, names_for, page_of


@guarded(SEE_PROGRAMME, load=programme_or_404)
def programme_evidence(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Every group of the programme: own ones with their drafts, others as far as published."""
    actor = actor_in(request)
    own = {each.pk: each for each in focus_groups_visible_to(actor, programme.pk)}
    shared = {each.group_id: each for each in published_groups(programme.pk)}
    partners = {p.partner_organisation_id: p.name for p in partners_of(programme)}
    lines = [
        Line(programme.key, row, partners.get(row.organisation_id, ""), own.get(row.group_id),
             shared.get(row.group_id))
        for row in statuses_of(programme.pk)
    ]  # fmt: skip
    shown = GROUPS.show(request, lines)
    if shown.download:
        return shown.download
    mine = partners.keys() & set(actor.organisations_where(VIEW))
    told = page_of(request, programme, None, table=shown, is_writing=bool(mine))
    return render(request, "evidence/evidence.html", told)


@guarded(SEE_PROGRAMME, load=programme_or_404)
def quotes(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Approved quotes of published groups."""
    rows = published_quotes(programme.pk, theme=request.GET.get("theme", "")[:40])
    rows = rows.annotate(key=Value(programme.key))
    themes = {theme.key: theme.name.text for theme in themes_of(programme.pk)}
    shown = quotes_table(themes).show(request, rows)
    if shown.download:
        return shown.download
    return render(request, "evidence/quotes.html", page_of(request, programme, None, table=shown))


@guarded(SEE_PROGRAMME, load=programme_or_404)
def themes(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Themes by country: in how many groups each came up."""
    tally = themes_by_country(programme.pk)
    names = [theme.name.text for theme in tally.themes]
    chart = Heat(
        finding=_("How many groups spoke of each theme"), rows=names, columns=tally.countries,
        values=tally.figures, corner=_("Theme"),
    )  # fmt: skip
    told = page_of(request, programme, None, tally=tally, chart=chart, groups=_by_theme(tally))
    return render(request, "evidence/themes.html", told)


def _by_theme(tally: Any) -> list[tuple[Any, list[str]]]:
    """(theme, labels of the groups that spoke of it)."""
    return [
        (theme, [label for c in tally.countries for label in tally.groups[theme.key][c]])
        for theme in tally.themes
    ]


def load_published(actor: Actor, key: str, label: str) -> PublishedGroup:
    """A published group by its number. Raises Http404."""
    return published_group_or_404(actor, programme_or_404(actor, key), label)


@guarded(SEE_PROGRAMME, load=load_published)
def published(request: HttpRequest, group: PublishedGroup) -> HttpResponse:
    """Facts and quotes of a published group."""
    programme = programme_of(group.programme_id)
    names = {theme.key: theme.name.text for theme in themes_of(programme.pk)}
    least = setting_of(programme.pk, SMALL_COUNT)
    fewer = _("fewer than {number}").format(number=least)
    counts = [
        (LABELS[name], [(label, fewer if number is None else number)
                        for value, label in parts.choices
                        if (number := group.counts[name].get(value, 0)) != 0])
        for name, parts in BREAKDOWNS.items()
        if group.counts.get(name)
    ]  # fmt: skip
    told = page_of(
        request, programme, None, group=group, counts=counts, quotes=list(group.quotes.all()),
        said=[(each["code"], names.get(each["theme"], "")) for each in group.said],
    )  # fmt: skip
    return render(request, "evidence/published.html", told)


@guarded(VIEW, load=desk_or_404)
def agreement(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Percentage and kappa of two coders, per code and over all."""
    actor, programme = actor_in(request), desk.programme
    book = coding_book(actor, programme, chosen_or_none(request.GET.get("book", "")))
    asked = [chosen_or_none(each) for each in request.GET.get("pair", "").split(",")]
    wanted = (asked[0], asked[1]) if len(asked) == 2 and all(asked) else None
    told: dict[str, Any] = {"book": book, "books": list(books_visible_to(actor, programme))}
    if book is not None:
        pairs, found, codes = agreement_between(actor, book, wanted)  # type: ignore[arg-type]
        names = names_for(actor, {who for pair in pairs for who in pair})
        address = reverse("evidence_agreement", args=[programme.key])
        told |= {
            "pairs": [
                (f"{names[a]} – {names[b]}", f"{address}?book={book.pk}&pair={a},{b}")
                for a, b in pairs
            ],
            "found": found,
            "names": names,
            "lines": [(code, found.codes[code.pk]) for code in codes] if found else [],
            "good": setting_of(programme.pk, GOOD_KAPPA) / 100,
        }
    return render(request, "evidence/agreement.html", page_of(request, programme, desk, **told))


@guarded(VIEW, load=desk_or_404)
def project(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All own groups of the programme as REFI-QDA (.qdpx)."""
    content = project_file(actor_in(request), desk.programme)
    response = HttpResponse(content, content_type="application/zip")
    name = f"{slugify(desk.programme.name) or 'project'}.qdpx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@guarded(WRITE, load=group_or_404, methods=("GET", "POST"))
def bring(request: HttpRequest, group: FocusGroup) -> HttpResponse:
    """Bring a project that another program wrote into a group."""
    actor = actor_in(request)
    programme = programme_of(group.programme_id)
    held = {"language": group.language}
    form = BringProjectForm(request.POST or None, request.FILES or None, initial=held)

    def act(file: Any, language: str, names_are_fine: bool) -> None:
        found = read_project(file.read())
        actions.bring_project(
            actor, desk=desk_or_404(actor, programme.key), group=group, project=found,
            language=language, names_are_fine=names_are_fine,
        )  # fmt: skip
        if found.left_out:
            said = _("{count} things in the file are no text and were left out.")
            toast(request, said.format(count=found.left_out), kind="warn")

    if sent(request, form, act):
        toast(request, _("The project is there."))
        return redirect("evidence_group", group_id=group.pk)
    told = page_of(request, programme, group, form=form, group=group,
                   heading=_("Bring a project of another program"))  # fmt: skip
    return render(request, "evidence/group_form.html", told)
