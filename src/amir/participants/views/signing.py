"""One page on which one signature covers what nobody has dated."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.kit.sending import is_first
from amir.kit.toast import toast
from amir.people.queries import callings_of

from .. import actions
from ..enums import EvidenceKind, Side
from ..forms import STATEMENT, SignatureForm
from ..lifecycle import State
from ..models import Participant, PeopleList
from ..queries import lists_visible_to, participants_visible_to, standings_of
from ..rules import ATTEST
from ..standing import denied_kinds, missing_kinds
from ..wording import kinds

MOST_SINGLE = 100
BEFORE_A_MATCH = (State.APPLICANT, State.ACCEPTED, State.TRAINED)


@dataclass
class Group:
    """People of one side who lack the same."""

    side: str
    missing: tuple[EvidenceKind, ...]
    people: list[tuple[Participant, str]] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Its value in the form."""
        return f"{self.side}:{'+'.join(self.missing)}"

    @property
    def single(self) -> list[tuple[Participant, str]]:
        """Those who can be chosen one by one; a page holds no long list of boxes."""
        return self.people if len(self.people) <= MOST_SINGLE else []

    @property
    def title(self) -> str:
        """In words: how many of whom, and what they lack."""
        count = len(self.people)
        if self.side == Side.MENTOR:
            words = ngettext("{count} mentor", "{count} mentors", count)
        else:
            words = ngettext("{count} mentee", "{count} mentees", count)
        lacking = kinds(self.missing) or _("nothing, only your yes")
        return _("{people}, missing: {kinds}").format(
            people=words.format(count=count), kinds=lacking
        )


@dataclass(frozen=True)
class Sorted:
    """Who can be signed for, by what is missing, and who cannot, with the reason."""

    groups: list[Group]
    stopped: list[tuple[Participant, str, str]]

    def chosen(self, keys: set[str], ids: set[str], *, everybody: bool) -> list[Participant]:
        """Those of the chosen groups, and those chosen one by one."""
        return [
            participant
            for group in self.groups
            for participant, _name in group.people
            if everybody or group.key in keys or str(participant.pk) in ids
        ]


@guarded(ATTEST, methods=("GET", "POST"))
def attestations(request: ActorRequest) -> HttpResponse:
    """Who still waits, by what is missing; sign for the chosen ones."""
    people_list = _people_list(request)
    found = _sorted(request.actor, people_list)
    first = {"dated_on": clock.today(), "statement": STATEMENT}
    form = SignatureForm(request.POST or None, initial=first)
    if form.is_valid():
        chosen = found.chosen(
            set(request.POST.getlist("group")),
            set(request.POST.getlist("person")),
            everybody="everybody" in request.POST,
        )
        try:
            with transaction.atomic():
                _sign(request, form, chosen, people_list)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect(request.get_full_path())
    shown = {
        "form": form,
        "groups": found.groups,
        "stopped": found.stopped,
        "count": sum(len(group.people) for group in found.groups),
        "people_list": people_list,
    }
    return render(request, "participants/signing.html", shown)


def _sign(
    request: ActorRequest,
    form: SignatureForm,
    chosen: list[Participant],
    people_list: PeopleList | None,
) -> None:
    by_organisation: dict[UUID, list[Participant]] = defaultdict(list)
    for participant in chosen:
        by_organisation[participant.organisation_id].append(participant)
    if not chosen:
        raise Refused(_("Choose at least one group or one person."))
    if not is_first(request):
        return
    for people in by_organisation.values():
        signed = actions.sign(
            request.actor, participants=people, people_list=people_list, **form.cleaned_data
        )
        count = len(signed.ready.done)
        sentence = ngettext(
            "Signed. {count} person is ready for a match.",
            "Signed. {count} people are ready for a match.",
            count,
        )
        undo = reverse("participants_undo", args=[signed.ready.batch]) if count else ""
        toast(request, sentence.format(count=count), undo=undo)


def _people_list(request: ActorRequest) -> PeopleList | None:
    """The list that the page is limited to, if it names one that the actor may see."""
    try:
        wanted = UUID(request.GET.get("list", ""))
    except ValueError:
        return None
    return lists_visible_to(request.actor).filter(pk=wanted).first()


def _sorted(actor: Actor, people_list: PeopleList | None) -> Sorted:
    rows = participants_visible_to(actor).filter(
        state__in=BEFORE_A_MATCH, organisation_id__in=actor.organisations_where(ATTEST)
    )
    if people_list is not None:
        rows = rows.filter(pk__in=people_list.rows.values("participant_id"))
    participants = list(rows.order_by("created_at", "pk"))
    standings = standings_of(participants)
    names = callings_of(actor, [p.person_id for p in participants])
    groups: dict[tuple[str, tuple[EvidenceKind, ...]], Group] = {}
    stopped = []
    for participant in participants:
        calling = names.get(participant.person_id)
        name = calling.preferred_name if calling else ""
        held = standings[participant.pk]
        if denied := denied_kinds(held):
            why = _("A source says no to: {kinds}.").format(kinds=kinds(denied))
            stopped.append((participant, name, why))
            continue
        missing = missing_kinds(held)
        group = groups.setdefault((participant.side, missing), Group(participant.side, missing))
        group.people.append((participant, name))
    return Sorted(sorted(groups.values(), key=lambda g: (len(g.missing), g.key)), stopped)
