"""The lines of an error summary: what is wrong, and the address of the control to mend."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm, BoundField, CheckboxSelectMultiple, RadioSelect
from django.forms.formsets import BaseFormSet

Line = tuple[str, str]


def error_lines(form: BaseForm | BaseFormSet[Any]) -> list[Line]:
    """(sentence, `#id`) for every error of a form or formset, in the order of the page."""
    if isinstance(form, BaseFormSet):
        if not form.is_bound:
            return []
        whole = [(str(error), "#main") for error in form.non_form_errors()]
        return whole + [line for each in form.forms for line in error_lines(each)]
    if not form.is_bound:
        return []
    visible = list(form.visible_fields())
    first = f"#{first_control(visible[0])}" if visible else "#main"
    lines = [(str(error), first) for error in form.non_field_errors()]
    for field in visible:
        lines += [(str(error), f"#{first_control(field)}") for error in field.errors]
    for field in form.hidden_fields():
        lines += [(str(error), "#main") for error in field.errors]
    return lines


def first_control(field: BoundField) -> str:
    """The id of the control that takes the focus for the field."""
    widget = field.field.widget
    ident = widget.attrs.get("id") or field.auto_id
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        first = next(iter(widget.choices), None)
        is_grouped = first is not None and isinstance(first[1], list | tuple)
        return f"{ident}_0_0" if is_grouped else f"{ident}_0"
    first_of = getattr(widget, "first_control", None)
    if first_of is not None:
        return str(first_of(ident))
    return widget.id_for_label(ident) or ident
