"""Settings of a programme: declared where their rule stands, changed where the programme is run.

A rule never holds a number of its own:

    TRIAL_DAYS = declare("mentoring.trial_days", 60, kind="days", least=0, most=365,
                         label=_("Trial period"), note=_("Either side may leave without a reason."))

and reads it with `programmes.queries.setting_of(programme_id, TRIAL_DAYS)`.
"""

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amir.core.errors import Refused

Text = str | Promise
Kind = Literal["days", "hours", "minutes", "number", "percent", "yes_no", "names"]
OURS: Text = _("Our default")


@dataclass(frozen=True)
class Setting:
    """A value that a programme may change; `source` says where the default comes from.

    `kind`: whole days, hours, minutes, a number, a percentage, yes or no, or a list of names.
    """

    key: str
    default: Any
    kind: Kind
    label: Text
    note: Text
    source: Text
    least: int
    most: int

    @property
    def room(self) -> str:
        """The room whose rule reads it."""
        return self.key.split(".")[0]

    def checked(self, value: Any) -> Any:
        """The value, if it can be one of this setting. Raises Refused with what is wrong."""
        if self.kind == "yes_no":
            return _checked(isinstance(value, bool), value, _("Choose yes or no."), self.key)
        if self.kind == "names":
            fits = isinstance(value, list) and all(isinstance(v, str) and v for v in value)
            return _checked(fits, value, _("Write one name on each line."), self.key)
        fits = isinstance(value, int) and not isinstance(value, bool)
        fits = fits and self.least <= value <= self.most
        wrong = _("Write a whole number from {least} to {most}.").format(
            least=self.least, most=self.most
        )
        return _checked(fits, value, wrong, self.key)


_settings: dict[str, Setting] = {}


def declare(
    key: str,
    default: Any,
    *,
    kind: Kind,
    label: Text,
    note: Text = "",
    source: Text = OURS,
    least: int = 0,
    most: int = 1_000,
) -> Setting:
    """Register a setting. ValueError: the key is taken by another one."""
    setting = Setting(key, default, kind, label, note, source, least, most)
    if _settings.setdefault(key, setting) != setting:
        raise ValueError(f"the setting {key} is declared twice")
    return setting


def named(key: str) -> Setting:
    """The setting of that key. KeyError: no room declared it."""
    return _settings[key]


def all_settings() -> dict[str, Setting]:
    """Every declared setting by key, in the order of their keys."""
    return dict(sorted(_settings.items()))


def _checked(fits: bool, value: Any, wrong: Text, key: str) -> Any:
    if not fits:
        raise Refused(str(wrong), field=key)
    return value
