"""Components that stand around other content."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from .. import icons
from . import register


@register.simple_block_tag
def card(content: SafeString, title: str = "", kind: str = "", href: str = "") -> SafeString:
    """`{% card title="..." %}...{% endcard %}`: things that belong together."""
    head = conditional_escape(title)
    if href:
        head = format_html('<a href="{}">{}</a>', href, title)
    if title:
        head = format_html('<h2 class="card-title">{}</h2>', head)
    return format_html('<section class="card {}">{}{}</section>', kind, head, content)


@register.simple_block_tag
def details(content: SafeString, summary: str, is_open: bool = False) -> SafeString:
    """`{% details "More" %}...{% enddetails %}`: shown when asked for."""
    return format_html(
        '<details class="more"{}><summary><span>{}</span></summary>'
        '<div class="more-in">{}</div></details>',
        SafeString(" open") if is_open else "",
        summary,
        content,
    )


@register.simple_block_tag
def banner(content: SafeString, title: str = "", kind: str = "info") -> SafeString:
    """`{% banner title="..." kind="warn" %}...{% endbanner %}`: info, good, warn or bad."""
    symbol = {"good": "check", "warn": "alert", "bad": "alert"}.get(kind, "info")
    head = format_html('<p class="banner-title">{}</p>', title) if title else ""
    return format_html(
        '<div class="banner {}">{}<div>{}{}</div></div>', kind, icons.icon(symbol), head, content
    )


@register.simple_block_tag
def panel(content: SafeString, title: str) -> SafeString:
    """`{% panel "Sent" %}...{% endpanel %}`: the end of a way, done."""
    return format_html(
        '<div class="panel"><h2>{}{}</h2>{}</div>', icons.icon("check"), title, content
    )


@register.simple_block_tag
def dialog(content: SafeString, ident: str, title: str, label: str) -> SafeString:
    """A button and what it opens. Without JavaScript it opens in place, as details do."""
    return format_html(
        '<details class="dialog" id="{0}"><summary class="button secondary">{1}</summary>'
        '<div class="dialog-box" role="group" aria-labelledby="{0}-title">'
        '<h2 id="{0}-title">{2}</h2>{3}</div></details>',
        ident,
        label,
        title,
        content,
    )


@register.simple_block_tag
def hero(content: SafeString, title: str) -> SafeString:
    """The first screen of a public page, with the page's h1: leave block `head_of_page` blank."""
    arches = (
        '<svg class="hero-mark" viewBox="0 0 32 26" aria-hidden="true" focusable="false">'
        '<path d="M4 26C4 14 9 7 16 7s12 7 12 19"/><path d="M11 26c0-7 2-11 5-11s5 4 5 11"/></svg>'
    )
    return format_html(
        '<div class="hero">{}<h1>{}</h1><div>{}</div></div>', SafeString(arches), title, content
    )
