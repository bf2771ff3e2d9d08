"""What roles say, what applicants agree to, by what we decide; and whom we told of it."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.core.i18n import own_name_of
from amir.core.submissions import claim
from amir.kit.forms import KitForm
from amir.kit.toast import toast

from .. import actions
from ..consents import consent_for
from ..forms import ConsentForm, CriteriaForm, DescriptionForm, StakeholderForm
from ..models import Opening
from ..queries import (
    criteria_of,
    description_of,
    opening_or_404,
    stakeholders_visible_to,
)
from ..rules import RUN
from ..tables import STAKEHOLDERS


class InLanguage(NamedTuple):
    """A role and the language in which something of it is written."""

    opening: Opening
    language: str

    @property
    def organisation_id(self) -> UUID:
        """Permissions are asked of it."""
        return self.opening.organisation_id


def opening_in_language(actor: Actor, *, opening_id: UUID, language: str) -> InLanguage:
    """A role of the actor's organisations, in a language that is shipped. Raises Http404."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return InLanguage(opening_or_404(actor, opening_id=opening_id), language)


@guarded(RUN, load=opening_in_language, methods=("GET", "POST"))
def description(request: ActorRequest, at: InLanguage) -> HttpResponse:
    """What the role is, in one language."""
    form = DescriptionForm(request.POST or None, initial=description_of(at.opening, at.language))
    if form.is_valid():
        try:
            actions.describe_role(
                request.actor, opening=at.opening, language=at.language, texts=form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            toast(request, _("The description is saved."))
            return redirect("role", opening_id=at.opening.pk)
    return _text_page(request, at, form, "recruiting/text.html")


@guarded(RUN, load=opening_in_language, methods=("GET", "POST"))
def consent(request: ActorRequest, at: InLanguage) -> HttpResponse:
    """What applicants agree to, in one language."""
    shown = consent_for(at.opening, at.language)
    first = {"sentences": "\n".join(shown.sentences), "is_reviewed": shown.is_reviewed}
    form = ConsentForm(request.POST or None, initial=first)
    if form.is_valid():
        try:
            actions.write_consent(
                request.actor,
                opening=at.opening,
                language=at.language,
                sentences=form.cleaned_data["sentences"].splitlines(),
                is_reviewed=form.cleaned_data["is_reviewed"],
            )
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            toast(request, _("The consent is saved."))
            return redirect("role", opening_id=at.opening.pk)
    return _text_page(request, at, form, "recruiting/consent.html", {"consent": shown})


@guarded(RUN, load=opening_or_404, methods=("GET", "POST"))
def criteria(request: ActorRequest, opening: Opening) -> HttpResponse:
    """By what applications of a role are decided; saving makes a new version."""
    version, items = criteria_of(opening)
    form = CriteriaForm(request.POST or None, items=items)
    if form.is_valid():
        try:
            actions.write_criteria(request.actor, opening=opening, items=form.chosen())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            toast(request, _("The criteria are saved. Decisions from now on use them."))
            return redirect("role", opening_id=opening.pk)
    shown = {"form": form, "opening": opening, "version": version}
    return render(request, "recruiting/criteria.html", shown)


@guarded(RUN, methods=("GET", "POST"))
def stakeholders(request: ActorRequest) -> HttpResponse:
    """Which offices were told of the programme."""
    table = STAKEHOLDERS.show(request, stakeholders_visible_to(request.actor))
    if table.download:
        return table.download
    form = StakeholderForm(request.POST or None, initial={"informed_on": clock.today()})
    if form.is_valid():
        if _is_first(request):
            actions.tell_stakeholder(
                request.actor,
                organisation_id=request.actor.organisations_where(RUN)[0],
                programme_id=None,
                **form.cleaned_data,
            )
            toast(request, _("It is written down."))
        return redirect("stakeholders")
    return render(request, "recruiting/stakeholders.html", {"table": table, "form": form})


def _text_page(
    request: ActorRequest,
    at: InLanguage,
    form: KitForm,
    template: str,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    shown = {
        "form": form, "opening": at.opening, "language": at.language,
        "language_name": own_name_of(at.language), **(more or {}),
    }  # fmt: skip
    return render(request, template, shown)


def _is_first(request: ActorRequest) -> bool:
    """False if the same form was sent before; a form without its id counts as the first."""
    try:
        return claim(request.actor, UUID(request.POST.get("form_id", "")))
    except ValueError:
        return True
