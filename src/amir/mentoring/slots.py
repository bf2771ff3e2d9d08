"""What this room puts onto pages of lower and higher rooms."""

from typing import Any, cast

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.guard import ActorRequest
from amir.core.search import Hit, matching
from amir.core.slots import Entry, fill
from amir.kit import navigation
from amir.organisations.models import Organisation
from amir.participants.lifecycle import State
from amir.participants.models import Participant
from amir.participants.queries import participants_visible_to
from amir.people.models import Calling

from .enums import MatchState, PlanState, ProposalState
from .models import Wish, last_day_of
from .queries import (
    askings_visible_to,
    guardians_today,
    matches_to_meet,
    matches_visible_to,
    names_of_people,
    plans_visible_to,
    proposals_visible_to,
    wishes_visible_to,
)
from .rules import ARRANGE, CHANGE_RULES, PLAN, VIEW_MATCHES, VIEW_PLANS
from .scopes import scopes
from .tables import best_match_of, match_rows, pair_rows

RECENT = 5
MOST_ON_HOME = 20
MOST_FOUND = 20


def register() -> None:
    """Fill slots and navigation; called once, when the app is ready."""
    fill("participant_page", Entry("pairs", VIEW_PLANS, "mentoring/slot/participant.html",
                                   of_participant, 40))  # fmt: skip
    fill("participant_page", Entry("guardians", ARRANGE, "mentoring/slot/guardians.html",
                                   of_minor, 30))  # fmt: skip
    fill("attestation_next", Entry("plan", PLAN, "mentoring/slot/find_pairs.html", of_signing))
    fill("desk_home", Entry("pairs", VIEW_PLANS, "mentoring/slot/home.html", of_home, 20))
    fill("desk_home", Entry("unmet", ARRANGE, "mentoring/slot/unmet.html", of_unmet, 15))
    fill("desk_home", Entry("wishes", VIEW_MATCHES, "mentoring/slot/wishes.html", of_wishes, 10))
    fill("search", Entry("matches", VIEW_MATCHES, "", of_search, 60))
    fill("listen", Entry("voice", "public", "mentoring/slot/listen.html", of_listening))
    group = _("Mentoring")
    navigation.add("desk", _("Plans"), "plans", VIEW_PLANS, "list", 40, group=group)
    navigation.add("desk", _("Rules"), "rules", CHANGE_RULES, "settings", 45, group=group)
    navigation.add("desk", _("Matches"), "matches", VIEW_MATCHES, "pair", 50, group=group)
    navigation.add("desk", _("Second mentors"), "helpers", ARRANGE, "people", 55, group=group)
    navigation.add("desk", _("Interpreters"), "interpreters", ARRANGE, "message", 56, group=group)
    navigation.add("me", _("Start"), "me_home", icon="home", order=10)
    navigation.add("me", _("My data"), "me_data", icon="person", order=20)
    navigation.add("me", _("Who looked"), "me_seen", icon="info", order=30)


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor


