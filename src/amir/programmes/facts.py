"""What every page says of the programme: its name, and what its funder wants said."""

from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from amir.kit.shells import script_of

from .models import Programme
from .wording import Said, said

TEXTS = (
    "key", "name", "funding_texts__language", "funding_texts__statement",
    "funding_texts__disclaimer",
)  # fmt: skip


def programme_facts(request: HttpRequest) -> dict[str, Any]:
    """For the shells: the programme of the page, else the newest public one. One query."""
    if connection.needs_rollback:
        return {}  # the page says that something broke
    programmes = Programme.objects.order_by("-ends_on", "name")
    shown = getattr(request, "programme", None)
    chosen = programmes.filter(pk=shown.pk) if shown else programmes.filter(is_public=True)
    rows = list(chosen.values_list(*TEXTS))
    if not rows:
        return {}
    key, name = rows[0][:2]
    texts = [row[2:] for row in rows if row[0] == key and row[2]]
    return {
        "name": name,
        "funding": marked(said({text[0]: text[1] for text in texts})),
        "disclaimer": marked(said({text[0]: text[2] for text in texts})),
    }


def marked(text: Said) -> SafeString | str:
    """A text of the programme in HTML; one in another language than the page says which."""
    if not text.is_fallback:
        return text.text
    direction, name = script_of(text.language)
    return format_html(
        '<span lang="{}" dir="{}">{}</span> <span class="caption">({})</span>',
        text.language,
        direction,
        text.text,
        _("in %(language)s") % {"language": name},
    )
