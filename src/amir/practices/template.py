"""The template of a practice: its texts, how long each may be, and what each is needed for.

Version 1 is our own, after the fields that European collections of practices ask for.
"""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERSION = 1
TITLE_WORDS = 15


@dataclass(frozen=True)
class Field:
    """A text of the template. `is_needed`: without it a practice is not reported."""

    key: str
    label: str | Promise
    hint: str | Promise
    max_words: int
    is_needed: bool = False


FIELDS = (
    Field("summary", _("Summary"), _("What is it, for whom, where?"), 100, is_needed=True),
    Field("issue", _("The issue"), _("Which need is behind it, and who named it?"), 150),
    Field("goals", _("Goals"), _("In words and in figures."), 150),
    Field("how", _("How it works"), _("What is done, by whom, how often?"), 100, is_needed=True),
    Field("results", _("Results"), _("What was reached, held against the goals?"), 100),
    Field("users", _("What users say"), _("Who was asked, how, and what did they say?"), 100),
    Field("evaluation", _("Evaluation"), _("Who evaluated it, with which indicators?"), 100),
    Field("lessons", _("Do's and don'ts"), _("What would you do again, and what not?"), 100),
    Field("coverage", _("Who is reached"), _("How many people, and which part of them all?"), 40),
    Field("funding", _("Money and other means"), _("Who pays, and what else does it need?"), 100),
    Field("responsible", _("Who is responsible"), _("Body and department; no names."), 40),
)
KEYS = tuple(field.key for field in FIELDS)


def words_of(text: str) -> int:
    """How many words a text has, counted as the page counts them while one writes."""
    return len(re.findall(r"\S+", text))
