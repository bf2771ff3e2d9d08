"""What a page needs as a whole: slots, messages, forms and their errors."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import template
from django.contrib.messages import get_messages
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from amir.core import slots
from amir.core.permissions import may

from ..error_lines import error_lines
from ..kept_form import OWNER, owner_mark
from . import register


@register.simple_tag(takes_context=True)
def slot(context: template.Context, name: str) -> SafeString:
    """What higher rooms registered under the name, as far as the actor may see it."""
    request = context.get("request")
    actor = getattr(request, "actor", None)
    if request is None or actor is None or getattr(request, "is_broken", False):
        return SafeString("")
    told = {str(name): value for name, value in context.flatten().items()}
    found = []
    for entry in slots.entries(name):
        if not may(actor, entry.permission):
            continue
        built = entry.build(request, told)
        if built is not None:
            found.append((render_to_string(entry.template, built, request=request),))
    return format_html_join("\n", "{}", found)


@register.inclusion_tag("kit/part/toasts.html", takes_context=True)
def toasts(context: template.Context) -> dict[str, Any]:
    """What just happened (Django's messages), each with its Undo if it has one."""
    request = context.get("request")
    told: Any = ()
    if request is not None and not getattr(request, "is_broken", False):
        told = get_messages(request)
    shown = []
    for message in told:
        words = message.extra_tags.split() if message.extra_tags else []
        undo = next((word[5:] for word in words if word.startswith("undo:")), "")
        shown.append({"text": message, "kind": message.level_tag, "undo": undo})
    return {"toasts": shown, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("kit/form/form.html", takes_context=True)
def form(
    context: template.Context,
    form: BaseForm,
    submit: str = "",
    *,
    action: str = "",
    draft: str = "",
    cancel: str = "",
    kind: str = "primary",
    icon: str = "",
    ident: str = "",
) -> dict[str, Any]:
    """A whole form: hidden fields, fields, buttons. `draft` is the key under which it is kept."""
    return {
        "form": form,
        "submit": submit or _("Continue"),
        "action": action,
        "draft": draft,
        "cancel": cancel,
        "kind": kind,
        "icon": icon,
        "ident": ident or (f"form-{form.prefix}" if form.prefix else "form"),
        "csrf_token": context.get("csrf_token"),
        "request": context.get("request"),
        "kit": context.get("kit"),
    }


def _page_forms(context: template.Context) -> list[BaseForm | BaseFormSet[Any]]:
    found = [context.get("form"), *(context.get("forms") or []), context.get("formset")]
    return [each for each in found if isinstance(each, BaseForm | BaseFormSet)]


def _lines(context: template.Context) -> list[tuple[str, str]]:
    seen: list[tuple[str, str]] = []
    for each in _page_forms(context):
        seen += [line for line in error_lines(each) if line not in seen]
    return seen


@register.simple_tag(takes_context=True)
def page_error_prefix(context: template.Context) -> str:
    """The word "Error:" before the page's title when a form on it has errors."""
    return _("Error:") + " " if _lines(context) else ""


@register.inclusion_tag("kit/form/error_summary.html", takes_context=True)
def page_errors(context: template.Context) -> dict[str, Any]:
    """The summary of the errors of `form`, `forms` and `formset` in the context."""
    return {"lines": _lines(context)}


@register.inclusion_tag("kit/form/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """The summary for forms that stand in the context under other names."""
    return {"lines": [line for each in forms for line in error_lines(each)]}


@register.simple_tag(takes_context=True)
def form_id(context: template.Context) -> SafeString:
    """A hidden id of this showing of a form, so that sending it twice acts once; and whose it
    is."""
    shown = format_html('<input type="hidden" name="form_id" value="{}">', uuid4())
    return shown + form_of(context)


@register.simple_tag(takes_context=True)
def form_of(context: template.Context) -> SafeString:
    """A hidden mark of whom the form is shown to: what they type is kept for nobody else."""
    actor = getattr(context.get("request"), "actor", None)
    if actor is None or not actor.is_signed_in:
        return SafeString("")
    return format_html(
        '<input type="hidden" name="{}" value="{}">', OWNER, owner_mark(actor.account_id)
    )


@register.simple_tag
def htmx_here() -> SafeString:
    """The htmx script, for block `scripts` of pages that show progress."""
    # Its own style element and eval would break the content policy.
    return format_html(
        '<meta name="htmx-config" content="{}"><script src="{}" defer></script>',
        '{"includeIndicatorStyles":false,"allowEval":false}',
        static("django_htmx/htmx-2.min.js"),
    )
