"""Every text that leaves the platform, by name, so that a test can read all of them.

A message names nobody, no place and no theme: whoever sees the phone learns nothing. What it
carries are digits and links into the platform. Rooms register theirs when they are loaded:

    templates.add("meeting_reminder", subject=_("A meeting is near"),
                  body=_("You have a meeting soon. See it here: {link}"))
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from string import Formatter

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
DIGITS = re.compile(r"[0-9]{1,12}")
LINK_PATH = re.compile(r"/[A-Za-z0-9/_\-.~]*")


@dataclass(frozen=True)
class Template:
    """A text in every language. `lifetime`: afterwards it is not worth sending any more.

    `is_code`: the text begins with {code}, so that a phone shows it first, and has no link, so
    that nobody learns to follow links in messages with codes.
    """

    name: str
    subject: Text
    body: Text
    lifetime: timedelta
    is_code: bool

    @property
    def places(self) -> frozenset[str]:
        """The names that the body wants filled."""
        return frozenset(name for _, name, _, _ in Formatter().parse(str(self.body)) if name)


@dataclass(frozen=True)
class Written:
    """A message in one language."""

    subject: str
    body: str


_templates: dict[str, Template] = {}


def add(
    name: str,
    *,
    subject: Text,
    body: Text,
    lifetime: timedelta = timedelta(days=2),
    is_code: bool = False,
) -> Template:
    """Register a text. ValueError: the name is taken by another one."""
    template = Template(name, subject, body, lifetime, is_code)
    if _templates.setdefault(name, template) != template:
        raise ValueError(f"the message {name} is registered twice")
    return template


def named(name: str) -> Template:
    """The text of that name. KeyError: no room registered it."""
    return _templates[name]


def all_templates() -> dict[str, Template]:
    """Every registered text by name."""
    return dict(_templates)


def check_values(template: Template, values: Mapping[str, str]) -> None:
    """ValueError unless exactly the places are filled, with digits or links of ours."""
    if values.keys() != template.places:
        raise ValueError(f"the message {template.name} wants {sorted(template.places)}")
    for name, value in values.items():
        if not (DIGITS.fullmatch(value) or _is_our_link(value)):
            raise ValueError(f"{name} of the message {template.name} is neither digits nor a link")


def write(template: Template, language: str, values: Mapping[str, str]) -> Written:
    """The text in a language, its places filled."""
    with translation.override(language):
        return Written(str(template.subject), str(template.body).format(**values))


def _is_our_link(value: str) -> bool:
    path = value.removeprefix(settings.SITE_URL)
    return path != value and LINK_PATH.fullmatch(path) is not None


SIGN_IN_CODE = add(
    "sign_in_code",
    subject=_("Your code"),
    body=_("{code} is your code. It works for 10 minutes. Give it to nobody."),
    lifetime=timedelta(minutes=10),
    is_code=True,
)
SOMETHING_NEW = add(
    "something_new",
    subject=_("There is something new for you"),
    body=_("There is something new for you. See it here: {link}"),
)
