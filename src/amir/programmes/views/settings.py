"""The settings of a programme: every default that a rule reads, and what the programme changed."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core import defaults
from amir.core.guard import guarded
from amir.kit.sending import sent
from amir.kit.toast import toast
from amir.organisations.queries import colleagues_visible_to

from ..actions import change_settings
from ..forms import SettingForm
from ..models import Programme, SettingChange
from ..queries import programme_or_404, setting_history, settings_of
from ..rules import CHANGE, VIEW
from ..wording import room_name, value_said
from .overview import actor_of, page_of


@guarded(VIEW, load=programme_or_404)
def programme_settings(request: HttpRequest, programme: Programme) -> HttpResponse:
    """All settings by what they are about: value, default, where the default comes from."""
    held, history = settings_of(programme.pk), setting_history(programme)
    rooms = [
        (room_name(room), [_shown(setting, held[setting.key], history) for setting in settings])
        for room, settings in groupby(defaults.all_settings().values(), lambda s: s.room)
    ]
    told = page_of(request, programme, rooms=rooms)
    return render(request, "programmes/settings.html", told)


@guarded(CHANGE, methods=("GET", "POST"), load=lambda actor, key, setting: _found(
    programme_or_404(actor, key), setting))  # fmt: skip
def setting_edit(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Change one setting; what it was stays in the history."""
    setting = defaults.named(programme.asked_setting)  # type: ignore[attr-defined]
    held = settings_of(programme.pk)[setting.key]
    form = SettingForm(request.POST or None, setting=setting, held=held)

    def act(value: Any, note: str) -> None:
        change_settings(
            actor_of(request), programme=programme, values={setting.key: value}, note=note
        )

    if sent(request, form, act):
        toast(request, _("The setting is changed. It holds from now on."))
        return redirect("programme_settings", key=programme.key)
    names = dict(colleagues_visible_to(actor_of(request)).values_list("account_id", "shown_name"))
    history = [
        _told(setting, change, names) for change in setting_history(programme).get(setting.key, [])
    ]
    told = page_of(
        request, programme, form=form, setting=setting, history=history,
        default=value_said(setting, setting.default),
    )  # fmt: skip
    return render(request, "programmes/setting.html", told)


def _found(programme: Programme, setting: str) -> Programme:
    """The programme, with the setting that is asked for. Raises Http404."""
    if setting not in defaults.all_settings():
        raise Http404
    programme.asked_setting = setting  # type: ignore[attr-defined]
    return programme


def _shown(
    setting: defaults.Setting, value: Any, history: dict[str, list[SettingChange]]
) -> dict[str, Any]:
    return {
        "setting": setting,
        "value": value_said(setting, value),
        "default": value_said(setting, setting.default),
        "is_own": value != setting.default,
        "changes": len(history.get(setting.key, [])),
    }


def _told(
    setting: defaults.Setting, change: SettingChange, names: dict[Any, str]
) -> dict[str, Any]:
    value = setting.default if change.value is None else change.value
    return {
        "who": names.get(change.changed_by, _("A colleague")),
        "when": change.created_at,
        "text": value_said(setting, value),
        "note": change.note,
    }
