"""The components as template tags; `templatetags/kit.py` gathers them."""

from django import template

register = template.Library()
