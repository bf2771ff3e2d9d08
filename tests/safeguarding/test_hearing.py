"""Who can be told of a concern, and how those who read it learn that one has come."""

from collections import Counter
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings as django_settings
from django.test import Client

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor, platform
from amir.core.errors import Refused
from amir.core.models import AuditEvent
from amir.messages.models import Delivery
from amir.organisations.actions import create_staff
from amir.participants.models import Participant
from amir.people.models import Contact, Person
from amir.safeguarding.actions import report_concern, reporting
from amir.safeguarding.models import Concern
from tests.consortium import SETUP, Consortium, actor_of, also, signed_in

from .test_views import concerns, walk

pytestmark = pytest.mark.django_db(databases=["default", "aside"])
WORDS = "My mentor asks me for money"
ANONYMOUS = [{"urgency": "soon"}, {"reach": "anonymous"}, {"text": WORDS}]
NOBODY = (
    "Nobody at this organisation reads concerns yet. Please tell another organisation. "
    "In danger, call 112."
)


@pytest.fixture
def addressed(world: Consortium) -> set[UUID]:
    """A lead and a deputy of Casa with an address; others with one do not read concerns."""
    made = {}
    with acting_as(SETUP):
        for name, organisation, role in (
            ("lia", world.casa, "safeguarding_lead"),
            ("dua", world.casa, "safeguarding_deputy"),
            ("eva", world.casa, "coordinator"),
            ("leo", world.asyl, "safeguarding_lead"),
        ):
            made[name] = create_staff(
                SETUP, organisation_id=organisation.pk, role=role, shown_name=name.title(),
                email=f"{name}@example.org",
            ).account_id  # fmt: skip
    return {made["lia"], made["dua"]}


def mails() -> list[tuple[object, str, str, str]]:
    with acting_as(platform("sending")):
        rows = Delivery.objects.order_by("created_at")
        return [
            (row.account_id, row.channel, row.template, row.letter.open() if row.letter else "")
            for row in rows
        ]


def test_lead_and_deputy_are_mailed_and_the_mail_says_nothing(
    world: Consortium, addressed: set[UUID], yusuf: Participant
) -> None:
    himself = Actor(account_id=yusuf.person_id)
    with acting_as(himself):
        report_concern(himself, organisation_id=world.casa.pk, text=WORDS, urgency="now")
    link = f"{django_settings.SITE_URL}/desk/concerns/"
    sent = mails()
    assert Counter(row[:3] for row in sent) == Counter(
        (account, "mail", "something_new") for account in addressed
    )
    values = f'"values": {{"link": "{link}"}}'
    assert [values in letter for *_row, letter in sent] == [True, True]


def test_mail_does_not_tell_who_reported(
    world: Consortium, addressed: set[UUID], yusuf: Participant
) -> None:
    """Neither the audit nor "who looked" of the lead names them."""
    himself = Actor(account_id=yusuf.person_id)
    with acting_as(himself):
        report_concern(himself, organisation_id=world.casa.pk, text=WORDS, urgency="now")
    for reader in (world.ada, world.sara):
        with acting_as(actor_of(reader)):
            assert not AuditEvent.objects.filter(actor_id=yusuf.person_id).exists()


def test_lead_without_an_address_still_finds_it(world: Consortium, yusuf: Participant) -> None:
    with acting_as(VISITOR):
        report_concern(VISITOR, organisation_id=world.casa.pk, text=WORDS, urgency="now")
    assert mails() == []
    with acting_as(actor_of(world.sara)):
        assert Concern.objects.count() == 1


def test_notifying_opens_contacts_and_no_more(addressed: set[UUID]) -> None:
    with acting_as(platform("notifying")):
        assert Contact.objects.exclude(email="").count() == 4
        assert Person.objects.count() == 0
    with acting_as(VISITOR):
        assert Contact.objects.count() == 0


def test_only_organisations_in_which_somebody_hears_it_are_offered(world: Consortium) -> None:
    with acting_as(SETUP):
        create_staff(SETUP, organisation_id=world.elsewhere.pk, role="safeguarding_deputy",
                     shown_name="Dua")  # fmt: skip
    choice = Client().get("/concern/").content.decode()
    assert [name in choice for name in ("Casa", "Elsewhere", "Asyl")] == [True, True, False]


def test_staff_of_an_organisation_without_leads_choose_another(world: Consortium) -> None:
    page = signed_in(world.kostas).get("/concern/").content.decode()
    offered = [f'href="/concern/{each.pk}/"' in page for each in (world.casa, world.asyl)]
    assert offered == [True, False]


def test_organisation_without_leads_says_what_to_do_instead(world: Consortium) -> None:
    address = f"/concern/{world.asyl.pk}/"
    page = Client().get(address)
    shown = page.content.decode()
    assert (page.status_code, NOBODY in shown) == (200, True)
    assert f'href="/concern/{world.casa.pk}/"' in shown
    # Who had opened the form before keeps what they wrote.
    typed = {"urgency": "soon", "reach": "anonymous", "step": "text", "text": WORDS}
    page = Client().post(address, {**typed, "form_id": str(uuid4())})
    assert [part in page.content.decode() for part in (NOBODY, WORDS)] == [True, True]
    with acting_as(VISITOR), pytest.raises(Refused, match="another organisation"):
        report_concern(VISITOR, organisation_id=world.asyl.pk, text=WORDS, urgency="soon")


def test_installation_in_which_nobody_hears_says_so(db: None) -> None:
    assert "Nobody reads concerns here yet." in Client().get("/concern/").content.decode()


def test_report_says_who_reads_it(world: Consortium) -> None:
    page = Client().get(f"/concern/{world.casa.pk}/").content.decode()
    assert "Only the safeguarding lead of <bdi>Casa</bdi> and the deputy read this." in page


def test_choice_between_two_own_organisations_shows_those_that_hear(world: Consortium) -> None:
    also(world.elena, world.elsewhere, "coordinator", "Elena")
    page = signed_in(world.elena).get("/concern/", follow=True)
    assert page.redirect_chain == [(f"/concern/{world.casa.pk}/", 302)]


def from_address(address: str) -> Any:
    """A browser behind our proxy, which says where it comes from."""
    return Client(headers={"X-Forwarded-For": address})


def test_visitors_behind_our_proxy_are_counted_apart(
    world: Consortium, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.AMIR_PROXIES = 1
    monkeypatch.setattr(reporting, "MOST_BY_ADDRESS", 1)
    one, other = f"2001:db8::{uuid4().hex[:4]}", f"2001:db8:1::{uuid4().hex[:4]}"
    address = f"/concern/{world.casa.pk}/"
    statuses = [walk(from_address(who), address, ANONYMOUS).status_code
                for who in (one, one, other)]  # fmt: skip
    assert statuses == [302, 429, 302]
    assert len(concerns(world)) == 2


def test_api_counts_visitors_behind_our_proxy_apart(
    world: Consortium, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.AMIR_PROXIES = 1
    monkeypatch.setattr(reporting, "MOST_BY_ADDRESS", 1)
    one, other = f"2001:db8:2::{uuid4().hex[:4]}", f"2001:db8:3::{uuid4().hex[:4]}"
    address = f"/api/v1/organisations/{world.casa.pk}/concerns"
    sent = {"text": WORDS, "urgency": "soon"}
    statuses = [
        from_address(who).post(address, sent, content_type="application/json").status_code
        for who in (one, one, other)
    ]
    assert statuses == [204, 429, 204]
