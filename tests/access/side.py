"""One organisation with everything that a page can show, told by its own people through actions.

Each text carries the organisation's canary word, each phone its canary digits: whoever works in
another organisation must never meet either.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from amir.core import drafts, submissions
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, load_actor, platform
from amir.kit.actions import save_view
from amir.organisations import actions as organisations
from amir.organisations.roles import PURPOSES
from amir.participants import actions as participants
from amir.participants.models import Evidence, Participant
from amir.people import actions as people
from amir.people.enums import ContactKind
from amir.people.models import Person, Sensitive
from amir.programmes import actions as programmes
from amir.programmes.models import Event, Programme
from amir.programmes.views.calendar import feed_address

SETUP = platform("setup", PURPOSES["setup"] | {"people.invite"})
DAY = date(2025, 6, 2)
EVIDENCE = {"mentee": ("consented",), "mentor": ("checked", "trained", "consented")}
CREW = {
    "coordinator": ("coordinator", "Elena"),
    "second": ("coordinator", "Sofia"),
    "leaver": ("coordinator", "Dario"),
    "lead": ("safeguarding_lead", "Sara"),
    "deputy": ("safeguarding_deputy", "Dina"),
    "researcher": ("researcher", "Rosa"),
    "partner_lead": ("partner_lead", "Kostas"),
    "programme_coordinator": ("programme_coordinator", "Carla"),
    "strategy_officer": ("strategy_officer", "Olga"),
    "funder": ("funder", "Fedra"),
    "administrator": ("administrator", "Ada"),
}


@dataclass
class Side:
    """An organisation. `ids`: what its addresses are made of, by name of the URL's argument; a
    name with a route before it (`list_undo.list_id`) is for that route alone."""

    name: str
    country: str
    word: str
    digits: str
    organisation: UUID = field(default_factory=lambda: UUID(int=0))
    programme: str = ""
    accounts: dict[str, UUID] = field(default_factory=dict)
    ids: dict[str, Any] = field(default_factory=dict)
    mine: dict[str, dict[str, Any]] = field(default_factory=dict)
    _phones: int = 0

    def actor(self, who: str) -> Actor:
        """Somebody of the organisation, with all seats."""
        return actor_of(self.accounts[who])

    def phone(self) -> str:
        """A new number with the canary digits."""
        self._phones += 1
        return f"{self.digits}{self._phones:04}"

    def called(self, name: str) -> str:
        """A name with the canary word."""
        return f"{name} {self.word}"


def actor_of(account_id: UUID) -> Actor:
    """The actor of an account with its seats."""
    with acting_as(Actor(account_id=account_id)):
        return load_actor(account_id)


def found_organisation(side: Side) -> None:
    """The organisation and its crew."""
    with acting_as(SETUP):
        made = organisations.create_organisation(
            SETUP, name=side.name, country=side.country, place="Town"
        )
        side.organisation = side.ids["organisation_id"] = made.pk
        for who, (role, name) in CREW.items():
            member = organisations.create_staff(
                SETUP,
                organisation_id=made.pk,
                role=role,
                shown_name=side.called(name),
                email=f"{who}@{side.word}.example",
            )
            side.accounts[who] = member.account_id
            if who == "second":
                side.ids["membership_id"] = member.pk
        side.ids["invitation.token"] = people.invite(SETUP, account_id=side.accounts["second"])


def found_programme(side: Side, guest: UUID) -> None:
    """A programme without a public page that the organisation coordinates; `guest` is a partner."""
    side.programme = side.ids["key"] = f"only-{side.country.lower()}"
    with acting_as(SETUP):
        programme = programmes.create_programme(
            SETUP,
            organisation_id=side.organisation,
            key=side.programme,
            name=side.called("Programme"),
            full_name=side.called("Programme of"),
            funder=side.called("Fund"),
            grant_number=side.word,
            starts_on=DAY,
            ends_on=date(2030, 1, 1),
            languages=["en"],
            areas=["mentoring"],
            summary=side.called("Summary"),
        )
        programmes.change_programme(SETUP, programme=programme, is_public=False)
        theme = programmes.add_theme(SETUP, programme=programme, key="work", names={"en": "Work"})
        side.ids["theme_id"] = theme.pk
        programmes.add_funding_text(SETUP, programme=programme, language="en", statement="Paid.")
        for organisation, role in ((side.organisation, "coordinator"), (guest, "partner")):
            partner = programmes.add_partner(
                SETUP, programme=programme, organisation_id=organisation, role=role,
                name="Partner", country="SE",
            )  # fmt: skip
        side.ids |= {"partner_id": partner.pk, "guest": guest}
    _run_programme(side, programme)


def found_public_programme(side: Side) -> None:
    """A programme with a public page and a date that is not for everybody."""
    with acting_as(SETUP):
        programme = programmes.create_programme(
            SETUP, organisation_id=side.organisation, key=f"open-{side.country.lower()}",
            name="Open", full_name="Open", funder="Fund", grant_number="2", starts_on=DAY,
            ends_on=date(2029, 1, 1), languages=["en"], areas=["mentoring"], shows_calendar=True,
        )  # fmt: skip
        programmes.add_partner(
            SETUP, programme=programme, organisation_id=side.organisation, role="coordinator",
            name=side.name, country=side.country,
        )  # fmt: skip
    with acting_as(side.actor("programme_coordinator")) as carla:
        programmes.add_event(
            carla, programme=programme, kind="meeting", title=side.called("Among us"),
            starts_on=date(2028, 3, 1),
        )  # fmt: skip
    side.ids |= {"programme_page.key": programme.key, "api:show_programme.key": programme.key}


def _run_programme(side: Side, programme: Programme) -> None:
    """Dates, decisions, deliverables and a cohort."""
    with acting_as(side.actor("programme_coordinator")) as carla:
        event: Event = programmes.add_event(
            carla, programme=programme, kind="meeting", title=side.called("Meeting"),
            starts_on=date(2029, 3, 1), place=side.called("Hall"), notes=side.called("Notes"),
        )  # fmt: skip
        programmes.record_decision(
            carla, event=event, text=side.called("Decided"), decided_on=event.starts_on
        )
        done = programmes.add_deliverable(carla, programme=programme, title=side.called("Done"))
        due = programmes.add_deliverable(carla, programme=programme, title=side.called("Due"))
        programmes.tick_deliverable(
            carla, deliverable=done, organisation_id=side.organisation, done_on=DAY,
            note=side.called("Note"), link=f"https://{side.word}.example/",
        )  # fmt: skip
        address = feed_address(carla, programme)
    with acting_as(side.actor("coordinator")) as elena:
        programmes.open_cohort(
            elena, organisation_id=side.organisation, programme_id=programme.pk,
            name=side.called("Cohort"),
        )  # fmt: skip
    side.ids |= {
        "event_id": event.pk,
        "deliverable_id": due.pk,
        "programme_deliverable.deliverable_id": done.pk,
        "deliverable_untick.deliverable_id": done.pk,
        "ticked": done.pk,
        "programme_id": programme.pk,
        "calendar_feed.token": address.rsplit("/", 1)[1].removesuffix(".ics"),
    }


def take_up(side: Side, name: str, role: str, *, ready: bool = True, **more: Any) -> Participant:
    """Somebody with all evidence who speaks Somali and is free on Tuesdays; by the coordinator."""
    asked = {
        "full_name": side.called(f"{name} the whole"), "language": "en", "phone": side.phone(),
        "email": f"{name.lower()}@{side.word}.example", "place": side.called("Place"),
        "latitude": 44.6, "longitude": 10.9, "country": "IT",
        "languages": {"so": "native"}, "availability": ["tue-eve"],
        "extras": {"note": side.called("Extra")},
    }  # fmt: skip
    with acting_as(side.actor("coordinator")) as elena:
        person = people.register_person(
            elena,
            organisation_id=side.organisation,
            preferred_name=side.called(name),
            **(asked | more),
        )
        taken: Participant = participants.register_participant(
            elena, person=person, side=role, needs=["work"]
        )
        for kind in EVIDENCE[role] if ready else EVIDENCE[role][:0]:
            _prove(side, elena, taken, kind)
        if ready:
            participants.make_ready(elena, participants=[taken], why=side.called("Ready"))
    return taken


def _prove(side: Side, actor: Actor, participant: Participant, kind: str) -> Evidence:
    return participants.record_evidence(
        actor, participant=participant, kind=kind, dated_on=DAY, source=side.called("Folder")
    )


def take_applications(side: Side) -> None:
    """People who are not matched: one is looked at, one was accepted in bulk, one is a minor."""
    hana = take_up(side, "Hana", "mentee", ready=False)
    going = take_up(side, "Going", "mentee", ready=False)
    minor = take_up(side, "Minor", "mentee", ready=False, birth_year=2014)
    held = take_up(side, "Held", "mentee", ready=False)
    with acting_as(side.actor("coordinator")) as elena:
        evidence = _prove(side, elena, hana, "interviewed")
        batch = participants.take_steps(elena, participants=[going], step="accept").batch
        participants.decide(
            elena, participant=minor, decision="refuse", reason=side.called("Too young")
        )
        participants.attest(
            elena, participants=[going], kinds=["consented"], dated_on=DAY,
            statement=side.called("I saw it"),
        )  # fmt: skip
        issued = people.issue_card(elena, person=held.person)
        people.change_people(
            elena,
            organisation_id=side.organisation,
            changes={held.person_id: {"is_restricted": True}},
        )
        # No act writes a sensitive note yet; the row is written as that act will write it.
        Sensitive.objects.create(
            person=held.person, organisation_id=side.organisation, note=side.called("Ill")
        )
        submissions.claim(elena, uuid4())
        drafts.save(elena, "access", {"text": [side.called("Draft")]})
        view = save_view(elena, table="participants", name=side.called("View"), query="?q=a")
        version = Participant.objects.get(pk=hana.pk).version
    with acting_as(side.actor("second")) as sofia:
        person = Person.objects.get(pk=hana.person_id)
        change = people.change_contact(
            sofia, person=person, kind=ContactKind.PHONE, contact=side.phone()
        )
    side.accounts |= {
        "hana": hana.person_id,
        "minor": minor.person_id,
        "held": held.person_id,
        "looked": going.person_id,
    }
    side.ids |= {
        "participant_id": hana.pk,
        "person_id": hana.person_id,
        "evidence_id": evidence.pk,
        "batch": batch,
        "change_id": change.pk,
        "person_cards_end.person_id": held.person_id,
        "card_sign_in.token": issued.token,
        "pin": issued.pin,
        "view": view.pk,
        "version": version,
    }
