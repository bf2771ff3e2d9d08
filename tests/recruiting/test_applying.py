"""Applying: by oneself, with a link, with staff; and what must be there before it is sent."""

import json

import pytest

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.errors import NotAllowed, Refused
from amir.participants.models import Application, Evidence, Participant
from amir.people.models import ConsentReceipt
from amir.people.queries import callings_of, contacts_of, profiles_of
from amir.recruiting import actions
from amir.recruiting.actions.applying import answers_of
from amir.recruiting.actions.sending import Consented
from amir.recruiting.enums import Intake
from amir.recruiting.models import ConsentGiven, Enquiry, Referral, VoiceNote
from amir.recruiting.queries import enquiry_by_token
from amir.recruiting.rules import applying
from tests.consortium import Consortium, actor_of

from .conftest import ANSWERS, Roles, apply, begun

pytestmark = pytest.mark.django_db(databases=["default", "aside"])
VOICE = b"OggS" + b"\0" * 100
YES = Consented(agreed=True)


def test_application_makes_a_participant_with_all_that_was_told(
    elena: Actor, amina: Participant
) -> None:
    with acting_as(elena):
        held = Participant.objects.get(pk=amina.pk)
        assert (held.side, held.state) == ("mentor", "applicant")
        calling = callings_of(elena, [amina.person_id])[amina.person_id]
        assert (calling.preferred_name, calling.language) == ("Amina", "en")
        assert contacts_of(elena, [amina.person_id])[amina.person_id].phone == "+39340777001"
        profile = profiles_of(elena, [amina.person_id])[amina.person_id]
        assert profile.languages == {"ar": None, "it": None}
        assert profile.availability == [f"{d}-eve" for d in ("mon", "tue", "wed", "thu", "fri")]
        assert profile.latitude == pytest.approx(44.5, abs=0.1)
        assert [need.theme for need in held.needs.all()] == ["work"]
        assert [a.channel for a in Application.objects.filter(participant=amina)] == ["own"]
        assert [e.kind for e in Evidence.objects.filter(participant=amina)] == ["consented"]
        receipt = ConsentReceipt.objects.get(person_id=amina.person_id)
        assert (receipt.version, receipt.language) == ("ours-1", "en")
        assert [r.heard for r in Referral.objects.filter(participant=amina)] == ["friend"]


def test_answers_are_sealed_and_no_link_is_kept(roles: Roles) -> None:
    made = actions.begin(VISITOR, opening=roles.mentor, language="ar")
    actions.keep_answer(made.enquiry, step="name", answer="Amina")
    with acting_as(applying()):
        row = Enquiry.objects.filter(pk=made.enquiry.pk).values().get()
    assert b"Amina" not in row["answers"].data
    assert made.token.encode() not in bytes(row["token_digest"])
    found = enquiry_by_token(roles.mentor.slug, made.token)
    assert answers_of(found) == {"name": "Amina"}


def test_applications_of_others_cannot_be_seen(consortium: Consortium, amina: Participant) -> None:
    for account in (consortium.kostas, consortium.nour, consortium.sara):
        actor = actor_of(account)
        with acting_as(actor):
            assert list(Enquiry.objects.all()) == []
    with acting_as(VISITOR):
        assert list(Enquiry.objects.all()) == []


@pytest.mark.parametrize("step", ["name", "phone", "adult"])
def test_application_without_what_we_need_is_refused(roles: Roles, step: str) -> None:
    enquiry = begun(roles.mentor, {k: v for k, v in ANSWERS.items() if k != step})
    with pytest.raises(Refused) as refused:
        actions.send(enquiry, consented=YES)
    assert refused.value.field == step


def test_application_is_sent_once(roles: Roles) -> None:
    enquiry = begun(roles.mentor, ANSWERS)
    actions.send(enquiry, consented=YES)
    with pytest.raises(Refused):
        actions.send(enquiry, consented=YES)
    with pytest.raises(Refused):
        actions.keep_answer(enquiry, step="name", answer="Somebody else")


