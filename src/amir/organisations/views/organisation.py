"""The organisation's own details and who works in it."""

from collections import defaultdict
from typing import Any, cast
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.core.permissions import may
from amir.kit.sending import sent
from amir.kit.tables import Column, Table
from amir.kit.toast import toast

from ..actions import (
    appoint,
    change_organisation,
    create_staff,
    dismiss,
    switch_off,
    switch_on,
)
from ..forms import ColleagueForm, OrganisationForm, RoleForm, SwitchOffForm
from ..models import Membership, Organisation
from ..queries import (
    account_of,
    colleagues_visible_to,
    membership_or_404,
    own_organisation_or_404,
    own_organisations,
)
from ..roles import ROLES
from ..rules import CHANGE, MANAGE_STAFF, VIEW_COLLEAGUES

COLLEAGUES = Table(
    key="colleagues",
    title=gettext_lazy("Colleagues"),
    order="shown_name",
    columns=[
        Column(
            "shown_name",
            gettext_lazy("Name"),
            sort="shown_name",
            kind="person",
            link=lambda membership: reverse("colleague", args=[membership.pk]),
        ),
        Column(
            "role",
            gettext_lazy("Role"),
            lambda membership: ROLES[membership.role].label,
            sort="role",
            kind="tag",
        ),
        Column(
            "since",
            gettext_lazy("Since"),
            lambda membership: clock.day_of(membership.since),
            sort="since",
            kind="date",
        ),
    ],
    search=["shown_name"],
    empty=gettext_lazy("Nobody works here yet."),
)


def actor_of(request: HttpRequest) -> Actor:
    """Who acts."""
    return cast(ActorRequest, request).actor


@guarded("web.desk")
def organisation_own(request: HttpRequest) -> HttpResponse:
    """The actor's organisation; with several, a choice."""
    organisations = list(own_organisations(actor_of(request)))
    if len(organisations) == 1:
        return redirect("organisation", organisation_id=organisations[0].pk)
    return render(request, "organisations/choice.html", {"organisations": organisations})


@guarded("web.desk", load=own_organisation_or_404)
def organisation(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Details, colleagues, and what each role may do."""
    actor = actor_of(request)
    colleagues = colleagues_visible_to(actor).filter(organisation_id=organisation.pk)
    if not may(actor, VIEW_COLLEAGUES, organisation):
        colleagues = colleagues.filter(Q(account_id=actor.account_id))
    shown = COLLEAGUES.show(request, colleagues)
    if shown.download:
        return shown.download
    may_manage = may(actor, MANAGE_STAFF, organisation)
    held: dict[str, int] = defaultdict(int)
    for role in colleagues.values_list("role", flat=True):
        held[role] += 1
    context = {
        "organisation": organisation,
        "table": shown,
        "roles": [(role, held[name]) for name, role in ROLES.items() if held[name] or may_manage],
        "may_change": may(actor, CHANGE, organisation),
        "may_manage": may_manage,
    }
    return render(request, "organisations/organisation.html", context)


@guarded(CHANGE, load=own_organisation_or_404, methods=("GET", "POST"))
def organisation_edit(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Change the details."""
    form = OrganisationForm(request.POST or None, organisation=organisation)

    def act(**changed: Any) -> None:
        change_organisation(actor_of(request), organisation=organisation, **changed)

    if sent(request, form, act):
        toast(request, _("The details are changed."))
        return redirect("organisation", organisation_id=organisation.pk)
    context = {"organisation": organisation, "form": form}
    return render(request, "organisations/edit.html", context)


@guarded(MANAGE_STAFF, load=own_organisation_or_404, methods=("GET", "POST"))
def colleague_invite(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """A new colleague with a first role."""
    form = ColleagueForm(request.POST or None)

    def act(**told: Any) -> None:
        create_staff(actor_of(request), organisation_id=organisation.pk, **told)

    if sent(request, form, act):
        toast(request, _("The colleague can sign in now, with that e-mail."))
        return redirect("organisation", organisation_id=organisation.pk)
    context = {"organisation": organisation, "form": form, "roles": ROLES.values()}
    return render(request, "organisations/colleague_invite.html", context)


@guarded(VIEW_COLLEAGUES, load=membership_or_404)
def colleague(request: HttpRequest, membership: Membership) -> HttpResponse:
    """A colleague and their roles."""
    actor = actor_of(request)
    roles = colleagues_visible_to(actor).filter(
        organisation_id=membership.organisation_id, account_id=membership.account_id
    )
    context = {
        "membership": membership,
        "held": [(each, ROLES[each.role].label) for each in roles],
        "may_manage": may(actor, MANAGE_STAFF, membership),
        "is_oneself": membership.account_id == actor.account_id,
        "account": account_of(membership),
    }
    return render(request, "organisations/colleague.html", context)


@guarded(MANAGE_STAFF, load=membership_or_404, methods=("GET", "POST"))
def colleague_appoint(request: HttpRequest, membership: Membership) -> HttpResponse:
    """One role more."""
    form = RoleForm(request.POST or None)

    def act(role: str) -> None:
        appoint(
            actor_of(request),
            organisation_id=membership.organisation_id,
            account_id=membership.account_id,
            role=role,
            shown_name=membership.shown_name,
        )

    if sent(request, form, act):
        toast(request, _("The role is given."))
        return redirect("colleague", membership_id=membership.pk)
    context = {"membership": membership, "form": form}
    return render(request, "organisations/colleague_appoint.html", context)


@guarded(MANAGE_STAFF, load=membership_or_404, methods=("GET", "POST"))
def colleague_switch_off(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Let a colleague not sign in any more."""
    form = SwitchOffForm(request.POST or None)

    def act(why: str) -> None:
        switch_off(actor_of(request), membership=membership, why=why)

    if sent(request, form, act):
        toast(request, _("The account is switched off. Whoever is signed in is out now."))
        return redirect("colleague", membership_id=membership.pk)
    context = {"membership": membership, "form": form}
    return render(request, "organisations/colleague_switch_off.html", context)


@guarded(MANAGE_STAFF, load=membership_or_404, methods=("POST",))
def colleague_switch_on(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Let a colleague sign in again."""
    try:
        switch_on(actor_of(request), membership=membership)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    else:
        toast(request, _("The account is switched on again."))
    return redirect("colleague", membership_id=membership.pk)


@guarded(MANAGE_STAFF, load=membership_or_404, methods=("POST",))
def colleague_dismiss(request: HttpRequest, membership: Membership) -> HttpResponse:
    """End a role."""
    organisation_id: UUID = membership.organisation_id
    try:
        dismiss(actor_of(request), membership=membership)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    else:
        toast(request, _("The role has ended."))
    return redirect("organisation", organisation_id=organisation_id)
