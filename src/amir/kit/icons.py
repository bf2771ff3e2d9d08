"""The icons: own line drawings on a 24 by 24 field, written into the page as SVG."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# Drawings that point along the line of reading and turn round in right-to-left scripts.
DIRECTED = frozenset({"back", "forward", "chevron", "leave", "send", "undo", "reply"})

_SHAPES = {
    "add": '<path d="M12 5v14M5 12h14"/>',
    "alert": '<path d="M12 4 2.8 19.5h18.4z"/><path d="M12 10v4.5M12 17.2v.1"/>',
    "back": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "bell": '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4"/>',
    "book": '<path d="M12 6.5C9.5 4.8 6.5 4.5 3.5 5v13.5c3-.5 6-.2 8.5 1.5 2.5-1.7 '
    '5.5-2 8.5-1.5V5c-3-.5-6-.2-8.5 1.5zM12 6.5V20"/>',
    "calendar": '<rect x="4" y="5.5" width="16" height="14.5" rx="2"/>'
    '<path d="M4 10.5h16M8.5 3.5v4M15.5 3.5v4"/>',
    "check": '<path d="m4.5 12.5 5 5 10-11"/>',
    "chevron": '<path d="m9.5 6 6 6-6 6"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2.5"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "copy": '<rect x="8.5" y="8.5" width="11.5" height="11.5" rx="2"/>'
    '<path d="M15.5 8.5V4H4v11.5h4.5"/>',
    "down": '<path d="m6 9.5 6 6 6-6"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M4.5 20h15"/>',
    "edit": '<path d="M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5z"/><path d="m13.5 7 3.5 3.5"/>',
    "face_bad": '<circle cx="12" cy="12" r="8.5"/>'
    '<path d="M9 10v.1M15 10v.1M8.5 16c2-2.3 5-2.3 7 0"/>',
    "face_good": '<circle cx="12" cy="12" r="8.5"/>'
    '<path d="M9 10v.1M15 10v.1M8.5 14c2 2.3 5 2.3 7 0"/>',
    "face_mixed": '<circle cx="12" cy="12" r="8.5"/><path d="M9 10v.1M15 10v.1M8.5 15h7"/>',
    "file": '<path d="M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5"/>',
    "filter": '<path d="M4 6h16M7 12h10M10 18h4"/>',
    "flag": '<path d="M5.5 21V4h12l-2.5 4.5 2.5 4.5h-12"/>',
    "forward": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "globe": '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c-5 5-5 12 0 17 '
    '5-5 5-12 0-17z"/>',
    "heart": '<path d="M12 19.5C6 15.5 3.5 12.5 3.5 9.2a4.4 4.4 0 0 1 8.5-1.6 '
    '4.4 4.4 0 0 1 8.5 1.6c0 3.3-2.5 6.3-8.5 10.3z"/>',
    "help": '<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.8c0-3.3 5-3.1 5 0 0 1.9'
    '-2.5 1.9-2.5 3.9M12 16.7v.1"/>',
    "home": '<path d="m3.5 11.5 8.5-7.5 8.5 7.5M6 9.5v10h12v-10"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.5v.1"/>',
    "leave": '<path d="M10 4H5v16h5M10.5 12H20M16 8l4 4-4 4"/>',
    "link": '<path d="M10 14.5a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1.5 1.5M14 9.5a4 4 0 '
    '0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1.5-1.5"/>',
    "listen": '<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 '
    '0 0 1 0 11"/>',
    "list": '<path d="M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5v.1M4.5 12v.1M4.5 17.5v.1"/>',
    "lock": '<rect x="5" y="10.5" width="14" height="9.5" rx="2"/>'
    '<path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
    "mail": '<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="m4 7.5 8 6 8-6"/>',
    "menu": '<path d="M4 6.5h16M4 12h16M4 17.5h16"/>',
    "message": '<path d="M4 5h16v11.5h-9L6.5 20v-3.5H4z"/>',
    "moon": '<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>',
    "pair": '<circle cx="8" cy="9" r="3.2"/><circle cx="16" cy="9" r="3.2"/>'
    '<path d="M2.5 19c.5-3.5 2.5-5 5.5-5 1.7 0 3 .5 4 1.5 1-1 2.3-1.5 4-1.5 3 0 5 1.5 '
    '5.5 5"/>',
    "people": '<circle cx="9" cy="8.5" r="3.5"/><path d="M3 19.5c.5-4 2.5-5.5 6-5.5s5.5 '
    '1.5 6 5.5M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.4c2 .6 3.2 2.2 3.5 5.1"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20c.5-4.5 3-6.5 7.5-6.5s7 2 7.5 6.5"/>',
    "phone": '<path d="M6 3.5h3l1.5 4.5-2 1.5a12 12 0 0 0 6 6l1.5-2 4.5 1.5v3c0 1.4-1 2.5'
    '-2.5 2.5C10.5 20 4 13.5 3.5 6c0-1.5 1-2.5 2.5-2.5z"/>',
    "pin": '<path d="M12 21c-4.5-5-6.5-8-6.5-11a6.5 6.5 0 0 1 13 0c0 3-2 6-6.5 11z"/>'
    '<circle cx="12" cy="10" r="2.3"/>',
    "print": '<path d="M7.5 8.5v-5h9v5M7.5 16.5H4v-8h16v8h-3.5M7.5 13.5h9v7h-9z"/>',
    "reply": '<path d="M9.5 6 4 11.5 9.5 17M4 11.5h8c5 0 7.5 2 8 7"/>',
    "report": '<path d="M4.5 20h15M7 16.5V11M12 16.5V5M17 16.5V8.5"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "send": '<path d="M20.5 12 4 4.5 6.5 12 4 19.5zM6.5 12h14"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/>'
    '<circle cx="9" cy="17" r="2"/>',
    "share": '<circle cx="6" cy="12" r="2.5"/><circle cx="17" cy="6" r="2.5"/>'
    '<circle cx="17" cy="18" r="2.5"/><path d="m8.3 10.8 6.4-3.5M8.3 13.2l6.4 3.5"/>',
    "shield": '<path d="m12 3.5 7.5 2.5v5.5c0 4.5-3 7.5-7.5 9.5-4.5-2-7.5-5-7.5-9.5V6z"/>',
    "sun": '<circle cx="12" cy="12" r="4"/><path d="M12 2.5V5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 '
    '5.3l1.8 1.8M16.9 16.9l1.8 1.8M5.3 18.7l1.8-1.8M16.9 7.1l1.8-1.8"/>',
    "undo": '<path d="M8.5 5 4 9.5 8.5 14M4 9.5h10a5.5 5.5 0 0 1 0 11h-4"/>',
    "up": '<path d="m6 14.5 6-6 6 6"/>',
    "upload": '<path d="M12 15.5v-11M7 9l5-5 5 5M4.5 20h15"/>',
}


def icon_names() -> list[str]:
    """Every icon there is."""
    return sorted(_SHAPES)


def icon(name: str, label: str = "") -> SafeString:
    """The drawing as SVG; decoration unless `label` says what it means. KeyError if unknown."""
    shapes = mark_safe(_SHAPES[name])  # noqa: S308 - our own drawings
    turns = " icon-turns" if name in DIRECTED else ""
    if label:
        return format_html(
            '<svg class="icon{}" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>',
            turns,
            label,
            shapes,
        )
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        turns,
        shapes,
    )
