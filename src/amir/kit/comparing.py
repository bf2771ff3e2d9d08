"""What changed between two texts, word by word."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

_WORDS = re.compile(r"\s+|\w+\s*|[^\s\w]+\s*")


def pieces(old: str, new: str) -> list[tuple[str, str]]:
    """(state, text) in reading order; state is "same", "gone" or "new"."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    found = []
    for act, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            found.append(("same", "".join(before[a:b])))
            continue
        if b > a:
            found.append(("gone", "".join(before[a:b])))
        if d > c:
            found.append(("new", "".join(after[c:d])))
    return found


def marked(old: str, new: str) -> SafeString:
    """The pieces as HTML; a listener hears where a change begins and ends."""
    shown = []
    for state, text in pieces(old, new):
        if state == "same":
            shown.append((text,))
        else:
            name, said = ("del", _("removed:")) if state == "gone" else ("ins", _("added:"))
            shown.append(
                (
                    format_html(
                        '<{0}><span class="unseen" dir="auto">{1} </span>{2}</{0}>',
                        name,
                        said,
                        text,
                    ),
                )
            )
    return format_html(
        '<div class="difference" dir="auto">{}</div>', format_html_join("", "{}", shown)
    )
