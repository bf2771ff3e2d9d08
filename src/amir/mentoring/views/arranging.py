"""The desk's pages around a match: first meeting, agreement, and the steps in between."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.forms import KitForm
from amir.kit.sending import sent
from amir.kit.toast import toast
from amir.organisations.queries import colleagues_visible_to, staff_who_may

from .. import actions, terms
from ..forms import AgreementForm, FirstMeetingForm, HeldForm, PaperForm
from ..models import Match
from ..pair_file import PairFile, pair_file
from ..queries import match_or_404
from ..rules import ARRANGE, STEP_MATCH
from ..tables import match_rows
from .acting import actor_of, typed


def _colleagues(request: HttpRequest, match: Match) -> list[tuple[str, str]]:
    """Who of the organisation can be there; whoever asks comes first."""
    actor = actor_of(request)
    staff = staff_who_may(ARRANGE).get(match.organisation_id, [])
    rows = colleagues_visible_to(actor).filter(
        organisation_id=match.organisation_id, account_id__in=staff
    )
    names = dict(rows.values_list("account_id", "shown_name"))
    first = sorted(
        names, key=lambda account_id: (account_id != actor.account_id, names[account_id])
    )
    return [(str(account_id), names[account_id]) for account_id in first]


def _page(
    request: HttpRequest, template: str, match: Match, file: PairFile, **forms: KitForm
) -> HttpResponse:
    [row] = match_rows(actor_of(request), [match])
    context = {"match": match, "row": row, "file": file, "forms": list(forms.values()), **forms}
    return render(request, f"mentoring/{template}.html", context)


@guarded(ARRANGE, load=match_or_404, methods=("GET", "POST"))
def first_meeting(request: HttpRequest, match: Match) -> HttpResponse:
    """Set or move the first meeting."""
    file = pair_file(match)
    form = FirstMeetingForm(_colleagues(request, match), typed(request), initial=_when(file))

    def plan(**given: object) -> None:
        actions.plan_first_meeting(
            actor_of(request),
            match=match,
            starts_at=form.starts_at,
            place_kind=str(given["place_kind"]),
            place=str(given["place"]),
            coordinator_id=UUID(str(given["coordinator_id"])),
        )

    if sent(request, form, plan):
        toast(request, _("The date stands. Both were told that there is one."))
        return redirect("match_page", match_id=match.id)
    return _page(request, "first_meeting", match, file, form=form, held=HeldForm(prefix="held"))


def _when(file: PairFile) -> dict[str, object]:
    """What stands already, to be moved."""
    meeting = file.meeting
    if meeting is None:
        return {"place_kind": "office"}
    starts = timezone.localtime(meeting.starts_at)
    return {
        "day": starts.date(), "time": starts.strftime("%H:%M"), "place_kind": meeting.place_kind,
        "place": meeting.place, "coordinator_id": str(meeting.coordinator_id),
    }  # fmt: skip


@guarded(ARRANGE, load=match_or_404, methods=("POST",))
def first_meeting_held(request: HttpRequest, match: Match) -> HttpResponse:
    """They have met."""
    held = HeldForm(request.POST, prefix="held")

    def note(**given: object) -> None:
        actions.note_first_meeting(actor_of(request), match=match, **given)  # type: ignore[arg-type]

    if sent(request, held, note):
        toast(request, _("It is written down."))
        return redirect("match_page", match_id=match.id)
    file = pair_file(match)
    form = FirstMeetingForm(_colleagues(request, match), initial=_when(file))
    return _page(request, "first_meeting", match, file, form=form, held=held)


@guarded(ARRANGE, load=match_or_404, methods=("GET", "POST"))
def agreement(request: HttpRequest, match: Match) -> HttpResponse:
    """What the two agree on, and who has signed."""
    file = pair_file(match)
    agreed = file.agreement
    names = ("frequency", "minutes", "months", "place_kind", "channel")
    initial = {name: getattr(agreed, name) for name in names}
    initial["home_is_approved"] = agreed.home_approved_by is not None
    form = AgreementForm(typed(request), initial=initial)

    def write(**given: object) -> None:
        actions.write_agreement(actor_of(request), match=match, **given)  # type: ignore[arg-type]

    if sent(request, form, write):
        toast(request, _("The agreement is written."))
        return redirect("match_agreement", match_id=match.id)
    return _page(request, "agreement", match, file, form=form, paper=PaperForm(prefix="paper"))


@guarded(ARRANGE, load=match_or_404, methods=("POST",))
def signed_on_paper(request: HttpRequest, match: Match) -> HttpResponse:
    """Somebody signed with us."""
    paper = PaperForm(request.POST, prefix="paper")

    def note(**given: object) -> None:
        actions.note_signature(
            actor_of(request),
            match=match,
            side=str(given["side"]),
            note=str(given["note"]),
            accepted=terms.RULES.keys(),
            language=translation.get_language() or "en",
        )

    if sent(request, paper, note):
        toast(request, _("It is written down."))
        return redirect("match_agreement", match_id=match.id)
    file = pair_file(match)
    return _page(request, "agreement", match, file, form=AgreementForm(), paper=paper)


@guarded(STEP_MATCH, load=match_or_404, methods=("POST",))
def step(request: HttpRequest, match: Match) -> HttpResponse:
    """On hold, asleep, awake again, about to close."""
    try:
        actions.take_match_step(
            actor_of(request),
            match=match,
            step=request.POST.get("step", ""),
            why=request.POST.get("why", ""),
        )
    except Refused as refused:
        toast(request, str(refused), kind="bad")
    else:
        toast(request, _("Done. The match is now: {state}.").format(
            state=match.get_state_display()))  # fmt: skip
    return redirect(reverse("match_page", args=[match.pk]))
