"""Buttons, links, words of state, lists of steps."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .. import icons
from . import register


@register.simple_tag(name="icon")
def icon_tag(name: str, label: str = "") -> SafeString:
    """`{% icon "name" %}`: decoration; with a label it speaks."""
    return icons.icon(name, label)


@register.simple_tag
def button(
    label: str,
    kind: str = "primary",
    *,
    name: str = "",
    value: str = "",
    icon: str = "",
    form: str = "",
    to: str = "",
) -> SafeString:
    """A submit button. kind: primary, secondary, quiet, danger. `to` posts to another address."""
    extra = SafeString("")
    for key, given in (("name", name), ("form", form), ("formaction", to)):
        if given:
            extra = format_html('{} {}="{}"', extra, key, given)
    if name:
        extra = format_html('{} value="{}"', extra, value)
    return format_html(
        '<button type="submit" class="button {}"{}>{}<span>{}</span></button>',
        kind,
        extra,
        icons.icon(icon) if icon else "",
        label,
    )


@register.simple_tag
def link_button(label: str, href: str, kind: str = "primary", icon: str = "") -> SafeString:
    """A link that looks like a button: it goes somewhere and changes nothing."""
    return format_html(
        '<a class="button {}" href="{}">{}<span>{}</span></a>',
        kind,
        href,
        icons.icon(icon) if icon else "",
        label,
    )


@register.inclusion_tag("kit/part/act.html", takes_context=True)
def act(
    context: template.Context,
    label: str,
    url: str,
    kind: str = "secondary",
    icon: str = "",
    about: str = "",
    confirm: str = "",
    **hidden: object,
) -> dict[str, Any]:
    """A form with one button that POSTs: further keywords become hidden fields.

    `about` completes the label for those who only hear it ("Accept" + "Amina and Yusuf").
    """
    return {
        "label": label,
        "url": url,
        "kind": kind,
        "icon": icon,
        "about": about,
        "confirm": confirm,
        "hidden": hidden.items(),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def tag(label: str, kind: str = "neutral", icon: str = "") -> SafeString:
    """A status word. kind: neutral, good, warn, bad, info, accent."""
    return format_html(
        '<span class="tag {}">{}{}</span>', kind, icons.icon(icon) if icon else "", label
    )


@register.simple_tag
def person(name: str, href: str = "", note: str = "") -> SafeString:
    """A person's name, safe beside any script; no picture."""
    said = format_html("<bdi>{}</bdi>", name)
    if href:
        said = format_html('<a href="{}">{}</a>', href, said)
    if note:
        said = format_html('{}<span class="person-note"><bdi>{}</bdi></span>', said, note)
    return format_html('<span class="person">{}</span>', said)


@register.simple_tag
def back_link(href: str, label: str = "") -> SafeString:
    """The way back, above the heading (block `before_head`)."""
    return format_html(
        '<a class="back no-print" href="{}">{}<bdi>{}</bdi></a>',
        href,
        icons.icon("back"),
        label or _("Back"),
    )


@register.inclusion_tag("kit/part/empty.html")
def empty_state(
    title: str, text: str = "", label: str = "", url: str = "", icon: str = "list"
) -> dict[str, Any]:
    """Nothing is here yet: says why and what to do."""
    return {"title": title, "text": text, "label": label, "url": url, "icon": icon}


@register.inclusion_tag("kit/part/tabs.html", takes_context=True)
def tabs(context: template.Context, items: Sequence[Sequence[Any]], label: str) -> dict[str, Any]:
    """Tabs that are links: items of (label, url) or (label, url, count)."""
    request = context.get("request")
    here = request.path if request else ""
    full = request.get_full_path() if request else ""
    current = full if any(str(i[1]) == full for i in items) else here
    rows = [{"label": i[0], "url": i[1], "count": i[2] if len(i) > 2 else None} for i in items]
    return {"items": rows, "label": label, "current": current}


@register.inclusion_tag("kit/part/steps.html")
def steps(names: Sequence[str], current: int) -> dict[str, Any]:
    """Where one is on a way of several pages; `current` counts from 1."""
    return {"names": names, "current": current, "total": len(names)}


@register.inclusion_tag("kit/part/task_list.html")
def task_list(tasks: Iterable[Any]) -> dict[str, Any]:
    """Tasks of `amir.kit.parts.Task` with their states."""
    return {"tasks": list(tasks)}


@register.inclusion_tag("kit/part/answers.html")
def answers(rows: Iterable[Any], title: str = "") -> dict[str, Any]:
    """Questions and answers with Change links: rows of `check_answers.Row`."""
    return {"rows": list(rows), "title": title}


@register.inclusion_tag("kit/part/pages.html")
def pagination(pages: Any) -> dict[str, Any]:
    """Page numbers of a `tables.Pages`."""
    return {"pages": pages}


@register.inclusion_tag("kit/part/progress.html")
def progress(work: Any) -> dict[str, Any]:
    """Background work: something with done, total, said, url and is_finished."""
    return {"work": work}


@register.inclusion_tag("kit/part/numbers.html")
def numbers(items: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """A few big numbers side by side: (number as written, what it counts)."""
    return {"items": list(items)}
