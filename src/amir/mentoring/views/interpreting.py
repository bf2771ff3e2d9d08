"""Interpreters: who they are, that they keep everything to themselves, and when they come."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.sending import sent
from amir.kit.toast import toast

from .. import actions
from ..forms import BookingForm, BoundForm, InterpreterForm
from ..models import Booking, Interpreter, Match
from ..queries import (
    booking_or_404,
    bookings_visible_to,
    interpreter_or_404,
    interpreters_today,
    interpreters_visible_to,
    match_or_404,
)
from ..rules import ARRANGE
from ..tables import match_rows
from ..wording import language_name, listed
from .acting import actor_of, typed


def spoken(interpreter: Interpreter) -> str:
    """The languages of an interpreter in words."""
    return listed(map(language_name, interpreter.languages))


@guarded(ARRANGE, methods=("GET", "POST"))
def interpreters(request: HttpRequest) -> HttpResponse:
    """Who interprets for us, and somebody new."""
    actor = actor_of(request)
    ours = actor.organisations_where(ARRANGE)
    form = InterpreterForm(typed(request))

    def add(**told: str) -> None:
        actions.add_interpreter(actor, organisation_id=ours[0], **told)

    if sent(request, form, add):
        toast(request, _("They are on the list. Note the promise before you book them."))
        return redirect("interpreters")
    rows = interpreters_visible_to(actor).filter(left_at=None)
    context = {"rows": [(row, spoken(row)) for row in rows], "form": form}
    return render(request, "mentoring/interpreters.html", context)


@guarded(ARRANGE, load=interpreter_or_404, methods=("GET", "POST"))
def interpreter(request: HttpRequest, interpreter: Interpreter) -> HttpResponse:
    """One interpreter: the promise, and when they come."""
    actor = actor_of(request)
    form = BoundForm(typed(request))

    def bind(**told: object) -> None:
        actions.bind_interpreter(actor, interpreter=interpreter, **told)  # type: ignore[arg-type]

    if sent(request, form, bind):
        toast(request, _("It is written down."))
        return redirect("interpreter", interpreter_id=interpreter.pk)
    bookings = bookings_visible_to(actor).filter(interpreter=interpreter, cancelled_at=None)
    context = {
        "interpreter": interpreter,
        "spoken": spoken(interpreter),
        "form": form,
        "bookings": bookings.order_by("-starts_at"),
    }
    return render(request, "mentoring/interpreter.html", context)


@guarded(ARRANGE, load=interpreter_or_404, methods=("POST",))
def leave(request: HttpRequest, interpreter: Interpreter) -> HttpResponse:
    """They interpret for us no more."""
    actions.release_interpreter(actor_of(request), interpreter=interpreter)
    toast(request, _("They are off the list. What was booked is cancelled."))
    return redirect("interpreters")


@guarded(ARRANGE, load=match_or_404, methods=("GET", "POST"))
def book(request: HttpRequest, match: Match) -> HttpResponse:
    """Book somebody for a pair."""
    actor = actor_of(request)
    free = {str(row.pk): row for row in interpreters_today(actor, match.organisation_id)}
    choices = [(key, f"{row.name} · {spoken(row)}") for key, row in free.items()]
    form = BookingForm(
        choices, typed(request), initial={"interpreter": str(match.interpreter_id or "")}
    )

    def act(interpreter: str, minutes: int, mode: str, **_when: object) -> None:
        actions.book_interpreter(
            actor, match=match, interpreter=free[str(UUID(interpreter))],
            starts_at=form.starts_at, minutes=minutes, mode=mode,
        )  # fmt: skip

    if sent(request, form, act):
        toast(request, _("The interpreter is booked."))
        return redirect("match_page", match_id=match.pk)
    [row] = match_rows(actor, [match])
    context = {"match": match, "row": row, "form": form, "has_choice": bool(choices)}
    return render(request, "mentoring/booking.html", context)


@guarded(ARRANGE, load=booking_or_404, methods=("POST",))
def cancel(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Nobody comes."""
    try:
        actions.cancel_booking(actor_of(request), booking=booking)
    except Refused as refused:
        toast(request, str(refused), kind="bad")
    else:
        toast(request, _("The booking is cancelled."))
    return redirect("match_page", match_id=booking.match_id)
