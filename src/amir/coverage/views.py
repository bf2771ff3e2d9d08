"""What the programme demands against what is there, partner by partner."""

from functools import partial
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from amir.core.guard import ActorRequest, guarded
from amir.kit.tables import Column, Table
from amir.programmes.models import Programme
from amir.programmes.queries import programme_or_404
from amir.programmes.rules import VIEW
from amir.programmes.wording import country_name

from .queries import Need, Standing, coverage_of, late_of


def _need(standing: Standing, place: int) -> Need:
    return standing.needs[place]


def _said(standing: Standing, place: int) -> str:
    need = _need(standing, place)
    return f"{need.there}/{need.wanted}"


def _missing(standing: Standing, place: int) -> str:
    return ", ".join(_need(standing, place).missing)


def _tone(standing: Standing, place: int) -> str:
    return "good" if _need(standing, place).is_met else "warn"


def _owed(standing: Standing) -> str:
    return f"{standing.done}/{standing.done + len(standing.open)}"


def _owed_tone(standing: Standing) -> str:
    if standing.late:
        return "bad"
    return "warn" if standing.open else "good"


LABELS = (_("Practices"), _("Themes"), _("Focus groups"), _("Kinds of groups"))
COVERAGE: Table = Table(
    key="programme_coverage",
    title=_("Coverage"),
    columns=[
        Column("partner", _("Partner"), lambda row: row.partner.name, kind="person"),
        Column("country", _("Country"), lambda row: country_name(row.partner.country)),
        *(
            Column(
                f"need{place}", label, partial(_said, place=place), kind="tag",
                tone=partial(_tone, place=place),
                note=partial(_missing, place=place),
            )
            for place, label in enumerate(LABELS)
        ),
        Column("deliverables", _("Deliverables"), _owed, kind="tag", tone=_owed_tone),
        Column("late", _("Late"), lambda row: ", ".join(d.title for d in row.late)),
    ],
    empty=_("Partners of the programme stand here."),
)  # fmt: skip


@guarded(VIEW, load=programme_or_404)
def programme_coverage(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The table, who is late, and the one calendar."""
    actor = cast(ActorRequest, request).actor
    request.programme = programme  # type: ignore[attr-defined]  # for the funder's statement
    rows = coverage_of(actor, programme)
    shown = COVERAGE.show(request, rows)
    told = {
        "programme": programme, "table": shown, "late": late_of(rows),
        "whole": sum(row.is_whole for row in rows), "count": len(rows),
    }  # fmt: skip
    return shown.download or render(request, "coverage/coverage.html", told)
