"""What we need not know any more is gone, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.participants.models import Participant
from amir.people.actions.erasing import pseudonym
from amir.people.models import Account, Calling, ContactLookup, Identity, Person
from amir.people.queries import contacts_of
from amir.recruiting import actions
from amir.recruiting.actions.deciding import Wanted
from amir.recruiting.models import Enquiry, LongAway, Reference, Verdict, VoiceNote
from amir.recruiting.rules import forgetting

from .conftest import Roles, begun
from .test_applying import VOICE

pytestmark = pytest.mark.django_db(databases=["default", "aside"])


@contextmanager
def later(days: int) -> Iterator[None]:
    with clock.stopped_at(clock.now() + timedelta(days=days)):
        yield


def enquiries() -> int:
    with acting_as(forgetting()):
        return Enquiry.objects.count()


def test_unfinished_application_goes_after_its_days_with_the_voice(roles: Roles) -> None:
    enquiry = begun(roles.mentee, {"name": "Yusuf"})
    actions.add_voice(enquiry, content=VOICE)
    with later(29):
        assert actions.forget_unfinished() == 0
    with later(31):
        assert actions.forget_unfinished() == 1
    with acting_as(forgetting()):
        assert (VoiceNote.objects.count(), enquiries()) == (0, 0)


def test_touched_or_sent_application_stays(roles: Roles, amina: Participant) -> None:
    enquiry = begun(roles.mentee, {"name": "Yusuf"})
    with later(20):
        actions.keep_answer(enquiry, step="place", answer="Bologna")
    with later(31):
        assert actions.forget_unfinished() == 0
    assert enquiries() == 2


def test_refused_applicant_is_forgotten_after_the_months(
    elena: Actor, yusuf: Participant, amina: Participant
) -> None:
    with acting_as(elena):
        actions.ask_reference(elena, participant=yusuf, name="Rosa")
        wanted = Wanted("refuse", {}, criterion="time", reason="no_time", words="Peccato")
        actions.decide_application(elena, participant=yusuf, wanted=wanted)
    with later(150):
        assert actions.forget_refused() == 0
    with later(190):
        assert actions.forget_refused() == 1
        assert actions.forget_refused() == 0
    with acting_as(elena):
        person = Person.objects.get(pk=yusuf.person_id)
        assert person.erased_at is not None
        assert Calling.objects.get(person=person).preferred_name == pseudonym(person)
        reached = contacts_of(elena, [person.pk])[person.pk]
        assert (reached.phone, reached.email) == ("", "")
        assert Identity.objects.get(person=person).full_name == ""
        assert not Reference.objects.filter(participant=yusuf).exists()
        assert Enquiry.objects.get(participant=yusuf).answers is None
        verdict = Verdict.objects.get(participant=yusuf)
        assert (verdict.ruling, verdict.words) == ("refuse", "")
        assert Identity.objects.filter(person_id=amina.person_id).exists(), "nobody else"
    assert not ContactLookup.objects.filter(account_id=yusuf.person_id).exists()
    assert not Account.objects.get(pk=yusuf.person_id).is_active


def test_whoever_is_away_for_long_is_warned_and_then_forgotten(
    elena: Actor, amina: Participant
) -> None:
    with later(700):
        assert actions.warn_long_away() == 0
    with later(740):
        assert actions.warn_long_away() == 1
        assert actions.warn_long_away() == 0, "once"
        assert actions.redact_long_away() == 0, "not at once"
    with later(772):
        assert actions.redact_long_away() == 1
    with acting_as(elena):
        assert Person.objects.get(pk=amina.person_id).erased_at is not None


def test_whoever_comes_back_stays(elena: Actor, amina: Participant) -> None:
    with later(740):
        assert actions.warn_long_away() == 1
    with later(760):
        Account.objects.filter(pk=amina.person_id).update(last_login=clock.now())
    with later(775):
        assert actions.redact_long_away() == 0
    with acting_as(forgetting()):
        assert LongAway.objects.count() == 0
