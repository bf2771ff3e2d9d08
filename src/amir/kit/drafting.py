"""Forms that can be left and finished later: what was typed lies in `core.drafts`."""

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from amir.core import drafts
from amir.core.actor import Actor

from .kept_form import OWNER

_LEFT_OUT = frozenset({"csrfmiddlewaretoken", "form_id", OWNER, "_draft", "draft_key"})


def is_saving(request: HttpRequest) -> bool:
    """Whether the person pressed "Save and finish later"."""
    return request.method == "POST" and "_draft" in request.POST


def save(actor: Actor, key: str, posted: QueryDict) -> bool:
    """Keep what was typed under the key. False if it is too long to keep."""
    typed = {name: values for name, values in posted.lists() if name not in _LEFT_OUT}
    return drafts.save(actor, key, typed)


def initial(actor: Actor, key: str, form_class: type[forms.BaseForm]) -> dict[str, Any]:
    """What the actor typed before, as `initial` of the form; empty if there is no draft."""
    typed = drafts.load(actor, key)
    if not typed:
        return {}
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values if isinstance(values, list) else [values])
    form = form_class()
    return {
        bound.name: bound.field.widget.value_from_datadict(data, {}, bound.html_name)
        for bound in form
        if not bound.field.widget.value_omitted_from_data(data, {}, bound.html_name)
    }
