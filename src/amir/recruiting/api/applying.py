"""Roles, and applying for one."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from amir.core.api import (
    ERRORS,
    FormIn,
    Needs,
    Page,
    Paging,
    Problem,
    Text,
    actor_of,
    once,
    page,
)
from amir.core.errors import Refused
from amir.core.limits import allow
from amir.participants.enums import Side
from amir.people.devices import address_of

from .. import actions, queries, rules
from ..actions.sending import Consented
from ..consents import consent_for
from ..enums import Intake
from ..models import Enquiry, Opening
from ..questions import BY_STEP, Agreement, CallMe, Themes
from ..steps import steps_for

router = Router()


class RoleOut(Schema):
    """A role for which an organisation looks for people; `url`: its page for everybody."""

    slug: str
    organisation_id: UUID
    programme_id: UUID | None
    side: Side
    url: str


class ApplyIn(FormIn):
    """A whole application: step -> answer, as on the pages (docs/api.md)."""

    language: Text = Field("en", max_length=12)
    answers: dict[str, Any]


class AppliedOut(Schema):
    """That it came."""

    received: bool = True


@router.get("/roles", auth=Needs("public"), response={200: Page[RoleOut], **ERRORS})
def list_roles(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """The roles that are open now."""
    return page(
        queries.public_openings().order_by("created_at", "id"),
        wanted,
        lambda found: [_role(each) for each in found],
    )


@router.post(
    "/roles/{slug}/applications",
    auth=Needs("public"),
    response={201: AppliedOut, **ERRORS, 429: Problem},
)
def apply(request: HttpRequest, slug: str, sent: ApplyIn) -> Status[Any]:
    """Apply for a role in one go."""
    actor = actor_of(request)
    opening = queries.opening_by_slug(actor, slug=slug)
    if not allow(
        "recruiting.begin", address_of(request), most=rules.MOST_BEGUN, within=rules.WINDOW
    ):
        raise HttpError(429, "Many applications came in a short time. Please try again later.")
    if sent.language not in queries.languages():
        raise Refused("There is no such language here.", field="language")

    def act() -> Enquiry:
        # All or nothing: what is refused leaves no application behind.
        with transaction.atomic():
            begun = actions.begin(
                actor, opening=opening, language=sent.language, channel=Intake.PROGRAM
            )
            _fill(begun.enquiry, sent.answers)
        return begun.enquiry

    once(request, sent, act)
    return Status(201, {"received": True})


def _fill(enquiry: Enquiry, answers: dict[str, Any]) -> None:
    """Every answer through the form of its page, then send. Refused names the field."""
    shown = consent_for(enquiry.opening, enquiry.language)
    kept: dict[str, Any] = {}
    for step in steps_for(answers)[:-1]:
        asked = BY_STEP[step]
        if asked is CallMe or answers.get(step) in (None, ""):
            continue
        options: dict[str, Any] = {}
        if asked is Themes:
            options["side"] = enquiry.opening.side
        if asked is Agreement:
            options["is_reviewed"] = shown.is_reviewed
        try:
            form = asked(asked.filled(answers[step]), **options)
            is_right = form.is_valid()
        except (TypeError, ValueError):
            raise Refused("This answer cannot be read.", field=step) from None
        if not is_right:
            raise Refused(str(next(iter(form.errors.values()))[0]), field=step)
        kept[step] = form.answer()
        actions.keep_answer(enquiry, step=step, answer=kept[step])
    told = kept.get("consent") or {}
    consented = Consented(
        agreed=told.get("agree") is True, understood=told.get("understood", ""),
        explained_by=told.get("explained_by", ""),
    )  # fmt: skip
    actions.send(enquiry, consented=consented)


def _role(opening: Opening) -> dict[str, Any]:
    return {
        "slug": opening.slug,
        "organisation_id": opening.organisation_id,
        "programme_id": opening.programme_id,
        "side": opening.side,
        "url": str(settings.SITE_URL) + reverse("join", args=[opening.slug]),
    }
