"""The desk of applications: who applied, what was found out, what was decided."""

from typing import Any, NamedTuple
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.core.submissions import claim
from amir.kit.check_answers import Row
from amir.kit.parts import Task
from amir.kit.toast import toast
from amir.organisations.models import Organisation
from amir.participants.enums import Side
from amir.participants.models import Participant
from amir.participants.queries import names_of_colleagues
from amir.people.queries import callings_of, contacts_of

from .. import actions, rules
from ..actions.deciding import lacking
from ..describing import TITLES, label_of, topic_name
from ..enums import Intake
from ..forms import HelpForm
from ..models import (
    ConsentGiven,
    Enquiry,
    ModuleCompletion,
    RecordCheck,
    Referral,
    SelfEvaluation,
    VoiceNote,
)
from ..queries import (
    applicant_or_404,
    criteria_of,
    enquiries_visible_to,
    interviews_of,
    opening_of,
    openings_visible_to,
    references_of,
    verdicts_of,
    voice_or_404,
    with_what_the_table_shows,
)
from ..questions import BY_STEP, Agreement
from ..rules import SCREEN, VIEW
from ..steps import steps_for
from ..tables import APPLICATIONS
from .acts import ACTS, Act
from .applying import in_words


@guarded(VIEW)
def applications(request: ActorRequest) -> HttpResponse:
    """Everybody who applied or has begun to; who wants a call first."""
    rows = enquiries_visible_to(request.actor)
    table = APPLICATIONS.show(request, with_what_the_table_shows(rows))
    if table.download:
        return table.download
    calls = [
        (enquiry, actions.read_enquiry(request.actor, enquiry=enquiry))
        for enquiry in rows.filter(wants_call=True, called_at=None).order_by("touched_at")
    ]
    return render(request, "recruiting/applications.html", {"table": table, "calls": calls})


def _enquiry_or_404(actor: Actor, *, enquiry_id: UUID) -> Enquiry:
    found = enquiries_visible_to(actor).filter(pk=enquiry_id).first()
    if found is None:
        raise Http404
    return found


@guarded(SCREEN, load=_enquiry_or_404, methods=("POST",))
def settle_call(request: ActorRequest, enquiry: Enquiry) -> HttpResponse:
    """Somebody has called."""
    actions.settle_call(request.actor, enquiry=enquiry)
    toast(request, _("Good. The call is off the list."))
    return redirect("applications")


@guarded(SCREEN, methods=("GET", "POST"))
def help_somebody(request: ActorRequest) -> HttpResponse:
    """Begin an application that is filled in together, on the pages that everybody sees."""
    openings = {str(each.pk): each for each in openings_visible_to(request.actor)}
    named = [(key, f"{Side(each.side).label} · {each.slug}") for key, each in openings.items()]
    form = HelpForm(request.POST or None, openings=named)
    if form.is_valid():
        opening = openings[form.cleaned_data["opening"]]
        begun = actions.begin(
            request.actor, opening=opening, language=form.cleaned_data["language"],
            channel=Intake.HELPED,
        )  # fmt: skip
        return redirect("apply_step", slug=opening.slug, token=begun.token, step="name")
    return render(request, "recruiting/help.html", {"form": form, "has_roles": bool(openings)})


@guarded(VIEW, load=applicant_or_404)
def application(request: ActorRequest, participant: Participant) -> HttpResponse:
    """Everything that is known of an applicant, and what is still missing."""
    return render(request, "recruiting/application.html", _page(request.actor, participant))


@guarded(VIEW, load=voice_or_404)
def voice(request: ActorRequest, note: VoiceNote) -> HttpResponse:
    """A voice note to listen to; hearing it is written down."""
    content = actions.listen_to(request.actor, note=note)
    response = HttpResponse(content, content_type=note.media_type)
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "no-store"
    return response


class Asked(NamedTuple):
    """An applicant and what is to be written down about them."""

    participant: Participant
    act: Act

    @property
    def organisation_id(self) -> UUID:
        """Permissions are asked of it."""
        return self.participant.organisation_id


def act_or_404(actor: Actor, *, participant_id: UUID, act: str) -> Asked:
    """An applicant, and an act that there is. Raises Http404."""
    participant = applicant_or_404(actor, participant_id=participant_id)
    if act not in ACTS:
        raise Http404
    return Asked(participant, ACTS[act])


