"""Tables, charts, texts, sound: what shows something that a room worked out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from amir.core.i18n import SOURCE, Status, status_of

from .. import comparing, shells
from ..charts import Bullet
from . import register


@register.simple_tag
def table(table: Any) -> SafeString:
    """A table as `tables.Table.show` made it."""
    return render_to_string("kit/table/table.html", {"table": table}, request=table.request)


@register.simple_tag
def chart(chart: Any) -> SafeString:
    """A chart of `amir.kit.charts` with its finding, data table, n, date and CSV link."""
    return render_to_string("kit/chart/figure.html", {"chart": chart})


@register.inclusion_tag("kit/part/bullet.html")
def bullet(
    label: str, value: float, target: float, baseline: float | None = None, unit: str = ""
) -> dict[str, Any]:
    """An indicator against its target."""
    return {"bullet": Bullet(label, value, target, baseline, unit)}


@register.inclusion_tag("kit/part/comments.html")
def comments(thread: Iterable[Mapping[str, Any]], ident: str = "comments") -> dict[str, Any]:
    """Comments: mappings with who, when, text and optionally note, href, replies."""
    return {"thread": list(thread), "ident": ident}


@register.simple_tag
def difference(old: str, new: str) -> SafeString:
    """What changed between two texts, word by word, for eyes and for ears."""
    return comparing.marked(old, new)


@register.inclusion_tag("kit/part/audio.html")
def audio(src: str = "", text: str = "", call_url: str = "") -> dict[str, Any]:
    """Listen: a recording, or the device's voice reads `text`; else "call me"."""
    return {"src": src, "text": text, "call_url": call_url}


@register.inclusion_tag("kit/part/share.html")
def share(url: str, text: str, qr_url: str = "") -> dict[str, Any]:
    """Send an address by WhatsApp, SMS or mail, copy it, or show its QR code."""
    return {"url": url, "text": text, "qr_url": qr_url}


@register.inclusion_tag("kit/part/bilingual.html")
def bilingual(
    first: str, first_language: str, second: str, second_language: str, mark: str = ""
) -> dict[str, Any]:
    """One text in two languages side by side. `mark` says that nobody reviewed the second."""
    return {
        "sides": ((first, first_language, ""), (second, second_language, mark)),
        "page_language": get_language(),
    }


@register.simple_tag
def vital(
    sentence: str | Promise | Sequence[str | Promise], kind: str = "", **values: object
) -> SafeString:
    """A sentence on which rights or safety hang: a paragraph. kind: a layout class as "lead".

    While no person has reviewed its translation, the English source stands beside it, and a mark.
    Several sentences stand together, each a paragraph. Days among the values are written in the
    language of the sentence.
    """
    language = get_language() or SOURCE
    sentences = [sentence] if isinstance(sentence, str | Promise) else list(sentence)
    translated = [_with_values(each, values) for each in sentences]
    with override(SOURCE):
        sources = [str(each) for each in sentences]
        written = [_with_values(each, values) for each in sentences]
    if all(status_of(source, language) is not Status.DRAFTED for source in sources):
        head = format_html('<p class="{}">', kind) if kind else SafeString("<p>")
        return format_html_join("", "{}{}</p>", ((head, each) for each in translated))
    mark = _("Not reviewed by a person")
    sides = ((_apart(translated), language, mark), (_apart(written), SOURCE, ""))
    shown = {"sides": sides, "page_language": language}
    return render_to_string("kit/part/bilingual.html", shown)


def _apart(paragraphs: Iterable[SafeString]) -> SafeString:
    return SafeString("\n\n".join(paragraphs))


def _with_values(sentence: str | Promise, values: Mapping[str, object]) -> SafeString:
    """The sentence in the language that is switched on; values are safe beside any script."""
    written = {
        name: date_format(value) if isinstance(value, date) else value
        for name, value in values.items()
    }
    isolated = {name: format_html("<bdi>{}</bdi>", value) for name, value in written.items()}
    return SafeString(conditional_escape(str(sentence)).format(**isolated))


@register.inclusion_tag("kit/part/print_head.html", takes_context=True)
def print_head(context: template.Context, title: str = "", as_of: object = None) -> dict[str, Any]:
    """The head of a printed page: programme, title, date."""
    return {"kit": context.get("kit"), "title": title, "as_of": as_of}


@register.simple_tag
def language_name(code: str) -> str:
    """A language's own name in its own script."""
    return shells.script_of(code)[1]


@register.simple_tag
def language_direction(code: str) -> str:
    """`ltr` or `rtl`."""
    return shells.script_of(code)[0]
