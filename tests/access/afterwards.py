"""What an organisation has besides pairs: questionnaires, closings, certificates, a handbook."""

from datetime import timedelta

from amir.closures import actions as closures
from amir.closures.models import Closure, FollowUp
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.handbook import actions as handbook
from amir.instruments import actions as instruments
from amir.instruments.models import Round
from amir.instruments.shipped import file_of
from amir.mentoring.models import Match
from amir.participants.models import Participant
from amir.programmes.models import Programme

from .side import Side


def ask_people(side: Side) -> None:
    """The mentee of the running match has open questions, and has answered the first."""
    with acting_as(side.actor("coordinator")) as elena:
        match = Match.objects.get(pk=side.ids["match_id"])
        asked = Round.objects.filter(
            match_id=match.pk, person_id=match.mentee_person_id, instrument="gse"
        ).earliest("due_on")
        token = instruments.new_link(elena, asked=asked)
    with acting_as(side.actor("mentee")) as mentee:
        instruments.answer(mentee, asked=asked, item="g1", value=3)
    side.mine.setdefault("mentee", {})["round_id"] = asked.pk
    side.ids |= {
        "mentee_id": match.mentee_id, "mentor_id": match.mentor_id,
        "instrument": "gse", "round_id": asked.pk, "round_by_link.token": token,
        "api:list_rounds.participant_id": match.mentee_id,
    }  # fmt: skip


def close_matches(side: Side) -> None:
    """The match that ended has all parts of its closing; its mentor has a certificate."""
    today = clock.today()
    with acting_as(side.actor("coordinator")) as elena:
        ended = Match.objects.get(pk=side.ids["ended_match"])
        closure = closures.begin_closure(
            elena, match=ended, is_planned=False, reason="moved", asked_by="mentor",
            why=side.called("Moved away"),
        )  # fmt: skip
        for person in ("mentee", "mentor"):
            closures.record_interview(
                elena, closure=closure, side=person, held_on=today, how_it_was="good",
                said=side.called("It was good"), again="no",
            )  # fmt: skip
        closures.record_meeting(elena, closure=closure, why_not_met=side.called("Too far"))
        closures.agree_on_after(
            elena, closure=closure, next_steps=side.called("Find a flat"), contact_after="none",
            responsible_until=today + timedelta(days=30), handed_to=side.called("Desk"),
        )  # fmt: skip
        running = Match.objects.select_related("mentee").get(pk=side.ids["match_id"])
        # An earlier match of hers, of which nothing else is told.
        follow_up = FollowUp.objects.create(
            organisation_id=side.organisation, participant=running.mentee,
            person_id=running.mentee_person_id, match_id=running.pk, moment="months_3",
            due_on=today, closes_on=today + timedelta(days=60), answers={"job": "yes"},
        )  # fmt: skip
        mentor = Participant.objects.get(pk=running.mentor_id)
        # A public page shows the name, so it does not hold the word of the organisation.
        certificate = closures.issue_certificate(
            elena, participant=mentor, name="A mentor", language="en",
            starts_on=today - timedelta(days=9), ends_on=today, hours=7,
            competencies=["listening"],
        )  # fmt: skip
        assert Closure.objects.filter(pk=closure.pk, closed_at=None).exists()
    side.mine.setdefault("mentee", {})["follow_up_id"] = follow_up.pk
    side.mine.setdefault("mentor", {})["certificate_id"] = certificate.pk
    side.ids |= {
        "closure_id": closure.pk, "side": "mentee", "follow_up_id": follow_up.pk,
        "certificate_id": certificate.pk, "code": certificate.code,
        "certificate_give.participant_id": mentor.pk,
    }  # fmt: skip


def write_handbook(side: Side) -> None:
    """An edition that the organisation itself tests, and words that are not published yet."""
    with acting_as(side.actor("programme_coordinator")) as carla:
        programme = Programme.objects.get(key=side.programme)
        told = {"programme": programme, "language": "en", "key": "purpose"}
        handbook.write_section(
            carla, title=side.called("Purpose"), text=side.called("We help"), **told
        )
        edition = handbook.publish_edition(carla, programme=programme, note=side.called("First"))
        handbook.ask_to_test(carla, edition=edition, organisations=[side.organisation])
        handbook.write_section(
            carla, title=side.called("Purpose"), text=side.called("We help more"), **told
        )
        instruments.bring_instrument(
            carla, programme=programme,
            content=(file_of("pulse") or b"").replace(b"version: 1", b"version: 2"),
        )  # fmt: skip
    with acting_as(side.actor("partner_lead")) as kostas:
        handbook.comment_on(
            kostas, edition=edition, organisation_id=side.organisation, section="purpose",
            works="partly", text=side.called("Longer"),
        )  # fmt: skip
    side.ids |= {"section": "purpose", "number": 1, "setting": "closures.responsible_days"}