@guarded(SCREEN, load=act_or_404, methods=("GET", "POST"))
def act(request: ActorRequest, asked: Asked) -> HttpResponse:
    """Write something down about an applicant: one form, one act."""
    participant, wanted = asked
    form = wanted.form(
        request.POST or None,
        asked=wanted.ask(participant),
        initial=wanted.first(participant),
    )
    if form.is_valid():
        try:
            if _is_first(request):
                wanted.do(request.actor, participant, form)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            toast(request, _("It is written down."))
            return redirect("application", participant_id=participant.pk)
    shown = {"form": form, "act": wanted, **_who(request.actor, participant)}
    if wanted.is_decision:
        shown["missing"] = lacking(participant)
    return render(request, "recruiting/act.html", shown)


def _is_first(request: ActorRequest) -> bool:
    try:
        return claim(request.actor, UUID(request.POST.get("form_id", "")))
    except ValueError:
        return True


def _who(actor: Actor, participant: Participant) -> dict[str, Any]:
    calling = callings_of(actor, [participant.person_id]).get(participant.person_id)
    return {"participant": participant, "calling": calling}


def _page(actor: Actor, participant: Participant) -> dict[str, Any]:
    enquiry = Enquiry.objects.filter(participant=participant).select_related("opening").first()
    colleagues = names_of_colleagues(participant.organisation_id)
    labels = {item["key"]: label_of(item) for item in criteria_of(opening_of(participant))[1]}
    return {
        **_who(actor, participant),
        "contact": contacts_of(actor, [participant.person_id]).get(participant.person_id),
        "enquiry": enquiry,
        "title": TITLES[participant.side],
        "told": _told(actor, enquiry),
        "voices": list(enquiry.voice_notes.all()) if enquiry else [],
        "helper": colleagues.get(enquiry.helped_by, "") if enquiry and enquiry.helped_by else "",
        "consents": list(ConsentGiven.objects.filter(participant=participant)),
        "tasks": _tasks(participant),
        "missing": lacking(participant),
        "references": list(references_of(participant)),
        "checks": list(RecordCheck.objects.filter(participant=participant)),
        "referrals": list(Referral.objects.filter(participant=participant)),
        "modules": [
            (topic_name(each.module), each)
            for each in ModuleCompletion.objects.filter(participant=participant)
        ],
        "evaluations": _evaluations(participant),
        "verdicts": [
            (each, colleagues.get(each.decided_by, ""), labels.get(each.criterion, each.criterion))
            for each in verdicts_of(participant)
        ],
        "acts": [each for each in ACTS.values() if each.fits(participant)],
        "organisation": Organisation.objects.get(pk=participant.organisation_id),
    }


def _told(actor: Actor, enquiry: Enquiry | None) -> list[Row]:
    """The answers of the application, in the reader's language."""
    if enquiry is None:
        return []
    answers = actions.read_enquiry(actor, enquiry=enquiry)
    return [
        Row(BY_STEP[step].short, in_words(BY_STEP[step], answers.get(step), enquiry.opening.side))
        for step in steps_for(answers)[:-1]
        if BY_STEP[step] is not Agreement and answers.get(step)
    ]


def _tasks(participant: Participant) -> list[Task]:
    """What leads to a decision and to a match, each with the way to it."""

    def address(name: str) -> str:
        return reverse("application_act", args=[participant.pk, name])

    held = interviews_of(participant).exists()
    asked = list(references_of(participant))
    answered = [each for each in asked if each.outcome]
    is_mentor = participant.side == rules.MENTOR
    tasks = [Task(_("Interview"), address("interview"), "done" if held else "to do")]
    if is_mentor:
        state = "done" if asked and len(answered) == len(asked) else "waiting" if asked else "to do"
        tasks.append(Task(_("References"), address("reference"), state))  # type: ignore[arg-type]
        checked = RecordCheck.objects.filter(participant=participant).exists()
        tasks.append(Task(_("Record check"), address("check"), "done" if checked else "to do"))
    decided = verdicts_of(participant).exists()
    tasks.append(Task(_("Decision"), address("decide"), "done" if decided else "to do"))
    learnt = ModuleCompletion.objects.filter(participant=participant).exists()
    label = _("Training") if is_mentor else _("Orientation")
    tasks.append(Task(label, address("modules"), "started" if learnt else "to do"))
    return tasks


def _evaluations(participant: Participant) -> list[tuple[str, list[tuple[str, int]]]]:
    """What a mentor said of themself: moment -> (topic, mark)."""
    return [
        (
            each.get_moment_display(),
            [(topic_name(topic), mark) for topic, mark in each.marks.items()],
        )
        for each in SelfEvaluation.objects.filter(participant=participant).order_by("answered_on")
    ]