def test_closed_role_takes_nobody_but_who_has_begun_may_finish(elena: Actor, roles: Roles) -> None:
    enquiry = begun(roles.mentor, ANSWERS)
    with acting_as(elena):
        actions.switch_role(elena, opening=roles.mentor, is_open=False)
    with pytest.raises(Refused):
        actions.begin(VISITOR, opening=roles.mentor, language="en")
    assert actions.send(enquiry, consented=YES).side == "mentor"


def test_staff_fill_it_in_together_and_that_is_recorded(elena: Actor, roles: Roles) -> None:
    with acting_as(elena):
        made = actions.begin(elena, opening=roles.mentee, language="ar", channel=Intake.HELPED)
    with pytest.raises(NotAllowed):
        actions.begin(VISITOR, opening=roles.mentee, language="ar", channel=Intake.HELPED)
    for step, answer in ANSWERS.items():
        actions.keep_answer(made.enquiry, step=step, answer=answer)
    yusuf = actions.send(made.enquiry, consented=Consented(agreed=True, explained_by="Elena"))
    with acting_as(elena):
        held = Enquiry.objects.get(participant=yusuf)
        assert (held.channel, held.helped_by) == ("helped", elena.account_id)
        assert [a.channel for a in Application.objects.filter(participant=yusuf)] == ["helped"]


def test_voice_note_is_sealed_heard_by_staff_and_recorded(elena: Actor, roles: Roles) -> None:
    enquiry = begun(roles.mentor, ANSWERS)
    actions.add_voice(enquiry, content=VOICE)
    amina = actions.send(enquiry, consented=YES)
    with acting_as(elena):
        note = VoiceNote.objects.get(enquiry__participant=amina)
        assert (note.media_type, note.size) == ("audio/ogg", len(VOICE))
        assert b"OggS" not in note.content.data
        assert actions.listen_to(elena, note=note) == VOICE


@pytest.mark.parametrize("content", [b"<html>", b"", b"OggS" + b"\0" * (2 * 1024 * 1024)])
def test_voice_note_that_is_none_or_too_long_is_refused(roles: Roles, content: bytes) -> None:
    enquiry = begun(roles.mentor, ANSWERS)
    with pytest.raises(Refused):
        actions.add_voice(enquiry, content=content)


def test_somebody_who_asks_for_a_call_is_on_the_list_until_called(
    elena: Actor, roles: Roles
) -> None:
    made = actions.begin(VISITOR, opening=roles.mentee, language="ar")
    actions.ask_for_call(made.enquiry, name="Yusuf", phone="+39340777003")
    with acting_as(elena):
        waiting = Enquiry.objects.filter(wants_call=True, called_at=None).get()
        told = actions.read_enquiry(elena, enquiry=waiting)
        assert told == {"name": "Yusuf", "phone": "+39340777003"}
        actions.settle_call(elena, enquiry=waiting)
        assert not Enquiry.objects.filter(wants_call=True, called_at=None).exists()


def test_two_on_one_phone_are_two_people(elena: Actor, roles: Roles) -> None:
    first, second = apply(roles.mentee), apply(roles.mentee, name="Rima")
    assert first.person_id != second.person_id
    with acting_as(elena):
        symbols = {
            c.symbol for c in callings_of(elena, [first.person_id, second.person_id]).values()
        }
    assert len(symbols) == 2


def test_unreviewed_consent_stands_beside_the_host_language(elena: Actor, roles: Roles) -> None:
    enquiry = begun(roles.mentee, ANSWERS, language="ar")
    with pytest.raises(Refused) as refused:
        actions.send(enquiry, consented=Consented(agreed=True))
    assert refused.value.field == "consent"
    yusuf = actions.send(enquiry, consented=Consented(agreed=True, explained_by="Nour"))
    with acting_as(elena):
        given = ConsentGiven.objects.get(participant=yusuf)
    assert (given.language, given.was_reviewed, given.explained_by) == ("ar", False, "Nour")
    assert given.beside == "en"


def test_long_answers_are_refused_and_nothing_is_lost(roles: Roles) -> None:
    enquiry = begun(roles.mentor, ANSWERS)
    with pytest.raises(Refused):
        actions.keep_answer(enquiry, step="words", answer="x" * 30_000)
    assert json.dumps(answers_of(enquiry)) == json.dumps(ANSWERS)
