"""Navigation: rooms add entries at start-up; each person sees those that their roles permit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Shell = Literal["public", "me", "desk"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One place to go. `permission` empty: for everybody who sees the shell."""

    shell: Shell
    label: str | Promise
    url_name: str
    permission: str = ""
    icon: str = ""
    order: int = 100
    group: str | Promise = ""
    count: Callable[[HttpRequest], int] | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as this person sees it. `count` 0 shows no number."""

    label: str | Promise
    url: str
    icon: str
    is_current: bool
    group: str | Promise
    count: int


_entries: dict[tuple[Shell, str], Entry] = {}
_parts: dict[Shell, dict[str, str]] = {}


def add(
    shell: Shell,
    label: str | Promise,
    url_name: str,
    permission: str = "",
    icon: str = "",
    order: int = 100,
    *,
    group: str | Promise = "",
    count: Callable[[HttpRequest], int] | None = None,
) -> None:
    """Register an entry, in `AppConfig.ready`. The same URL name twice replaces the first."""
    _entries[shell, url_name] = Entry(shell, label, url_name, permission, icon, order, group, count)


def belongs(shell: Shell, path: str, url_name: str) -> None:
    """Pages below `path` are part of that entry, though their address does not begin with its."""
    _parts.setdefault(shell, {})[path] = url_name


def entries(shell: Shell) -> list[Entry]:
    """All entries of a shell in their order, whoever may see them."""
    of_shell = (entry for entry in _entries.values() if entry.shell == shell)
    return sorted(of_shell, key=lambda entry: (entry.order, entry.url_name))


def shown(shell: Shell, request: HttpRequest) -> list[Shown]:
    """The entries that the actor of the request may use, the current one marked."""
    actor = getattr(request, "actor", None)
    found = []
    for entry in entries(shell):
        if entry.permission and not (actor and actor.holds_anywhere(entry.permission)):
            continue
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:
            continue  # a room may be switched off in this installation
        count = entry.count(request) if entry.count else 0
        found.append((url, entry, count))
    current = _current(shell, request.path, {entry.url_name: url for url, entry, _ in found})
    return [
        Shown(entry.label, url, entry.icon, url == current, entry.group, count)
        for url, entry, count in found
    ]


def _current(shell: Shell, path: str, urls: dict[str, str]) -> str:
    """The address of the entry that is marked; "" for none. Home is marked on its own page only."""
    home = min(urls.values(), key=len, default="")
    within = {url: url for url in urls.values() if _is_within(path, url)}
    if path != home and len(urls) > 1 and all(url.startswith(home) for url in urls.values()):
        within.pop(home, None)
    parts = _parts.get(shell, {})
    within |= {p: urls[name] for p, name in parts.items() if name in urls and _is_within(path, p)}
    return within[max(within, key=len)] if within else ""


def _is_within(path: str, url: str) -> bool:
    return path == url or (url.endswith("/") and path.startswith(url))
