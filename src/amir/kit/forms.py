"""How every form looks and speaks: renderer, bound field and the base class of forms."""

from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.forms.renderers import BaseRenderer, DjangoTemplates
from django.forms.widgets import ChoiceWidget
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import gettext as _

from .widgets import Checks, CountedText, DateBoxes, NumberText, Radios

# More answers than this do not become radio buttons by themselves.
MOST_RADIOS = 15

_OWN_TOKENS = {
    "name": "name",
    "full_name": "name",
    "given_name": "given-name",
    "family_name": "family-name",
    "email": "email",
    "phone": "tel",
    "city": "address-level2",
    "postal_code": "postal-code",
    "language": "language",
    "organisation": "organization",
}


class KitBoundField(BoundField):
    """A field on a page: our controls instead of the browser's, and no `required` attribute."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        field.widget = fitting(field)
        super().__init__(form, field, name)
        self._say_what_is_missing()

    def _say_what_is_missing(self) -> None:
        """Errors name the question, because the summary stands far from it."""
        field, label = self.field, {"label": self.label}
        messages = field.error_messages
        if messages.get("required") == forms.Field.default_error_messages["required"]:
            if isinstance(field, forms.BooleanField):
                messages["required"] = _("Tick the box: %(label)s") % label
            elif isinstance(field, forms.ChoiceField):
                messages["required"] = _("Choose an answer: %(label)s") % label
            else:
                messages["required"] = _("Fill in: %(label)s") % label
        # These sentences are formatted once more, with the value that was refused.
        safe = {"label": str(self.label).replace("%", "%%")}
        if isinstance(field, forms.ChoiceField):
            messages["invalid_choice"] = _("Choose one of the answers: %(label)s") % safe
        elif isinstance(field, forms.CharField):
            long = _("Write at most %%(limit_value)d letters: %(label)s") % safe
            messages.setdefault("max_length", long)
            unseen = _("A character in it cannot be kept. Write it anew: %(label)s") % safe
            messages.setdefault("null_characters_not_allowed", unseen)

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Django's, without `required`, with the autocomplete token."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        tokens = getattr(self.form, "autocomplete", {})
        if getattr(self.form, "is_about_me", False):
            tokens = {**_OWN_TOKENS, **tokens}
        token = tokens.get(self.name)
        if token and not widget.is_hidden and "autocomplete" not in widget.attrs:
            built["autocomplete"] = token
        return built

    @property
    def is_optional(self) -> bool:
        """Whether the label says "(optional)": people are told about the exception."""
        if self.field.required or not getattr(self.form, "says_optional", True):
            return False
        return not isinstance(self.field.widget, forms.CheckboxInput | Checks)

    @property
    def is_check(self) -> bool:
        """A single box, whose label stands beside it."""
        return isinstance(self.field.widget, forms.CheckboxInput)


class KitRenderer(BaseRenderer):
    """FORM_RENDERER: forms, fields and controls by the kit's templates."""

    form_template_name = "kit/form/fields.html"
    formset_template_name = "kit/form/formset.html"
    field_template_name = "kit/form/field.html"
    bound_field_class = KitBoundField

    def __init__(self) -> None:
        self._djangos_own = DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        """The project's template, or Django's where we have none."""
        ours = template_name.replace("django/forms/widgets/", "kit/widgets/")
        for name in dict.fromkeys((ours, template_name)):
            try:
                return get_template(name)
            except TemplateDoesNotExist:
                continue
        return self._djangos_own.get_template(template_name)


class KitForm(forms.Form):
    """The base of forms. `is_about_me`: the person fills in their own details (autocomplete).

    `is_private`: what is typed stays in no browser, not even until it could be sent.
    """

    use_required_attribute = False
    error_css_class = "has-error"
    is_about_me: ClassVar[bool] = False
    is_private: ClassVar[bool] = False
    autocomplete: ClassVar[dict[str, str]] = {}


class KitModelForm(forms.ModelForm):  # type: ignore[type-arg]
    """The same for a model."""

    use_required_attribute = False
    error_css_class = "has-error"
    is_about_me: ClassVar[bool] = False
    is_private: ClassVar[bool] = False
    autocomplete: ClassVar[dict[str, str]] = {}


def fitting(field: forms.Field) -> forms.Widget:
    """The control for a field: its own if somebody chose one, ours instead of Django's default."""
    held: forms.Widget = field.widget
    kind = type(held)
    if kind in (forms.Select, forms.RadioSelect) and isinstance(held, ChoiceWidget):
        return _radios(field, held)
    if kind in (forms.SelectMultiple, forms.CheckboxSelectMultiple) and isinstance(
        held, ChoiceWidget
    ):
        return _with_choices(Checks(held.attrs), held, field)
    if kind is forms.DateInput:
        return DateBoxes(held.attrs)
    if kind is forms.NumberInput:
        whole = isinstance(field, forms.IntegerField) and not isinstance(
            field, forms.FloatField | forms.DecimalField
        )
        return NumberText({**({"inputmode": "numeric"} if whole else {}), **_plain(held.attrs)})
    if kind in (forms.EmailInput, forms.URLInput):
        held.attrs.setdefault("dir", "ltr")
    if kind is forms.TextInput:
        held.attrs.setdefault("dir", "auto")
    if kind is forms.Textarea:
        limit = getattr(field, "max_length", None)
        attrs = {k: v for k, v in held.attrs.items() if k not in ("cols", "rows", "maxlength")}
        # 10 is Django's default; whoever wants another number says so.
        rows = int(held.attrs.get("rows", 10))
        return CountedText(attrs, max_letters=limit, rows=5 if rows == 10 else rows)
    if isinstance(held, forms.DateTimeInput | forms.TimeInput):
        is_time = isinstance(held, forms.TimeInput)
        held.input_type = "time" if is_time else "datetime-local"
        held.format = "%H:%M" if is_time else "%Y-%m-%dT%H:%M"
        held.attrs.setdefault("class", "w-m")
    return held


def _plain(attrs: dict[str, Any]) -> dict[str, Any]:
    return {key: given for key, given in attrs.items() if key not in ("min", "max", "step")}


def _radios(field: forms.Field, held: ChoiceWidget) -> forms.Widget:
    choices = list(held.choices)
    if type(held) is forms.Select and len(choices) > MOST_RADIOS:
        return held
    made = Radios(held.attrs)
    if not choices or choices[0][0] not in ("", None):
        return _with_choices(made, held, field)
    blank, *rest = choices
    if field.required:
        made.choices = rest
    elif set(str(blank[1])) == {"-"}:  # Django's dashes; words of a room stay as they are
        made.choices = [*rest, ("", _("No answer"))]
    else:
        made.choices = choices
    return made


def _with_choices(made: ChoiceWidget, held: ChoiceWidget, field: forms.Field) -> ChoiceWidget:
    made.choices = held.choices
    return made
