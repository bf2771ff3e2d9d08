"""What every shell shows around a page: programme, languages, theme, help, funding.

Rooms above say what they know with `tell`; the context processor puts it together per request.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import cached_property
from django.utils.translation import get_language, get_language_bidi, get_language_info

from amir.core.i18n import is_reviewed

from . import navigation

THEME_COOKIE = "theme"
THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a shell says about the programme. Empty parts are left out of the page."""

    name: str = "amir"
    home_url: str = "/"
    home_url_desk: str = "/desk/"
    home_url_me: str = "/me/"
    search_url: str = ""
    concern_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""
    person: str = ""
    organisation: str = ""
    help_phone: str = ""
    help_mail: str = ""
    help_url: str = ""
    call_me_url: str = ""
    funding: str = ""
    disclaimer: str = ""
    footer_links: tuple[tuple[str, str], ...] = ()
    leave_url: str = ""
    leave_to: str = "https://www.wikipedia.org/"
    brand_css: str = ""


Teller = Callable[[HttpRequest], dict[str, Any]]
_tellers: list[Teller] = []


def tell(teller: Teller) -> Teller:
    """Register a function that returns fields of `Facts` for a request; later ones win."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def facts(request: HttpRequest) -> Facts:
    """Everything the rooms tell about this request."""
    told = Facts()
    for teller in _tellers:
        told = replace(told, **teller(request))
    return told


@dataclass(frozen=True, slots=True)
class Language:
    """A language to switch to. `url` is empty where the address does not carry the language."""

    code: str
    own_name: str
    direction: str
    is_current: bool
    url: str


def languages(request: HttpRequest) -> list[Language]:
    """All shipped languages by their own names, each in its own script."""
    here = request.get_full_path()
    current = get_language() or settings.LANGUAGE_CODE
    in_address = request.path.startswith(f"/{current}/")
    found = []
    for code, _name in settings.LANGUAGES:
        direction, own_name = script_of(code)
        url = translate_url(here, code) if in_address else ""
        found.append(Language(code, own_name, direction, code == current, url))
    return sorted(found, key=lambda language: language.own_name.casefold())


def script_of(code: str) -> tuple[str, str]:
    """(`ltr` or `rtl`, own name) of a language; `auto` and the code if nobody knows it."""
    try:
        info = get_language_info(code)
        direction, own_name = ("rtl" if info["bidi"] else "ltr"), info["name_local"]
    except KeyError:
        try:
            locale = Locale.parse(code.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            return "auto", code
        direction, own_name = locale.text_direction, locale.get_display_name() or code
    return direction, own_name[:1].upper() + own_name[1:]


class ShellContext:
    """`kit` in every template; each part is worked out only when a page shows it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def facts(self) -> Facts:
        """What the rooms tell; nothing after an error, when the database may be out of reach."""
        if getattr(self._request, "is_broken", False):
            return Facts()
        return facts(self._request)

    @cached_property
    def languages(self) -> list[Language]:
        """The languages to switch to."""
        return languages(self._request)

    @cached_property
    def language(self) -> Language | None:
        """The language of the page."""
        return next((each for each in self.languages if each.is_current), None)

    @property
    def code(self) -> str:
        """Language code of the page."""
        return get_language() or settings.LANGUAGE_CODE

    @property
    def is_drafted(self) -> bool:
        """Whether no person has reviewed all sentences of the page's language."""
        return not is_reviewed(self.code)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return "rtl" if get_language_bidi() else "ltr"

    @property
    def theme(self) -> str:
        """`light` or `dark` if chosen, else empty: as the device wants."""
        chosen = self._request.COOKIES.get(THEME_COOKIE, "")
        return chosen if chosen in THEMES else ""

    @property
    def here(self) -> str:
        """The address of this page, to come back to."""
        return self._request.get_full_path()

    @cached_property
    def public_entries(self) -> list[navigation.Shown]:
        """Navigation of the public shell."""
        if getattr(self._request, "is_broken", False):
            return []
        return navigation.shown("public", self._request)

    @cached_property
    def me_entries(self) -> list[navigation.Shown]:
        """Navigation of a participant's own pages."""
        return navigation.shown("me", self._request)

    @cached_property
    def desk_entries(self) -> list[navigation.Shown]:
        """Navigation of the desk."""
        return navigation.shown("desk", self._request)


def shell(request: HttpRequest) -> dict[str, ShellContext]:
    """Context processor: puts `kit` into every template."""
    return {"kit": ShellContext(request)}
