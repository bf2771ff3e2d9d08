"""All participants; adding one by hand; changing what is known of one."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amir.core import drafts
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.core.permissions import may
from amir.core.submissions import answer_of, claim, remember_answer
from amir.kit import check_answers, drafting
from amir.kit.tables import Chosen, Shown
from amir.kit.toast import toast
from amir.organisations.models import Organisation
from amir.organisations.queries import organisations_visible_to
from amir.people.models import Profile
from amir.people.queries import callings_of, contacts_of, identities_of, profiles_of
from amir.places import open_gazetteer
from amir.programmes.queries import programmes_visible_to

from .. import actions
from ..forms import ChangePersonForm, NewPersonForm
from ..models import Participant
from ..queries import (
    batch_or_404,
    participant_or_404,
    participants_visible_to,
    with_what_tables_show,
)
from ..reading import locator
from ..roster import Locate
from ..rules import CHANGE, DECIDE, EXPORT, VIEW
from ..tables import PARTICIPANTS, READY

DRAFT = "participant-add"
ABOUT_PERSON = (
    "preferred_name", "full_name", "language", "phone", "email", "birth_year", "gender", "place",
    "availability",
)  # fmt: skip


@guarded(VIEW, methods=("GET", "POST"))
def participants_list(request: ActorRequest) -> HttpResponse:
    """The table, its files, and steps with many at once."""
    if request.GET.get("export") and not may(request.actor, EXPORT):
        raise PermissionDenied
    rows = participants_visible_to(request.actor).filter(
        organisation_id__in=request.actor.organisations_where(VIEW)
    )
    table = PARTICIPANTS.show(request, with_what_tables_show(rows))
    if table.download:
        return table.download
    if chosen := table.chosen():
        return _step_with_many(request, table, chosen)
    return render(request, "participants/list.html", {"table": table})


@guarded(DECIDE, load=batch_or_404, methods=("POST",))
def participants_undo(request: ActorRequest, batch: UUID) -> HttpResponse:
    """Take a bulk of steps back."""
    try:
        taken = actions.take_back_steps(request.actor, batch=batch)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    else:
        toast(request, ngettext("{count} person is back where they were.",
                                "{count} people are back where they were.",
                                len(taken.done)).format(count=len(taken.done)))  # fmt: skip
        _say_refused(request, taken)
    return redirect("participants_list")


@guarded(CHANGE, methods=("GET", "POST"))
def participant_add(request: ActorRequest) -> HttpResponse:
    """Add one person: few fields, then the answers once more, then done."""
    actor = request.actor
    organisations = _organisations(actor)
    chosen = request.POST.get("organisation", "")
    organisation = next((o for o in organisations if str(o.pk) == chosen), organisations[0])

    def build(*given: Any, **options: Any) -> NewPersonForm:
        return NewPersonForm(
            *given,
            locate=_locate(organisation),
            region=organisation.country,
            organisations=lambda: [(str(o.pk), o.name) for o in organisations],
            **options,
        )

    if drafting.is_saving(request):
        drafting.save(actor, DRAFT, request.POST)
        toast(request, _("Your answers are kept. You can go on later."))
        return redirect("participants_list")
    kept = {} if request.POST else drafting.initial(actor, DRAFT, build)  # type: ignore[arg-type]
    form = build(request.POST or None, initial={"language": organisation.language, **kept})
    if form.is_valid() and "again" not in request.POST:
        if "confirmed" not in request.POST:
            return _checking(request, form)
        try:
            address = _taken_up(request, form, organisation)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            drafts.forget(actor, DRAFT)
            return redirect(address)
    return render(request, "participants/add.html", {"form": form, "draft": DRAFT})


@guarded(CHANGE, load=participant_or_404, methods=("GET", "POST"))
def participant_change(request: ActorRequest, participant: Participant) -> HttpResponse:
    """Change or correct what is known; what somebody else changed meanwhile is not overwritten."""
    organisation = organisations_visible_to(request.actor).get(pk=participant.organisation_id)
    form = ChangePersonForm(
        request.POST or None,
        locate=_locate(organisation),
        region=organisation.country,
        initial=_known(request.actor, participant),
    )
    if form.is_valid():
        held = profiles_of(request.actor, [participant.person_id])[participant.person_id].languages
        try:
            actions.correct(
                request.actor,
                participant=participant,
                version=form.cleaned_data["version"],
                capacity=form.cleaned_data["capacity"],
                needs=form.cleaned_data["needs"],
                known=_person_fields(form.cleaned_data, form.locate, organisation, held),
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            toast(request, _("The changes are saved."))
            return redirect("participant_detail", participant_id=participant.pk)
    shown = {"form": form, "participant": participant}
    return render(request, "participants/change.html", shown)


def _step_with_many(request: ActorRequest, table: Shown, chosen: Chosen) -> HttpResponse:
    people = table.chosen_rows(chosen)
    if chosen.act == READY:
        taken = actions.make_ready(request.actor, participants=people)
    else:
        taken = actions.take_steps(request.actor, participants=people, step=chosen.act)
    if taken.done:
        count = len(taken.done)
        toast(
            request,
            ngettext("{count} person went on.", "{count} people went on.", count).format(
                count=count
            ),
            undo=reverse("participants_undo", args=[taken.batch]),
        )
    elif not taken.refused:
        toast(request, _("There was nothing to do for the chosen people."), kind="warn")
    _say_refused(request, taken)
    return redirect(request.get_full_path())


def _say_refused(request: HttpRequest, taken: actions.Taken) -> None:
    """Why some stayed: one sentence a reason, the most frequent first."""
    for why, count in Counter(why for _person, why in taken.refused).most_common(5):
        sentence = ngettext("{count} person stays: {why}", "{count} people stay: {why}", count)
        toast(request, sentence.format(count=count, why=why), kind="warn")


def _organisations(actor: Actor) -> list[Organisation]:
    allowed = actor.organisations_where(CHANGE)
    return list(organisations_visible_to(actor).filter(pk__in=allowed))


def _locate(organisation: Organisation) -> Locate:
    return locator(open_gazetteer(), organisation.country)


def _checking(request: ActorRequest, form: NewPersonForm) -> HttpResponse:
    """The answers once more; they ride along hidden."""
    left_out = {"csrfmiddlewaretoken", "form_id"}
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in left_out
        for value in values
    ]
    shown = {"rows": check_answers.rows(form), "typed": typed}
    return render(request, "participants/check.html", shown)


def _taken_up(request: ActorRequest, form: NewPersonForm, organisation: Organisation) -> str:
    """The address of the new person; a form that was sent twice leads to the same one."""
    form_id = _form_id(request)
    if form_id is not None and not claim(request.actor, form_id):
        return answer_of(form_id) or reverse("participants_list")
    told = form.cleaned_data
    programmes = list(programmes_visible_to(request.actor)[:2])
    participant = actions.take_up(
        request.actor,
        organisation_id=organisation.pk,
        programme_id=programmes[0].pk if len(programmes) == 1 else None,
        side=told["side"],
        capacity=told["capacity"],
        needs=told["needs"],
        known=_person_fields(told, form.locate, organisation, {}),
        agreed_how=_("said so at the desk"),
    )
    address = reverse("participant_detail", args=[participant.pk])
    if form_id is not None:
        remember_answer(form_id, address)
    toast(request, _("The person is taken up."))
    return address


def _form_id(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("form_id", ""))
    except ValueError:
        return None


def _person_fields(
    told: dict[str, Any],
    locate: Locate,
    organisation: Organisation,
    held: dict[str, str | None],
) -> dict[str, Any]:
    """The fields as people's actions take them; levels that are known of languages stay."""
    fields = {name: told[name] for name in ABOUT_PERSON}
    latitude, longitude = (locate(told["place"]) if told["place"] else None) or (None, None)
    return {
        **fields,
        "full_name": told["full_name"] or told["preferred_name"],
        "country": organisation.country if told["place"] else "",
        "latitude": latitude,
        "longitude": longitude,
        "languages": {tag: held.get(tag) for tag in told["languages"]},
    }


def _known(actor: Actor, participant: Participant) -> dict[str, Any]:
    """What the form shows at first."""
    ids = [participant.person_id]
    known: dict[str, Any] = {"version": participant.version, "capacity": participant.capacity}
    for read in (callings_of, identities_of, contacts_of, profiles_of):
        row = read(actor, ids).get(participant.person_id)
        known |= {name: getattr(row, name) for name in ABOUT_PERSON if hasattr(row, name)}
        known |= {"languages": list(row.languages)} if isinstance(row, Profile) else {}
    known["needs"] = [need.theme for need in participant.needs.all()]
    return known
