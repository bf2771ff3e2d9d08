"""Who runs a programme: its partners and their cohorts."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core.access.acting import acting_as
from amir.core.access.edges import close_edges
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.organisations.actions import appoint, create_organisation, create_staff
from amir.organisations.roles import PURPOSES
from amir.programmes.enums import PartnerRole
from amir.programmes.models import Cohort, Partner, Programme
from amir.programmes.queries import partner_organisations
from amir.programmes.rules import INVITE, OPEN_COHORT

from .checks import check_changes, check_days
from .programmes import open_programme


@transaction.atomic
def add_partner(
    actor: Actor,
    *,
    programme: Programme,
    organisation_id: UUID,
    role: str,
    name: str,
    country: str,
) -> Partner:
    """An organisation joins; everybody who works there sees the programme from now on."""
    check_changes(actor, programme)
    if not name.strip():
        raise Refused(_("Write the name of the partner."), field="name")
    partners = Partner.objects.filter(programme=programme)
    if partners.filter(partner_organisation_id=organisation_id).exists():
        raise Refused(_("This organisation is a partner already."), field="organisation_id")
    partner = Partner.objects.create(
        organisation_id=programme.organisation_id,
        programme=programme,
        partner_organisation_id=organisation_id,
        role=PartnerRole(role),
        name=name.strip(),
        country=country.upper(),
        order=partners.count(),
    )
    if organisation_id != programme.organisation_id:
        open_programme(programme, organisation_id)
    return partner


@transaction.atomic
def invite_partner(
    actor: Actor,
    *,
    programme: Programme,
    name: str,
    country: str,
    role: str,
    contact_name: str,
    contact_email: str,
) -> Partner:
    """A new organisation joins. Its contact becomes partner lead and administrator there."""
    if not may(actor, INVITE, programme):
        raise NotAllowed(_("Only the programme's coordinator invites partners."))
    # Nobody sits in a new organisation yet, so setting it up is the platform's act.
    setting_up = replace(actor, purpose="setup", granted=PURPOSES["setup"])
    with acting_as(setting_up):
        organisation = create_organisation(setting_up, name=name, country=country)
        lead = create_staff(
            setting_up,
            organisation_id=organisation.pk,
            role="partner_lead",
            shown_name=contact_name,
            email=contact_email,
        )
        appoint(
            setting_up,
            organisation_id=organisation.pk,
            account_id=lead.account_id,
            role="administrator",
            shown_name=contact_name,
        )
    return add_partner(
        actor,
        programme=programme,
        organisation_id=organisation.pk,
        role=role,
        name=organisation.name,
        country=country,
    )


@transaction.atomic
def remove_partner(actor: Actor, *, partner: Partner) -> None:
    """A partner leaves. What it ticked stays; it sees the programme's own pages no longer."""
    check_changes(actor, partner)
    if partner.partner_organisation_id == partner.organisation_id:
        raise Refused(_("The organisation that coordinates the programme cannot leave it."))
    close_edges(
        actor=partner.partner_organisation_id, kind="programme", subject=partner.programme_id
    )
    partner.delete()


@transaction.atomic
def open_cohort(
    actor: Actor,
    *,
    organisation_id: UUID,
    programme_id: UUID,
    name: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Cohort:
    """A group that a partner accompanies in the same months."""
    cohort = Cohort(
        organisation_id=organisation_id,
        programme_id=programme_id,
        name=name.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    if not may(actor, OPEN_COHORT, cohort):
        raise NotAllowed(_("Only a coordinator opens a cohort."))
    if organisation_id not in partner_organisations(programme_id):
        raise Refused(_("Your organisation is not a partner of this programme."))
    if not cohort.name:
        raise Refused(_("Give the cohort a name."), field="name")
    if starts_on and ends_on:
        check_days(starts_on, ends_on)
    cohort.save(force_insert=True)
    return cohort
