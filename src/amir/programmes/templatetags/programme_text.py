"""`{% load programme_text %}`: texts that a programme keeps in several languages."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from amir.kit.shells import script_of
from amir.programmes.wording import Said, country_name

register = template.Library()


@register.filter
def in_own_language(text: Said) -> SafeString:
    """A text, told to be in its language where that is not the page's."""
    if not text.is_fallback:
        return format_html("{}", text.text)
    direction, name = script_of(text.language)
    return format_html(
        '<span lang="{}" dir="{}" title="{}">{}</span>', text.language, direction, name, text.text
    )


@register.filter
def country(code: str) -> str:
    """A country in the page's language."""
    return country_name(code)
