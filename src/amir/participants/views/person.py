"""The page of one participant, and what can be done there."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.core.models import AuditEvent
from amir.core.permissions import may
from amir.kit.check_answers import Row
from amir.kit.parts import Task
from amir.kit.toast import toast
from amir.people.models import Identity, Profile
from amir.people.queries import callings_of, contacts_of, identities_of, profiles_of
from amir.programmes.wording import country_name

from .. import actions
from ..actions.stepping import TAKEN_BACK, why_closed
from ..forms import CRITERIA, DecisionForm, EvidenceForm, StepForm
from ..lifecycle import STEPS, State, steps_from
from ..models import Evidence, Participant
from ..queries import (
    evidence_of,
    evidence_or_404,
    history_of,
    names_of_colleagues,
    participant_or_404,
    screenings_of,
    standings_of,
)
from ..readiness import Standing
from ..rules import CHANGE, DECIDE, VIEW
from ..standing import KINDS, Standings, opens
from ..tables import TONES
from ..wording import GENDERS, spoken, theme_name, times

LOOKS_SHOWN = 20


@guarded(VIEW, load=participant_or_404)
def participant_detail(request: ActorRequest, participant: Participant) -> HttpResponse:
    """Everything about one participant."""
    return render(request, "participants/person.html", _page(request.actor, participant))


@guarded(DECIDE, load=participant_or_404, methods=("POST",))
def participant_step(request: ActorRequest, participant: Participant) -> HttpResponse:
    """Take one step."""
    form = StepForm(request.POST)
    if form.is_valid():
        participant.version = form.cleaned_data["version"]
        try:
            actions.take_step(
                request.actor,
                participant=participant,
                step=form.cleaned_data["step"],
                why=form.cleaned_data["why"],
            )
        except Refused as refusal:
            toast(request, str(refusal), kind="bad")
        else:
            label = State(participant.state).label
            toast(request, _("The state is now: {state}.").format(state=label))
    return redirect("participant_detail", participant_id=participant.pk)


@guarded(DECIDE, load=participant_or_404, methods=("GET", "POST"))
def participant_decide(request: ActorRequest, participant: Participant) -> HttpResponse:
    """Decide about an application, while it is undecided or was refused."""
    if participant.state not in STEPS["accept"].sources:
        toast(request, _("This application is decided already."), kind="warn")
        return redirect("participant_detail", participant_id=participant.pk)
    form = DecisionForm(request.POST or None, initial={"version": participant.version})
    if form.is_valid():
        participant.version = form.cleaned_data["version"]
        try:
            actions.decide(
                request.actor,
                participant=participant,
                decision=form.cleaned_data["decision"],
                reason=form.cleaned_data["reason"],
                criteria=form.criteria(),
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            toast(request, _("The decision is written down."))
            return redirect("participant_detail", participant_id=participant.pk)
    shown = {"form": form, **_who(request.actor, participant)}
    return render(request, "participants/decide.html", shown)


@guarded(CHANGE, load=participant_or_404, methods=("GET", "POST"))
def participant_evidence(request: ActorRequest, participant: Participant) -> HttpResponse:
    """Take evidence down."""
    first = {"kind": request.GET.get("kind", ""), "dated_on": clock.today()}
    form = EvidenceForm(request.POST or None, initial=first)
    if form.is_valid():
        try:
            actions.record_evidence(request.actor, participant=participant, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            toast(request, _("The evidence is written down."))
            return redirect("participant_detail", participant_id=participant.pk)
    shown = {"form": form, **_who(request.actor, participant)}
    return render(request, "participants/evidence.html", shown)


@guarded(CHANGE, load=evidence_or_404, methods=("POST",))
def participant_evidence_remove(request: ActorRequest, evidence: Evidence) -> HttpResponse:
    """Take away what was recorded by mistake."""
    try:
        actions.remove_evidence(request.actor, evidence=evidence)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    else:
        toast(request, _("The evidence is taken away. The audit keeps that it was there."))
    return redirect("participant_detail", participant_id=evidence.participant_id)


def _who(actor: Actor, participant: Participant) -> dict[str, Any]:
    calling = callings_of(actor, [participant.person_id]).get(participant.person_id)
    return {"participant": participant, "calling": calling}


def _page(actor: Actor, participant: Participant) -> dict[str, Any]:
    ids = [participant.person_id]
    colleagues = names_of_colleagues(participant.organisation_id)
    standings = standings_of([participant])[participant.pk]
    identity = identities_of(actor, ids).get(participant.person_id)
    profile = profiles_of(actor, ids).get(participant.person_id)
    return {
        **_who(actor, participant),
        "contact": contacts_of(actor, ids).get(participant.person_id),
        "who_rows": _who_rows(identity, profile),
        "matching_rows": _matching_rows(participant, profile),
        "tone": TONES[State(participant.state)],
        "tasks": _tasks(participant, standings),
        "steps": _steps(actor, participant, standings),
        "evidence": [(row, colleagues.get(row.signed_by, "")) for row in evidence_of(participant)],
        "history": _history(participant, colleagues),
        "decisions": _decisions(participant, colleagues),
        "looks": _looks(participant, colleagues),
        "may_change": may(actor, CHANGE, participant),
        "may_decide": may(actor, DECIDE, participant),
        "is_undecided": participant.state in STEPS["accept"].sources,
    }


def _who_rows(identity: Identity | None, profile: Profile | None) -> list[Row]:
    """Who it is; what nobody told is left out."""
    if identity is None:
        return []
    told = (
        (_("Full name"), identity.full_name),
        (_("Year of birth"), identity.birth_year),
        (_("Gender"), GENDERS.get(identity.gender)),
        (_("Comes from"), country_name(identity.origin) if identity.origin else None),
        (_("Arrived in"), identity.arrived_on.year if identity.arrived_on else None),
        (_("Lives in"), profile.place if profile else None),
    )
    return [Row(label, str(value)) for label, value in told if value]


def _matching_rows(participant: Participant, profile: Profile | None) -> list[Row]:
    """What matching looks at; what is missing is said."""
    themes = [theme_name(need.theme) for need in participant.needs.all()]
    return [
        Row(_("Languages"), "\n".join(spoken(profile.languages) if profile else [])),
        Row(_("Themes"), ", ".join(themes)),
        Row(_("Can meet"), "\n".join(times(profile.availability) if profile else [])),
        Row(_("How many at once"), str(participant.capacity)),
    ]


def _tasks(participant: Participant, standings: Standings) -> list[Task]:
    """What is there and what is missing before a match, each with the way to it."""
    address = reverse("participant_evidence", args=[participant.pk])
    tasks = []
    for wanted, standing in standings.items():
        kind = KINDS[wanted]
        link = f"{address}?kind={kind}"
        if standing is Standing.DENIED:
            hint = _("A source says no. Only newer evidence changes that.")
            tasks.append(Task(kind.label, link, "problem", hint))
        elif standing is Standing.UNTOLD:
            tasks.append(Task(kind.label, link, "to do"))
        else:
            hint = _("by signature") if standing is Standing.VOUCHED else ""
            tasks.append(Task(kind.label, "", "done", hint))
    return tasks


def _steps(actor: Actor, participant: Participant, standings: Standings) -> list[tuple[Any, str]]:
    """The steps from here with what keeps somebody from each, "" if nothing does."""
    return [
        (step, "" if opens(step, standings) else why_closed(step, standings))
        for step in steps_from(participant.state)
        # Deciding has a page of its own; matching and its end are acts of a higher room.
        if step.permission == DECIDE and may(actor, DECIDE, participant) and step.name != "refuse"
    ]


def _history(participant: Participant, colleagues: dict[Any, str]) -> list[dict[str, Any]]:
    """The steps, newest first, as a thread."""
    return [
        {
            "who": colleagues.get(change.by, _("The platform")),
            "when": change.created_at,
            "text": change.why,
            "note": State(change.target).label
            if change.step != TAKEN_BACK
            else _("Taken back: {state}").format(state=State(change.target).label),
        }
        for change in reversed(history_of(participant))
    ]


def _decisions(participant: Participant, colleagues: dict[Any, str]) -> list[dict[str, Any]]:
    return [
        {
            "decision": STEPS[screening.decision].label,
            "who": colleagues.get(screening.decided_by, ""),
            "when": screening.decided_on,
            "reason": screening.reason,
            "criteria": [
                (CRITERIA[name], answer)
                for name, answer in screening.criteria.items()
                if name in CRITERIA
            ],
        }
        for screening in screenings_of(participant)
    ]


def _looks(participant: Participant, colleagues: dict[Any, str]) -> list[tuple[str, Any]]:
    """Who looked, for those who may read the audit; the person sees it on their own page."""
    reads = AuditEvent.objects.filter(
        act="read",
        subjects__contains=[participant.person_id],
        organisation_id=participant.organisation_id,
    ).order_by("-id")[:LOOKS_SHOWN]
    return [(colleagues.get(event.actor_id, _("Somebody else")), event.at) for event in reads]
