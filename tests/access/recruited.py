"""Who applies at one organisation: a role with its texts, applications on the way and decided."""

from datetime import timedelta

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR
from amir.participants.models import Participant
from amir.programmes.models import Programme
from amir.recruiting import actions
from amir.recruiting.actions.deciding import Wanted
from amir.recruiting.actions.sending import Consented
from amir.recruiting.describing import PARTS, default_criteria
from amir.recruiting.enums import Intake
from amir.recruiting.models import Enquiry, Opening
from amir.recruiting.rules import applying

from .side import DAY, Side, actor_of

VOICE = b"OggS" + b"\0" * 64


def recruit_people(side: Side) -> None:
    """A role for mentors and one for mentees; one is being filled in, one waits for a call."""
    with acting_as(side.actor("coordinator")) as elena:
        programme = Programme.objects.get(key=side.programme)
        roles = {
            each: actions.open_role(
                elena, organisation_id=side.organisation, programme_id=None, side=each
            )
            for each in ("mentor", "mentee")
        }
        mentor = roles["mentor"]
        actions.describe_role(
            elena, opening=mentor, language="en",
            texts=dict.fromkeys(PARTS, "Words that everybody may read."),
        )  # fmt: skip
        actions.write_consent(elena, opening=mentor, language="en", sentences=["We keep this."])
        actions.write_criteria(elena, opening=mentor, items=default_criteria("mentor"))
        actions.tell_stakeholder(
            elena, organisation_id=side.organisation, programme_id=programme.pk,
            office=side.called("Office"), contact=side.called("Contact"), informed_on=DAY,
        )  # fmt: skip
        helped = actions.begin(elena, opening=mentor, language="en", channel=Intake.HELPED)
    waiting = actions.begin(VISITOR, opening=roles["mentee"], language="en")
    actions.ask_for_call(waiting.enquiry, name=side.called("Caller"), phone=side.phone())
    amal = _apply(side, mentor)
    _look_into(side, amal)
    _warn(side)
    side.ids |= {
        "opening_id": mentor.pk,
        "slug": mentor.slug,
        "language": "en",
        "apply_resume.token": helped.token,
        "apply_step.token": helped.token,
        "step": "name",
        "enquiry_id": waiting.enquiry.pk,
        "application.participant_id": amal.pk,
        "application_voice.participant_id": amal.pk,
        "application_act.participant_id": amal.pk,
        "applicant_id": amal.pk,
        "act": "interview",
        "moment": "before",
        "role_key": f"{side.organisation}:{programme.pk}:mentor",
    }


def _apply(side: Side, opening: Opening) -> Participant:
    made = actions.begin(VISITOR, opening=opening, language="en")
    answers = {
        "name": side.called("Amal"), "phone": side.phone(), "adult": "yes", "languages": ["so"],
        "place": side.called("Village"), "themes": ["work"], "time": ["evenings"], "years": "3",
        "words": side.called("I said"), "consent": {"agree": True},
        "heard": {"heard": "office", "referrer": side.called("Desk")},
    }  # fmt: skip
    for step, answer in answers.items():
        actions.keep_answer(made.enquiry, step=step, answer=answer)
    note = actions.add_voice(made.enquiry, content=VOICE)
    side.ids["voice_id"] = note.pk
    return actions.send(made.enquiry, consented=Consented(agreed=True))


def _look_into(side: Side, amal: Participant) -> None:
    """Everything that can be written down, short of acceptance."""
    with acting_as(side.actor("coordinator")) as elena:
        actions.record_interview(elena, participant=amal, held_on=DAY, mode="face", minutes=40)
        actions.ask_reference(
            elena, participant=amal, name=side.called("Rosa"), contact=side.called("Street")
        )
        actions.record_check(
            elena, participant=amal, kind=side.called("Check"), country="IT",
            seen_on=clock.today() - timedelta(days=9), result="clear",
        )  # fmt: skip
        actions.record_modules(
            elena, participant=amal, modules=["role"], minutes=60, passed_on=DAY,
            source=side.called("Course"),
        )  # fmt: skip
        actions.record_connection(
            elena, participant=amal, support="data", given_on=DAY, worth_cents=500
        )
        wanted = Wanted("wait", {}, criterion="time", reason="full", words=side.called("Wait"))
        actions.decide_application(elena, participant=amal, wanted=wanted)
    with acting_as(actor_of(amal.person_id)) as themself:
        actions.evaluate_oneself(themself, participant=amal, moment="before", marks={"role": 2})


def _warn(side: Side) -> None:
    """Somebody who was away for three years, as the clock will say then, is warned."""
    with acting_as(applying()):
        sent = Enquiry.objects.filter(organisation_id=side.organisation, sent_at__isnull=False)
        assert sent.exists()
    with clock.stopped_at(clock.now() + timedelta(days=1_100)):
        actions.warn_long_away()
