"""What happens to the people of one organisation: pairs, answers, concerns, emergencies."""

from collections.abc import Sequence
from datetime import timedelta

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils.translation import override

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.tasks import run_here
from amir.mentoring import actions as mentoring
from amir.mentoring.actions import Asked
from amir.mentoring.actions.linking import link_for
from amir.mentoring.actions.planning import SOLVE
from amir.mentoring.arriving import best_run
from amir.mentoring.kept import pack
from amir.mentoring.models import KeptRun, Match, Plan, Proposal
from amir.mentoring.rules import programme_rules
from amir.mentoring.terms import RULES
from amir.organisations import actions as organisations
from amir.participants.models import Participant
from amir.people import actions as people
from amir.people.enums import ContactKind
from amir.people.models import Account, ConsentReceipt, Person
from amir.safeguarding import actions as safeguarding

from .side import DAY, Side, actor_of, take_up


def match_people(side: Side) -> None:
    """A plan with three running matches, an ended one, an open question, and two open proposals."""
    silent = take_up(side, "Silent", "mentee", phone="", email="")
    for number in range(8):
        take_up(side, f"Mentee{number}", "mentee")
    mentors = [
        take_up(side, f"Mentor{number}", "mentor", session_kind="mentor") for number in range(10)
    ]
    take_up(side, "Lone", "mentee", languages={"am": "native"})
    with acting_as(side.actor("coordinator")) as elena, override("en"):
        plan = mentoring.start_plan(elena, organisation_id=side.organisation)
        run_here(SOLVE, elena, plan.work_id, plan_id=str(plan.pk))
        plan.refresh_from_db()
        _keep_run(elena, plan)
        pairs = sorted(Proposal.objects.filter(plan=plan), key=lambda p: p.mentee_id != silent.pk)
        # The one whom no message reaches is the one whose question stays open.
        asked, running, ended, open_one, held, rejected, lent, bare, young = pairs
        links = mentoring.accept_proposals(
            elena, plan=plan, proposals=[asked, running, ended, lent, bare]
        )
        mentoring.reject_proposal(elena, proposal=rejected, why=side.called("They fell out"))
        side.ids["step_id"] = mentoring.lock_proposal(elena, proposal=held).pk
        Person.objects.filter(pk=young.mentee_person_id).update(is_minor=True)
        rule_set = mentoring.save_rules(
            elena,
            organisation_id=side.organisation,
            changes={"reach_km": 60},
            note=side.called("They travel far"),
        )
    _answer(side, [link for link in links if link.asking.proposal_id != asked.pk])
    with acting_as(elena):
        matches = {match.proposal_id: match for match in Match.objects.all()}
        mentoring.end_match(elena, match=matches[ended.pk], why=side.called("Moved away"))
    _name_actors(side, plan, {"asked": asked, "running": running, "ended": ended, "open": open_one})
    side.ids |= {
        "rule_set_id": rule_set.pk,
        "match_id": matches[running.pk].pk,
        "ended_match": matches[ended.pk].pk,
        "lent_match": matches[lent.pk].pk,
        "bare_match": matches[bare.pk].pk,
        "match_helper.match_id": matches[bare.pk].pk,
        "api:ask_helper.match_id": matches[bare.pk].pk,
        "young_pair": young.pk,
        "proposal_approve.proposal_id": young.pk,
        "api:approve_pair.proposal_id": young.pk,
        "proposal_mentor.proposal_id": held.pk,
        "spare": next(m.pk for m in mentors if m.pk not in {p.mentor_id for p in pairs}),
    }
    [mentee_link, mentor_link] = [link for link in links if link.asking.proposal_id == asked.pk]
    side.ids |= {"answer.token": mentee_link.token, "answer_call.token": mentor_link.token}
    _give_own(side, links, matches[running.pk])
    _share_numbers(side)
    _help(side, matches[running.pk], ended)


def _share_numbers(side: Side) -> None:
    """Both of the running match let the other have their number; the mentor signs."""
    for who in ("mentee", "mentor"):
        with acting_as(side.actor(who)) as person:
            match = Match.objects.get(pk=side.ids["match_id"])
            mentoring.share_number(person, match=match)
            if who == "mentor":
                mentoring.sign_agreement(person, match=match, accepted=RULES.keys())


def _help(side: Side, match: Match, ended: Proposal) -> None:
    """Around the running match: a first meeting, whoever is asked to help, an interpreter."""
    in_a_week = clock.now() + timedelta(days=7)
    with acting_as(side.actor("coordinator")) as elena:
        mentoring.plan_first_meeting(
            elena, match=match, starts_at=in_a_week, place_kind="office",
            place=side.called("Street"),
        )  # fmt: skip
        helper = mentoring.ask_helper(elena, match=match, kind="host", mentor=ended.mentor)
        interpreter = mentoring.add_interpreter(
            elena, organisation_id=side.organisation, name=side.called("Rahma"),
            languages=["so", "en"], phone=side.phone(),
        )  # fmt: skip
        mentoring.bind_interpreter(elena, interpreter=interpreter, bound_on=DAY)
        booking = mentoring.book_interpreter(
            elena, match=match, interpreter=interpreter, starts_at=in_a_week, minutes=60,
            mode="phone",
        )  # fmt: skip
        guardian = mentoring.add_guardian(
            elena, participant=Participant.objects.get(pk=side.ids["participant_id"]),
            name=side.called("Hawa"), relation="parent", phone=side.phone(), consented_on=DAY,
        )  # fmt: skip
        token = link_for(match, "mentee").rstrip("/").rsplit("/", 1)[1]
    with acting_as(side.actor("second")) as sofia:
        mentoring.approve_pair(sofia, proposal=Proposal.objects.get(pk=side.ids["young_pair"]))
    side.mine.setdefault("former_mentor", {})["helper_id"] = helper.pk
    side.ids |= {
        "helper_id": helper.pk,
        "interpreter_id": interpreter.pk,
        "booking_id": booking.pk,
        "guardian_id": guardian.pk,
        "pair_link.token": token,
    }


