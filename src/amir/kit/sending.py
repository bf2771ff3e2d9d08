"""A posted form becomes one act, once; a refusal becomes an error in the form."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpRequest

from amir.core.errors import Refused
from amir.core.guard import ActorRequest
from amir.core.submissions import claim


def sent(request: HttpRequest, form: forms.BaseForm, act: Callable[..., Any]) -> bool:
    """Whether the form was posted and is done with: `act(**cleaned_data)` ran, now or before.

    False: show the page, with the form's errors if it has any. What the act refuses stands at
    the field that the refusal names, else at the top; nothing that was typed is lost.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        with transaction.atomic():
            if is_first(request):
                act(**form.cleaned_data)
    except Refused as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, str(refusal))
        return False
    return True


def is_first(request: HttpRequest) -> bool:
    """Whether this posting of the form is the first; a form without an id always is."""
    try:
        form_id = UUID(request.POST.get("form_id", ""))
    except ValueError:
        return True
    return claim(cast(ActorRequest, request).actor, form_id)
