"""The page before sending: every answer with a link to change it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .error_lines import first_control
from .tables.columns import Column


@dataclass(frozen=True, slots=True)
class Row:
    """A question and its answer in words. Without `change_url` it cannot be changed here."""

    label: str | Promise
    value: str
    change_url: str = ""


def rows(form: forms.BaseForm, change_url: str | Callable[[BoundField], str] = "") -> list[Row]:
    """The answers of a valid form. `change_url` gets `#field` added, or says it per field."""
    found = []
    for field in form.visible_fields():
        if callable(change_url):
            url = change_url(field)
        else:
            url = f"{change_url}#{first_control(field)}" if change_url else ""
        found.append(Row(field.label, in_words(field.field, form.cleaned_data[field.name]), url))
    return found


def in_words(field: forms.Field, value: Any) -> str:
    """An answer as the person would say it: labels of choices, dates in their own order."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(field.label_from_instance(each) for each in value)
    if isinstance(field, forms.ModelChoiceField):
        return field.label_from_instance(value) if value else ""
    if isinstance(field, forms.MultipleChoiceField):
        return ", ".join(_label(list(field.widget.choices), each) for each in value)
    if isinstance(field, forms.ChoiceField):
        return _label(list(field.widget.choices), value) if value else ""
    if isinstance(field, forms.FileField):
        return str(value.name) if value else ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "" if value is None else Column("", "").written(value)


def _label(choices: Iterable[Any], value: Any) -> str:
    for key, label in choices:
        if isinstance(label, list | tuple):
            found = _label(label, value)
            if found:
                return found
        elif str(key) == str(value):
            return str(label)
    return ""