def of_signing(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """Whoever has just signed goes on to pairs in one step."""
    people = participants_visible_to(_actor(request)).filter(state=State.AVAILABLE)
    people_list = page.get("people_list")
    if people_list is not None:
        people = people.filter(organisation_id=people_list.organisation_id)
    wanted = scopes(_actor(request))
    if people_list is not None:
        wanted = [s for s in wanted if s.programme_id == people_list.programme_id
                  and s.organisation_id == people_list.organisation_id]  # fmt: skip
    if page.get("groups") or len(wanted) != 1 or not people.exists():
        return None
    return {"scope": wanted[0].key}


def of_participant(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """The proposals and matches of the participant of the page."""
    participant = page.get("participant")
    if not isinstance(participant, Participant):
        return None
    actor, side = _actor(request), participant.side
    proposals = proposals_visible_to(actor).filter(**{side: participant})
    matches = matches_visible_to(actor).filter(**{side: participant})
    newest = proposals.order_by("-created_at")[:RECENT]
    rows = pair_rows(actor, newest)
    labels = [(row, ProposalState(row.state).label) for row in rows]
    running = [(row, MatchState(row.state).label) for row in match_rows(actor, matches)]
    best = best_match_of(actor, participant.pk, participant.organisation_id)
    if not labels and not running and best is None:
        return None
    return {"proposals": labels, "matches": running, "today": best}


def of_minor(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """Who answers for somebody under 18, on their page."""
    participant = page.get("participant")
    if not isinstance(participant, Participant) or not participant.person.is_minor:
        return None
    organisation = Organisation.objects.get(pk=participant.organisation_id)
    return {
        "participant_id": participant.pk,
        "takes_minors": organisation.takes_minors,
        "is_guarded": bool(guardians_today([participant.pk])),
    }


def of_home(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """What waits for a coordinator: pairs to decide, answers that are late, a no that came."""
    actor = _actor(request)
    plan = plans_visible_to(actor).filter(state=PlanState.READY).first()
    proposals = proposals_visible_to(actor)
    deciding = proposals.filter(plan=plan, state=ProposalState.PROPOSED).count() if plan else 0
    asked = proposals.filter(state=ProposalState.ASKED)
    over = proposals.filter(
        state__in=[ProposalState.DECLINED, ProposalState.EXPIRED], plan__state=PlanState.READY
    ).order_by("-decided_at", "id")
    unanswered = askings_visible_to(actor).filter(
        proposal__state=ProposalState.ASKED, answer="", taken_back_at=None
    )
    first = unanswered.order_by("answer_by").values_list("answer_by", flat=True).first()
    context = {
        "plan": plan,
        "deciding": deciding,
        "asked": asked.count(),
        "unreached": unanswered.filter(is_sent=False).count(),
        "last_day": last_day_of(first) if first else None,
        "is_soon": first is not None and (first - clock.now()).days < 2,
        "over": [
            (row, ProposalState(row.state).label) for row in pair_rows(actor, over[:MOST_ON_HOME])
        ],
    }
    return context if any(context[k] for k in ("deciding", "asked", "over")) else None


def of_unmet(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """Matches that wait too long for somebody to arrange their first meeting."""
    waiting = matches_to_meet(_actor(request))
    if not waiting:
        return None
    return {"rows": match_rows(_actor(request), waiting[:MOST_ON_HOME]), "count": len(waiting)}


def of_wishes(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """Who asks to be called, or for a correction."""
    actor = _actor(request)
    organisations = actor.organisations_where(VIEW_MATCHES)
    rows: list[Wish] = list(
        wishes_visible_to(actor)
        .filter(settled_at=None, organisation_id__in=organisations)
        .order_by("created_at")[:MOST_ON_HOME]
    )
    if not rows:
        return None
    names = names_of_people(actor, {row.person_id for row in rows})
    return {"wishes": [(row, names.get(row.person_id, "")) for row in rows]}


def of_search(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """Matches in which somebody has the name, or nearly."""
    actor = _actor(request)
    callings = Calling.objects.filter(organisation_id__in=actor.organisations_where(VIEW_MATCHES))
    found = matching(callings, ["preferred_name"], page["text"])[:MOST_FOUND]
    people = [calling.person_id for calling in found]
    rows = matches_visible_to(actor).filter(
        Q(mentee_person_id__in=people) | Q(mentor_person_id__in=people)
    )
    hits = [
        Hit(
            f"{row.mentee} – {row.mentor}",
            reverse("match_page", kwargs={"match_id": row.id}),
            MatchState(row.state).label,
        )
        for row in match_rows(actor, rows[:MOST_FOUND])
    ]
    return {"label": _("Matches"), "hits": hits} if hits else None


def of_listening(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any]:
    """The device reads the page; whoever is signed in can ask for a call instead."""
    return {"is_signed_in": _actor(request).is_signed_in}
