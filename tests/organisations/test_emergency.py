"""Looking past the locks: one person, a reason, three hours, and another pair of eyes."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused
from amir.core.models import AuditEvent
from amir.messages.models import Delivery
from amir.organisations.actions import (
    close_emergency,
    create_staff,
    dismiss,
    open_emergency,
    review_emergency,
)
from amir.organisations.models import Emergency, Membership
from amir.people.actions import register_person
from amir.people.models import Contact, Identity
from tests.consortium import Consortium, actor_of, signed_in

REASON = "He wrote that he will not see tomorrow."


@pytest.fixture
def yusuf(consortium: Consortium) -> UUID:
    elena = actor_of(consortium.elena)
    with acting_as(elena):
        return register_person(
            elena,
            organisation_id=consortium.casa.pk,
            preferred_name="Yusuf",
            language="ar",
            full_name="Yusuf Invented",
            phone="+393331234567",
        ).pk


@pytest.fixture
def opened(consortium: Consortium, yusuf: UUID) -> Iterator[Emergency]:
    sara = actor_of(consortium.sara)
    with acting_as(sara):
        return open_emergency(
            sara, organisation_id=consortium.casa.pk, subject_id=yusuf, reason=REASON
        )


def test_it_opens_contact_and_nothing_more(
    consortium: Consortium, yusuf: UUID, opened: Emergency
) -> None:
    with acting_as(actor_of(consortium.sara)):
        assert [c.phone for c in Contact.objects.filter(person_id=yusuf)] == ["+393331234567"]
        assert list(Identity.objects.filter(person_id=yusuf)) == []


def test_it_ends_by_itself_within_three_hours(consortium: Consortium, yusuf: UUID) -> None:
    sara = actor_of(consortium.sara)
    with acting_as(sara):
        emergency = open_emergency(
            sara, organisation_id=consortium.casa.pk, subject_id=yusuf, reason=REASON, hours=99
        )
    assert emergency.until - emergency.created_at <= timedelta(hours=3, seconds=1)


def test_a_second_person_is_told(consortium: Consortium, opened: Emergency) -> None:
    assert opened.told_id == consortium.dina


def test_closing_ends_the_look(consortium: Consortium, yusuf: UUID, opened: Emergency) -> None:
    sara = actor_of(consortium.sara)
    with acting_as(sara):
        close_emergency(sara, emergency=opened)
        assert list(Contact.objects.filter(person_id=yusuf)) == []


def test_nobody_reviews_their_own(consortium: Consortium, opened: Emergency) -> None:
    sara, dina = actor_of(consortium.sara), actor_of(consortium.dina)
    with acting_as(sara), pytest.raises(NotAllowed):
        review_emergency(sara, emergency=opened, verdict="right")
    with acting_as(dina):
        review_emergency(dina, emergency=opened, verdict="right", remark="Well done")
        with pytest.raises(Refused, match="already"):
            review_emergency(dina, emergency=opened, verdict="wrong")


def test_a_wrong_look_is_closed_by_its_review(
    consortium: Consortium, yusuf: UUID, opened: Emergency
) -> None:
    dina = actor_of(consortium.dina)
    with acting_as(dina):
        review_emergency(dina, emergency=opened, verdict="wrong")
    with acting_as(actor_of(consortium.sara)):
        assert list(Contact.objects.filter(person_id=yusuf)) == []


def test_a_person_of_another_organisation_stays_closed(consortium: Consortium, yusuf: UUID) -> None:
    nour = actor_of(consortium.nour)
    with acting_as(nour):
        stranger = register_person(
            nour, organisation_id=consortium.elsewhere.pk, preferred_name="Ali", language="ar"
        )
    sara = actor_of(consortium.sara)
    with acting_as(sara):
        with pytest.raises(Refused, match="Nobody here"):
            open_emergency(
                sara, organisation_id=consortium.casa.pk, subject_id=stranger.pk, reason=REASON
            )
        assert list(Contact.objects.filter(person_id=stranger.pk)) == []


def test_a_coordinator_elsewhere_opens_nothing(consortium: Consortium, yusuf: UUID) -> None:
    nour = actor_of(consortium.nour)
    with acting_as(nour), pytest.raises(NotAllowed):
        open_emergency(nour, organisation_id=consortium.casa.pk, subject_id=yusuf, reason=REASON)


def test_without_a_second_person_it_is_refused(consortium: Consortium, yusuf: UUID) -> None:
    ada, sara = actor_of(consortium.ada), actor_of(consortium.sara)
    with acting_as(ada):
        dismiss(ada, membership=Membership.objects.get(account_id=consortium.dina))
    with acting_as(sara), pytest.raises(Refused, match="Appoint a deputy"):
        open_emergency(sara, organisation_id=consortium.casa.pk, subject_id=yusuf, reason=REASON)


def test_the_person_can_see_that_somebody_looked(
    consortium: Consortium, yusuf: UUID, opened: Emergency
) -> None:
    signed_in(consortium.sara).get(f"/desk/emergencies/{opened.pk}/")
    with acting_as(actor_of(yusuf)):
        read = AuditEvent.objects.filter(act="read", table_name="people_contact")
        assert consortium.sara in set(read.values_list("actor_id", flat=True))


@pytest.mark.django_db(databases=["default", "aside"])
def test_pages_from_opening_to_review(consortium: Consortium, yusuf: UUID) -> None:
    sara, dina = signed_in(consortium.sara), signed_in(consortium.dina)
    answer = sara.post("/desk/emergencies/open/", {"phone": "+39 333 123 4567", "reason": REASON})
    assert answer.status_code == 302
    page = sara.get(answer["Location"]).content.decode()
    assert "+393331234567" in page
    seen = dina.get(answer["Location"]).content.decode()
    assert ("+393331234567" in seen, REASON in seen) == (False, True)
    done = dina.post(f"{answer['Location']}review/", {"verdict": "right"})
    assert done.status_code == 302
    assert signed_in(consortium.nour).get(answer["Location"]).status_code == 404
    assert signed_in(consortium.elena).get(answer["Location"]).status_code == 404


def test_message_to_the_second_person_names_nobody(consortium: Consortium, yusuf: UUID) -> None:
    ada, sara = actor_of(consortium.ada), actor_of(consortium.sara)
    with acting_as(ada):
        dismiss(ada, membership=Membership.objects.get(account_id=consortium.dina))
        deputy = create_staff(
            ada, organisation_id=consortium.casa.pk, role="safeguarding_deputy",
            shown_name="Mara", email="mara@example.org",
        )  # fmt: skip
    with acting_as(sara):
        open_emergency(sara, organisation_id=consortium.casa.pk, subject_id=yusuf, reason=REASON)
        sent = list(Delivery.objects.filter(account_id=deputy.account_id))
    assert [(each.template, each.channel) for each in sent] == [("emergency_opened", "mail")]


@pytest.mark.django_db(databases=["default", "aside"])
def test_partner_lead_who_was_told_opens_and_reviews_it(
    consortium: Consortium, yusuf: UUID
) -> None:
    """Where there is no deputy the partner lead is told, whose role opens no concerns."""
    ada, sara = actor_of(consortium.ada), actor_of(consortium.sara)
    with acting_as(ada):
        dismiss(ada, membership=Membership.objects.get(account_id=consortium.dina))
        told, other = (
            create_staff(
                ada, organisation_id=consortium.casa.pk, role="partner_lead", shown_name=name
            ).account_id
            for name in ("Mara", "Rosa")
        )
    with acting_as(sara):
        opened = open_emergency(
            sara, organisation_id=consortium.casa.pk, subject_id=yusuf, reason=REASON
        )
    assert opened.told_id == told
    address = f"/desk/emergencies/{opened.pk}/"
    page = signed_in(told).get(address)
    assert (page.status_code, REASON in page.content.decode()) == (200, True)
    assert "+393331234567" not in page.content.decode()
    assert signed_in(other).get(address).status_code == 404
    assert signed_in(told).post(f"{address}review/", {"verdict": "wrong"}).status_code == 302
    with acting_as(sara):
        assert Emergency.objects.get(pk=opened.pk).reviewed_by == told
        assert list(Contact.objects.filter(person_id=yusuf)) == []