def ask_abroad(side: Side, other: Side) -> None:
    """The other organisation asks this one for a second mentor."""
    with acting_as(other.actor("coordinator")) as elena:
        match = Match.objects.get(pk=other.ids["lent_match"])
        helper = mentoring.ask_helper(
            elena, match=match, kind="peer", organisation_id=side.organisation
        )
    side.ids |= dict.fromkeys(
        ("lending", "helper_lend.helper_id", "api:lend_helper.helper_id"), helper.pk
    )


def _keep_run(elena: Actor, plan: Plan) -> None:
    """As in an organisation of many thousands: the people and prices of the plan are kept."""
    run = best_run(elena, plan, programme_rules(changes=plan.rules))
    KeptRun.objects.create(organisation_id=plan.organisation_id, plan=plan, content=pack(run))


def _answer(side: Side, links: Sequence[Asked]) -> None:
    for link in links:
        with acting_as(actor_of(link.asking.person_id)) as person:
            mentoring.answer_own(person, asking=link.asking, answer="yes")


def _name_actors(side: Side, plan: Plan, pairs: dict[str, Proposal]) -> None:
    running, ended, asked = pairs["running"], pairs["ended"], pairs["asked"]
    side.accounts |= {
        "mentee": running.mentee_person_id,
        "mentor": running.mentor_person_id,
        "former_mentee": ended.mentee_person_id,
        "former_mentor": ended.mentor_person_id,
        "asked": asked.mentee_person_id,
    }
    side.ids |= {
        "plan_id": plan.pk,
        "proposal_id": pairs["open"].pk,
        "proposal_take_back.proposal_id": asked.pk,
    }


def _give_own(side: Side, links: Sequence[Asked], match: Match) -> None:
    """What everybody who takes part has of their own: questions, a consent, a wish, a change."""
    for link in links:
        person_id = link.asking.person_id
        for who, account in side.accounts.items():
            if account == person_id:
                side.mine.setdefault(who, {})["asking_id"] = link.asking.pk
    with acting_as(side.actor("second")) as sofia:
        person = Person.objects.get(pk=side.accounts["mentee"])
        change = people.change_contact(
            sofia, person=person, kind=ContactKind.PHONE, contact=side.phone()
        )
        consent = ConsentReceipt.objects.create(
            organisation_id=side.organisation,
            person=person,
            kind="referral",
            version="1",
            given_on=DAY,
            source=side.called("Form"),
            field_sets=["calling"],
        )
    with acting_as(side.actor("mentee")) as mentee:
        wish = mentoring.wish(
            mentee,
            organisation_id=side.organisation,
            kind="correction",
            text=side.called("My name is wrong"),
        )
        account = Account.objects.get(pk=person.pk)
        app = TOTP.activate(account, generate_totp_secret()).instance
    side.mine.setdefault("mentee", {}).update(consent_id=consent.pk, change_id=change.pk)
    side.ids["factor_id"] = app.pk
    # For everybody else, the things of the mentee are somebody else's.
    side.ids |= {
        "wish_id": wish.pk,
        "consent_id": consent.pk,
        "my_change_drop.change_id": change.pk,
        "asking_id": side.mine["mentee"]["asking_id"],
        "asking_link.asking_id": side.mine["asked"]["asking_id"],
    }
    assert match.pk == side.ids["match_id"]


def report_concerns(side: Side) -> None:
    """A concern with an entry, and two looks past the locks: an open one and a reviewed one."""
    about = side.accounts["hana"]
    with acting_as(VISITOR):
        concern = safeguarding.report_concern(
            VISITOR,
            organisation_id=side.organisation,
            text=side.called("I worry"),
            urgency="soon",
            reach_me=side.called("Call me"),
        )
    with acting_as(side.actor("coordinator")) as elena:
        safeguarding.report_concern(
            elena,
            organisation_id=side.organisation,
            text=side.called("I worry too"),
            urgency="now",
            subject_person_id=about,
        )
    with acting_as(side.actor("lead")) as sara:
        safeguarding.add_entry(sara, concern=concern, text=side.called("I called"), state="in_hand")
        looked = organisations.open_emergency(
            sara,
            organisation_id=side.organisation,
            subject_id=side.accounts["looked"],
            reason=side.called("She does not answer any more"),
        )
    with acting_as(side.actor("deputy")) as dina:
        reviewed = organisations.open_emergency(
            dina,
            organisation_id=side.organisation,
            subject_id=side.accounts["minor"],
            reason=side.called("He did not come home"),
        )
        organisations.close_emergency(dina, emergency=reviewed)
    with acting_as(side.actor("lead")) as sara:
        organisations.review_emergency(
            sara, emergency=reviewed, verdict="right", remark=side.called("It was right")
        )
    side.ids |= {"concern_id": concern.pk, "emergency_id": looked.pk}
