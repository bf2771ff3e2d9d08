"""What is proved, what is denied, and what one signature covers."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, platform
from amir.core.errors import NotAllowed, Refused
from amir.participants.actions import (
    NewEvidence,
    attest,
    make_ready,
    record_evidence,
    record_evidence_many,
    remove_evidence,
)
from amir.participants.lifecycle import State
from amir.participants.models import Evidence, ListedRow, Participant, PeopleList
from amir.participants.queries import standings_of
from amir.participants.readiness import Evidence as Kind
from amir.participants.readiness import Standing

from .conftest import DAY, Register

pytestmark = pytest.mark.django_db
NEXT = DAY + timedelta(days=1)
STATEMENT = "I have seen the papers of these people."


def standing(participant: Participant, kind: Kind) -> Standing:
    return standings_of([participant])[participant.pk][kind]


def kinds_of(participant: Participant) -> list[tuple[str, date, str, bool]]:
    rows = Evidence.objects.filter(participant=participant).order_by("kind")
    return [(e.kind, e.dated_on, e.source, e.attestation_id is not None) for e in rows]


def test_evidence_is_there_once_a_day(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        amina = register(elena, "Amina", "mentor")
        for source in ("first paper", "second paper"):
            record_evidence(elena, participant=amina, kind="checked", dated_on=DAY, source=source)
        assert kinds_of(amina) == [("checked", DAY, "first paper", False)]
        assert standing(amina, Kind.SCREENING) == Standing.GIVEN
        remove_evidence(elena, evidence=Evidence.objects.get())
        assert standing(amina, Kind.SCREENING) == Standing.UNTOLD


def test_evidence_of_the_future_is_refused(elena: Actor, register: Register) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    with acting_as(elena):
        amina = register(elena, "Amina", "mentor")
        for wrong, field in (
            ({"kind": "checked", "dated_on": tomorrow}, "dated_on"),
            ({"kind": "seen", "dated_on": DAY}, "kind"),
            ({"kind": "checked", "dated_on": NEXT, "expires_on": DAY}, "expires_on"),
        ):
            with pytest.raises(Refused) as refused:
                record_evidence(elena, participant=amina, source="paper", **wrong)  # type: ignore[arg-type]
            assert refused.value.field == field
        assert kinds_of(amina) == []


def test_signature_covers_what_nobody_knows(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        amina, farid = register(elena, "Amina", "mentor"), register(elena, "Farid", "mentor")
        record_evidence(elena, participant=amina, kind="checked", dated_on=DAY, source="row 2")
        record_evidence(
            elena, participant=farid, kind="trained", dated_on=DAY, source="row 3", is_no=True
        )
        kinds = ["checked", "trained", "consented"]
        attest(elena, participants=[amina, farid], kinds=kinds, dated_on=NEXT, statement=STATEMENT)
        assert kinds_of(amina) == [
            ("checked", DAY, "row 2", False),
            ("consented", NEXT, "", True),
            ("trained", NEXT, "", True),
        ]
        assert standing(amina, Kind.TRAINING) == Standing.VOUCHED
        # Nobody's word overrides a stated no.
        assert standing(farid, Kind.TRAINING) == Standing.DENIED
        assert [p.pk for p in make_ready(elena, participants=[amina, farid]).done] == [amina.pk]
        assert amina.state == State.AVAILABLE
        with pytest.raises(Refused, match="nothing to sign"):
            attest(elena, participants=[farid], kinds=["trained"], dated_on=NEXT, statement="x")


def test_later_training_lifts_a_no(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        farid = register(elena, "Farid", "mentor")
        no = NewEvidence(farid, "trained", DAY, "row 3", is_no=True)
        record_evidence_many(elena, records=[no])
        record_evidence(
            elena, participant=farid, kind="trained", dated_on=NEXT, source="list of the course"
        )
        assert standing(farid, Kind.TRAINING) == Standing.GIVEN


def test_signature_keeps_the_source_row(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        yusuf = register(elena, "Yusuf", "mentee")
        owner = {"organisation_id": yusuf.organisation_id}
        brought = PeopleList.objects.create(
            name="people.csv", as_of=DAY, brought_by=elena.account_id, **owner
        )
        ListedRow.objects.create(
            people_list=brought, source="people.csv!7", position=1, act="create",
            participant=yusuf, **owner,
        )  # fmt: skip
        signed = attest(
            elena, participants=[yusuf], kinds=["consented", "interviewed"], dated_on=DAY,
            statement=STATEMENT, people_list=brought,
        )  # fmt: skip
        assert kinds_of(yusuf) == [
            ("consented", DAY, "people.csv!7", True),
            ("interviewed", DAY, "people.csv!7", True),
        ]
        assert (signed.signed_by, signed.people_list_id) == (elena.account_id, brought.pk)


def test_signature_is_by_a_person_of_the_organisation(
    elena: Actor, nikos: Actor, register: Register
) -> None:
    with acting_as(elena):
        yusuf = register(elena, "Yusuf", "mentee")
        with pytest.raises(Refused, match="future"):
            attest(elena, participants=[yusuf], kinds=["consented"], statement=STATEMENT,
                   dated_on=clock.today() + timedelta(days=1))  # fmt: skip
    machine = platform("setup", ["participants.attest"])
    for actor in (nikos, machine, Actor(account_id=uuid4())):
        with acting_as(actor), pytest.raises(NotAllowed):
            attest(actor, participants=[yusuf], kinds=["consented"], dated_on=DAY,
                   statement=STATEMENT)  # fmt: skip
