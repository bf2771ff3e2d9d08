"""Roles open what they open, and close it again."""

from uuid import uuid4

import pytest

from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import all_permissions
from amir.organisations.actions import (
    appoint,
    change_organisation,
    create_organisation,
    create_staff,
    dismiss,
)
from amir.organisations.models import Membership
from amir.organisations.roles import PURPOSES, ROLES
from amir.people.actions import register_person
from amir.people.models import Person
from tests.consortium import SETUP, Consortium, actor_of


def test_every_permission_of_a_role_is_declared_by_a_room() -> None:
    named = set().union(*(role.permissions for role in ROLES.values()), *PURPOSES.values())
    assert named - all_permissions().keys() == set()


def test_coordinator_sees_the_people_of_the_organisation_until_dismissed(
    consortium: Consortium,
) -> None:
    elena, ada = actor_of(consortium.elena), actor_of(consortium.ada)
    with acting_as(elena):
        register_person(
            elena, organisation_id=consortium.casa.pk, preferred_name="Yusuf", language="ar"
        )
        before = Person.objects.count()
    with acting_as(ada):
        membership = Membership.objects.get(account_id=consortium.elena)
        dismiss(ada, membership=membership)
    with acting_as(elena):
        # Only her own record is left.
        assert (before, Person.objects.count()) == (6, 1)
    assert actor_of(consortium.elena).seats == ()


def test_areas_of_another_role_stay_open(consortium: Consortium) -> None:
    ada = actor_of(consortium.ada)
    with acting_as(ada):
        appoint(ada, organisation_id=consortium.casa.pk, account_id=consortium.elena,
                role="safeguarding_deputy", shown_name="Elena")  # fmt: skip
        dismiss(ada, membership=Membership.objects.get(account_id=consortium.elena,
                                                       role="coordinator"))  # fmt: skip
    elena = actor_of(consortium.elena)
    assert elena.roles() == {"safeguarding_deputy"}
    with acting_as(elena):
        # "work" shows colleagues, "people" would show them as persons.
        assert Membership.objects.filter(account_id=consortium.carla).count() == 1
        assert Person.objects.exclude(pk=consortium.elena).count() == 0


def test_only_administrators_give_roles(consortium: Consortium) -> None:
    elena = actor_of(consortium.elena)
    with acting_as(elena), pytest.raises(NotAllowed):
        appoint(elena, organisation_id=consortium.casa.pk, account_id=consortium.elena,
                role="administrator", shown_name="Elena")  # fmt: skip


def test_administrators_give_no_roles_elsewhere(consortium: Consortium) -> None:
    ada = actor_of(consortium.ada)
    with acting_as(ada), pytest.raises(NotAllowed):
        create_staff(ada, organisation_id=consortium.asyl.pk, role="administrator",
                     shown_name="Ada")  # fmt: skip


def test_a_role_is_given_once(consortium: Consortium) -> None:
    ada = actor_of(consortium.ada)
    with acting_as(ada), pytest.raises(Refused, match="already"):
        appoint(ada, organisation_id=consortium.casa.pk, account_id=consortium.elena,
                role="coordinator", shown_name="Elena")  # fmt: skip


def test_last_administrator_stays(consortium: Consortium) -> None:
    ada = actor_of(consortium.ada)
    with acting_as(ada), pytest.raises(Refused, match="last administrator"):
        dismiss(ada, membership=Membership.objects.get(account_id=consortium.ada))
    assert actor_of(consortium.ada).roles() == {"administrator"}


def test_administrator_brings_a_colleague_without_seeing_persons(consortium: Consortium) -> None:
    ada = actor_of(consortium.ada)
    with acting_as(ada):
        create_staff(ada, organisation_id=consortium.casa.pk, role="coordinator",
                     shown_name="Sofia", email="sofia@example.org")  # fmt: skip
        assert Person.objects.exclude(pk=consortium.ada).count() == 0


def test_details_are_changed_by_administrators_only(consortium: Consortium) -> None:
    ada, elena = actor_of(consortium.ada), actor_of(consortium.elena)
    with acting_as(elena), pytest.raises(NotAllowed):
        change_organisation(elena, organisation=consortium.casa, name="Ours")
    with acting_as(ada):
        change_organisation(ada, organisation=consortium.casa, help_phone="+39051000000")
        consortium.casa.refresh_from_db()
    assert consortium.casa.help_phone == "+39051000000"


def test_organisations_are_made_by_the_platform_only(consortium: Consortium) -> None:
    ada = actor_of(consortium.ada)
    with acting_as(ada), pytest.raises(NotAllowed):
        create_organisation(ada, name="Second", country="IT")
    with acting_as(SETUP):
        made = create_organisation(SETUP, name="Third", country="it", organisation_id=uuid4())
    assert made.country == "IT"
