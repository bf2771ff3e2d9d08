"""The desk: what a programme asks with, what a group's figures say, whom to ask."""

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.core.permissions import may
from amir.kit.sending import sent
from amir.kit.toast import toast
from amir.participants.models import Participant
from amir.participants.queries import participant_or_404
from amir.people.queries import callings_of
from amir.programmes.models import Programme
from amir.programmes.queries import partner_organisations, programme_or_404
from amir.programmes.rules import VIEW
from amir.programmes.wording import said

from .. import actions
from ..change import group_change
from ..definition import Definition
from ..forms import AskForm, BringForm
from ..models import Round
from ..queries import definitions_of, offered_without_text, round_or_404, rounds_visible_to
from ..rules import ASK, BRING, RESULTS
from ..shipped import file_of
from ..tables import CHANGES, INSTRUMENTS, ROUNDS, change_rows, instrument_rows, round_rows


def actor_of(request: HttpRequest) -> Actor:
    """Who acts."""
    return cast(ActorRequest, request).actor


def _page(request: HttpRequest, programme: Programme, **shown: Any) -> dict[str, Any]:
    request.programme = programme  # type: ignore[attr-defined]  # for the funder's statement
    may_bring = may(actor_of(request), BRING, programme)
    return {"programme": programme, "may_bring": may_bring, **shown}


def organisations_counted(actor: Actor, programme: Programme) -> list[UUID]:
    """Whose figures the actor is shown: all partners' for who coordinates, else their own."""
    partners = partner_organisations(programme.pk)
    if may(actor, BRING, programme):
        return partners
    mine = set(actor.organisations_where(RESULTS))
    return [each for each in partners if each in mine]


@guarded(VIEW, load=programme_or_404)
def programme_instruments(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What can be asked here, and what can be brought."""
    shown = INSTRUMENTS.show(request, instrument_rows(programme))
    offered = [
        (definition, said(definition.names))
        for definition in offered_without_text().values()
        if definition.key not in definitions_of(programme.pk)
    ]
    told = _page(request, programme, table=shown, offered=offered)
    return shown.download or render(request, "instruments/list.html", told)


@guarded(BRING, load=programme_or_404, methods=("GET", "POST"))
def instrument_bring(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Bring a definition as a file."""
    form = BringForm(request.POST or None, request.FILES or None)

    def act(upload: Any) -> None:
        actions.bring_instrument(actor_of(request), programme=programme, content=upload.read())

    if sent(request, form, act):
        toast(
            request, _("The questionnaire is here. The programme's settings say when it is asked.")
        )
        return redirect("programme_instruments", key=programme.key)
    return render(request, "instruments/bring.html", _page(request, programme, form=form))


@guarded(VIEW)
def instrument_page(request: HttpRequest, key: str, instrument: str) -> HttpResponse:
    """The questions, where they come from, and how the group's figures changed."""
    programme = programme_or_404(actor_of(request), key)
    definition = _definition_or_404(programme, instrument)
    organisations = organisations_counted(actor_of(request), programme)
    rows = change_rows(
        (side, change)
        for side in (definition.sides if organisations else ())
        for change in group_change(
            definition, organisation_ids=organisations, programme_id=programme.pk, side=side
        )
    )
    shown = CHANGES.show(request, rows)
    told = _page(
        request,
        programme,
        definition=definition,
        name=said(definition.names),
        about=said(definition.about),
        items=[said(item.texts) for item in definition.items],
        table=shown if organisations else None,
        is_whole_programme=may(actor_of(request), BRING, programme),
    )
    return shown.download or render(request, "instruments/page.html", told)


@guarded(VIEW)
def instrument_file(request: HttpRequest, key: str, instrument: str) -> HttpResponse:
    """The definition of ours as YAML: to read, to translate, or to write the words into."""
    programme_or_404(actor_of(request), key)
    content = file_of(instrument)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{instrument}.yaml"'
    return response


def _participant_or_404(actor: Actor, *, participant_id: UUID) -> Participant:
    """A participant of an organisation in which the actor asks people; not oneself."""
    found = participant_or_404(actor, participant_id=participant_id)
    if not may(actor, ASK, found):
        raise Http404
    return found


@guarded(ASK, load=_participant_or_404, methods=("GET", "POST"))
def participant_rounds(request: HttpRequest, participant: Participant) -> HttpResponse:
    """When somebody is asked, and whether they answered; never what."""
    actor = actor_of(request)
    definitions = definitions_of(participant.programme_id)
    choices = [
        (name, str(said(definition.names)))
        for name, (definition, _brought) in definitions.items()
        if participant.side in definition.sides
    ]
    form = AskForm(request.POST or None, choices=choices)

    def act(instrument: str) -> None:
        actions.open_round(actor, participant=participant, instrument=instrument)

    if sent(request, form, act):
        toast(request, _("The questions stand on the person's own page."))
        return redirect("participant_rounds", participant_id=participant.pk)
    rounds = list(rounds_visible_to(actor).filter(participant=participant))
    shown = ROUNDS.show(request, round_rows(rounds))
    calling = callings_of(actor, [participant.person_id]).get(participant.person_id)
    told = {"participant": participant, "calling": calling, "table": shown, "form": form,
            "open": [row for row in rounds if row.answered_at is None]}  # fmt: skip
    return shown.download or render(request, "instruments/rounds.html", told)


@guarded(ASK, load=round_or_404, methods=("POST",))
def round_link(request: HttpRequest, asked: Round) -> HttpResponse:
    """A link to hand over: shown once."""
    try:
        token = actions.new_link(actor_of(request), asked=asked)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
        return redirect("participant_rounds", participant_id=asked.participant_id)
    address = str(settings.SITE_URL) + reverse("round_by_link", args=[token])
    response = render(request, "instruments/link.html", {"asked": asked, "address": address})
    response["Cache-Control"] = "no-store"
    return response


def _definition_or_404(programme: Programme, name: str) -> Definition:
    found = definitions_of(programme.pk).get(name)
    if found is None:
        raise Http404
    return found[0]
