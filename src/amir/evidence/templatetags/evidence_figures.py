"""How figures of agreement are written."""

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def as_percent(share: float | None) -> str:
    """A share as whole percent; a dash for nothing."""
    return "–" if share is None else f"{number_format(round(share * 100))} %"


@register.filter
def two_digits(value: float | None) -> str:
    """A number with two digits after the point; a dash for nothing."""
    return "–" if value is None else number_format(value, 2)
