"""What coordinators do for pairs and mentors: contacts, alarms and their answers, support."""

from datetime import timedelta

from amir.care import actions as care
from amir.care.models import Suggestion
from amir.care.today import ringing
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.mentoring.models import Asking, Match

from .side import Side

CALM = {"safe": True, "money": False, "limits": False}


def care_for(side: Side) -> None:
    """A dismissed alarm and a reminder, a contact, a mentor group, and what somebody suggests."""
    with acting_as(side.actor("mentee")) as mentee:
        care.suggest(mentee, text=side.called("More evenings"))
    with acting_as(side.actor("coordinator")) as elena:
        match = Match.objects.select_related("mentee", "mentor").get(pk=side.ids["match_id"])
        # Both were asked some days ago: no act goes back in time.
        asked = Asking.objects.get(pk=side.mine["asked"]["asking_id"]).proposal
        asked.askings.update(created_at=clock.now() - timedelta(days=4))
        rings = {each.key[:2]: each for each in ringing(elena)}
        dismissal = care.dismiss_alarm(
            elena, ringing=rings["contact_mentee", match.pk], reason=side.called("We met")
        )
        care.remind(elena, ringing=rings["unanswered", asked.mentor_id])
        contact = care.log_contact(
            elena, match=match, whom="mentee", held_on=clock.today(), minutes=10, channel="phone",
            nature="check_in", safety=CALM, note=side.called("She is well"),
        )  # fmt: skip
        gathering = care.record_gathering(
            elena, organisation_id=side.organisation, kind="group", title=side.called("Mentors"),
            held_on=clock.today(), minutes=90, hosts=3, outcome=side.called("Good"),
            participants=[match.mentor_id],
        )  # fmt: skip
        care.note_wellbeing(
            elena, participant=match.mentor, state="good", note=side.called("Sleeps well")
        )
        suggestion = Suggestion.objects.get()
    side.ids |= {
        "contact_id": contact.pk,
        "dismissal_id": dismissal.pk,
        "gathering_id": gathering.pk,
        "suggestion_id": suggestion.pk,
        "alarm": "contact_mentor",
        "thing_id": match.pk,
        "alarm_remind.alarm": "unanswered",
        "alarm_remind.thing_id": asked.mentee_id,
        "wellbeing_ask.participant_id": side.ids["spare"],
        "person_unrestrict.person_id": side.accounts["held"],
        "person_erase.person_id": side.accounts["held"],
    }
