"""What a programme sets differently from our defaults."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import defaults
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may
from amir.programmes.models import Programme, SettingChange
from amir.programmes.queries import settings_of
from amir.programmes.rules import CHANGE


@transaction.atomic
def change_settings(
    actor: Actor, *, programme: Programme, values: Mapping[str, Any], note: str = ""
) -> list[SettingChange]:
    """Write down what differs from now on; what stays as it is makes no row.

    Raises NotAllowed; Refused for a key that no rule reads, or a value that it cannot take.
    """
    if not may(actor, CHANGE, programme):
        raise NotAllowed(_("Only the programme's coordinator changes its settings."))
    held = settings_of(programme.pk)
    changes = []
    for key, value in values.items():
        if key not in held:
            raise Refused(_("There is no setting called {key}.").format(key=key), field=key)
        setting = defaults.named(key)
        if setting.checked(value) == held[key]:
            continue
        changes.append(
            SettingChange(
                organisation_id=programme.organisation_id,
                programme=programme,
                key=key,
                value=None if value == setting.default else value,
                note=note.strip()[:300],
                changed_by=actor.account_id,
            )
        )
    SettingChange.objects.bulk_create(changes)
    if changes:
        happened("programmes.settings_changed", actor, programme=programme)
    return changes
