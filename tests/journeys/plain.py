"""What a page without scripts must be: every control leads somewhere, and nothing is inline."""

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import override

from amir.core.guard import guard_of

CONTROLS = frozenset({"button", "input", "select", "textarea"})
# What machines read of a page; browsers never run it.
DATA = "application/ld+json"
# Served by the web server itself, not by a view.
FILES = ("/static/", "/media/")
ELSEWHERE = frozenset({"https", "mailto", "otpauth", "sms", "tel"})
OWN_LIBRARIES = frozenset({"set_language", "openid_connect_login", "openid_connect_callback"})


def faults(html: str, path: str) -> list[str]:
    """What is dead or inline on the page at a path, each in words."""
    reader = _Reader(path)
    reader.feed(html)
    reader.close()
    return reader.all_faults()


def answers_to(path: str, method: str) -> bool:
    """Whether one of our views takes that method at that path."""
    if path.startswith(FILES):
        return True
    found = _view_at(path)
    if found is None:
        return False
    guard = guard_of(found.func)
    if guard is None:
        return found.view_name in OWN_LIBRARIES or found.view_name.startswith("api:")
    return method in guard.methods


def _view_at(path: str) -> ResolverMatch | None:
    # Public pages are found in their own language only.
    first = path.split("/")[1]
    with override(first if first in dict(settings.LANGUAGES) else None):
        try:
            return resolve(path)
        except Resolver404:
            return None


def _needs_token(action: str) -> bool:
    found = _view_at(action)
    return not (found and getattr(found.func, "csrf_exempt", False))


class _Reader(HTMLParser):
    """Collects controls, forms, links and ids as they come; judges them at the end."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self._found: list[str] = []
        self._form: dict[str, str] | None = None
        self._forms: dict[str, dict[str, str]] = {}
        self._ids: set[str] = set()
        self._needed: list[tuple[str, str]] = []  # (id that must be there, what needs it)
        self._has_token = False
        self._is_inert = False  # in a <template>: nothing of it is shown without its script

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge what can be judged alone, remember the rest."""
        self._is_inert = self._is_inert or tag == "template"
        if self._is_inert:
            return
        told = {name: value or "" for name, value in attrs}
        self._ids.add(told.get("id", ""))
        self._inline(tag, told)
        if tag == "a":
            self._link(told)
        elif tag == "form":
            self._form, self._has_token = told, False
            self._address(told.get("action", ""), told.get("method", "get").upper(), "form")
        elif tag in CONTROLS:
            self._control(tag, told)
        if told.get("name") == "csrfmiddlewaretoken":
            self._has_token = True

    def handle_endtag(self, tag: str) -> None:
        """A form that posts must carry its token."""
        self._is_inert = self._is_inert and tag != "template"
        if tag == "form" and self._form is not None:
            action = urlsplit(urljoin(self._path, self._form.get("action", ""))).path
            posts = self._form.get("method", "get") == "post"
            if posts and not self._has_token and _needs_token(action):
                self._found.append(f"form to {action!r} has no token")
            self._form = None

    def all_faults(self) -> list[str]:
        """Everything found, once the page is read."""
        missing = [what for needed, what in self._needed if needed not in self._ids]
        return self._found + missing

    def _inline(self, tag: str, told: dict[str, str]) -> None:
        inline = [name for name in told if name == "style" or name.startswith(("on", "hx-on"))]
        if inline:
            self._found.append(f"<{tag}> has {inline}")
        runs = tag == "script" and "src" not in told and told.get("type") != DATA
        if tag == "style" or runs:
            self._found.append(f"<{tag}> stands in the page")
        # What asks by itself only refreshes what is shown; anything else must be a link or a form.
        asks = {"hx-get", "hx-post", "hx-put", "hx-delete", "hx-patch"} & told.keys()
        if asks and not told.get("hx-trigger", "").startswith("every") and tag not in ("a", "form"):
            self._found.append(f"<{tag}> needs a script: {sorted(asks)}")

    def _link(self, told: dict[str, str]) -> None:
        href = told.get("href")
        if href is None:
            self._found.append(f"<a> without href: {told}")
        elif href.startswith("#"):
            self._needed.append((href[1:], f"link to {href}, which is not there"))
        else:
            self._address(href, "GET", "link")

    def _address(self, address: str, method: str, what: str) -> None:
        parts = urlsplit(urljoin(self._path, address))
        is_ours = not parts.scheme or parts.hostname == "127.0.0.1"
        known = answers_to(parts.path, method) if is_ours else parts.scheme in ELSEWHERE
        if not known:
            self._found.append(f"{what} to {address!r} with {method} leads nowhere")

    def _control(self, tag: str, told: dict[str, str]) -> None:
        if "hidden" in told:  # shown by the script that it needs
            return
        if tag == "button" and told.get("type") == "button":
            target = told.get("popovertarget", "")
            self._needed.append((target or "nothing", f"<button> does nothing: {told}"))
        elif "form" in told:
            self._needed.append((told["form"], f"<{tag}> of form {told['form']!r}, not there"))
        elif self._form is None:
            self._found.append(f"<{tag}> stands in no form: {told}")
        if tag == "button" and "formaction" in told:
            self._address(told["formaction"], "POST", "button")
