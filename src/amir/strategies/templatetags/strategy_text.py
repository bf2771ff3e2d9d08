"""`{% load strategy_text %}`: what pages of strategies look up."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of_name(found: Mapping[str, Any], name: str) -> Any:
    """What stands under a name; nothing if nothing does."""
    return found.get(name, ())
