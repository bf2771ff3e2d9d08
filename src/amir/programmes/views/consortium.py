"""Partners and cohorts."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.sending import sent
from amir.kit.tables import Column, Table
from amir.kit.toast import toast
from amir.organisations.queries import organisations_visible_to

from ..actions import add_partner, invite_partner, open_cohort, remove_partner
from ..forms import CohortForm, NewPartnerForm, PartnerForm
from ..models import Partner, Programme
from ..queries import (
    cohorts_visible_to,
    members_of,
    partner_organisations,
    programme_or_404,
)
from ..rules import CHANGE, INVITE, OPEN_COHORT, VIEW
from ..wording import country_name
from .overview import actor_of, page_of

PARTNERS = Table(
    key="programme_partners",
    title=gettext_lazy("Partners"),
    columns=[
        Column(
            "name",
            gettext_lazy("Partner"),
            sort="name",
            kind="person",
            link=lambda partner: reverse(
                "programme_partner", args=[partner.programme.key, partner.pk]
            ),
        ),
        Column("country", gettext_lazy("Country"), lambda p: country_name(p.country), "country"),
        Column(
            "role",
            gettext_lazy("Role"),
            "get_role_display",
            sort="role",
            kind="tag",
            tone=lambda p: "accent" if p.role == "coordinator" else "neutral",
        ),
    ],
    search=["name"],
)
COHORTS = Table(
    key="programme_cohorts",
    title=gettext_lazy("Cohorts"),
    columns=[
        Column("name", gettext_lazy("Cohort"), sort="name"),
        Column("starts_on", gettext_lazy("First day"), sort="starts_on", kind="date"),
        Column("ends_on", gettext_lazy("Last day"), sort="ends_on", kind="date"),
    ],
    search=["name"],
    empty=gettext_lazy("A cohort is a group that you accompany in the same months."),
)


def partner_or_404(actor: Actor, key: str, partner_id: UUID) -> Partner:
    """A partner of a programme that the actor works in."""
    programme = programme_or_404(actor, key)
    partner = members_of(programme).filter(pk=partner_id).select_related("programme").first()
    if partner is None:
        raise Http404
    return partner


@guarded(VIEW, load=programme_or_404)
def programme_partners(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Who runs the programme."""
    shown = PARTNERS.show(request, members_of(programme).select_related("programme"))
    return shown.download or render(
        request, "programmes/partners.html", page_of(request, programme, table=shown)
    )


@guarded(VIEW, load=partner_or_404)
def programme_partner(request: HttpRequest, partner: Partner) -> HttpResponse:
    """One partner."""
    shown = page_of(request, partner.programme, partner=partner)
    return render(request, "programmes/partner.html", shown)


@guarded(CHANGE, load=programme_or_404, methods=("GET", "POST"))
def partner_add(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Take in an organisation that is here already."""
    organisations = organisations_visible_to(actor_of(request))
    taken = members_of(programme).values("partner_organisation_id")
    free = organisations.exclude(pk__in=taken)
    form = PartnerForm(request.POST or None, organisations=free)

    def act(organisation_id: Any, role: str) -> None:
        add_partner(
            actor_of(request),
            programme=programme,
            organisation_id=organisation_id.pk,
            role=role,
            name=organisation_id.name,
            country=organisation_id.country,
        )

    if sent(request, form, act):
        toast(request, _("The partner is added."))
        return redirect("programme_partners", key=programme.key)
    return render(request, "programmes/partner_add.html", page_of(request, programme, form=form))


@guarded(INVITE, load=programme_or_404, methods=("GET", "POST"))
def partner_invite(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Set up a new organisation as a partner."""
    form = NewPartnerForm(request.POST or None)

    def act(**told: Any) -> None:
        invite_partner(actor_of(request), programme=programme, **told)

    if sent(request, form, act):
        toast(request, _("The partner is invited. Tell them to sign in with that e-mail."))
        return redirect("programme_partners", key=programme.key)
    return render(request, "programmes/partner_invite.html", page_of(request, programme, form=form))


@guarded(CHANGE, load=partner_or_404, methods=("POST",))
def partner_remove(request: HttpRequest, partner: Partner) -> HttpResponse:
    """A partner leaves."""
    try:
        remove_partner(actor_of(request), partner=partner)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    else:
        toast(request, _("The partner left the programme."))
    return redirect("programme_partners", key=partner.programme.key)


@guarded(VIEW, load=programme_or_404)
def programme_cohorts(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The cohorts of the actor's organisations."""
    shown = COHORTS.show(request, cohorts_visible_to(actor_of(request), programme.pk))
    told = page_of(request, programme, table=shown, may_open=bool(_opening(request, programme)))
    return shown.download or render(request, "programmes/cohorts.html", told)


@guarded(OPEN_COHORT, methods=("GET", "POST"))
def cohort_open(request: HttpRequest, key: str) -> HttpResponse:
    """Open a cohort for the actor's organisation."""
    programme = programme_or_404(actor_of(request), key)
    organisations = _opening(request, programme)
    if not organisations:
        raise Http404
    form = CohortForm(request.POST or None)

    def act(**told: Any) -> None:
        open_cohort(
            actor_of(request),
            organisation_id=organisations[0],
            programme_id=programme.pk,
            **told,
        )

    if sent(request, form, act):
        toast(request, _("The cohort is open."))
        return redirect("programme_cohorts", key=programme.key)
    return render(request, "programmes/cohort_open.html", page_of(request, programme, form=form))


def _opening(request: HttpRequest, programme: Programme) -> list[UUID]:
    """Partner organisations for which the actor opens cohorts."""
    mine = actor_of(request).organisations_where(OPEN_COHORT)
    return [each for each in partner_organisations(programme.pk) if each in mine]
