"""Settings of a programme: what they may be, and whose value counts."""

import pytest

from amir.core import defaults
from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused
from amir.programmes.actions import change_settings
from amir.programmes.models import SettingChange
from amir.programmes.queries import setting_of
from tests.consortium import Consortium, actor_of

TRIAL = defaults.declare("tests.trial_days", 60, kind="days", label="Trial", least=1, most=90)
HEARD = defaults.declare("tests.heard", True, kind="yes_no", label="Heard")
NAMES = defaults.declare("tests.names", ["limits"], kind="names", label="Topics")


@pytest.mark.parametrize(
    ("setting", "value"),
    [(TRIAL, 0), (TRIAL, 91), (TRIAL, "7"), (TRIAL, True), (HEARD, 1), (NAMES, [""]), (NAMES, "a")],
)
def test_checked_refuses_what_the_setting_cannot_be(
    setting: defaults.Setting, value: object
) -> None:
    with pytest.raises(Refused) as refused:
        setting.checked(value)
    assert refused.value.field == setting.key


def test_declare_refuses_a_second_meaning() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        defaults.declare("tests.heard", False, kind="yes_no", label="Heard")


@pytest.mark.django_db
def test_settings_are_the_programmes_own_until_they_are_taken_back(consortium: Consortium) -> None:
    programme = consortium.programme
    with acting_as(actor_of(consortium.carla)) as actor:
        assert setting_of(programme.pk, TRIAL) == 60
        change_settings(actor, programme=programme, values={TRIAL.key: 30, HEARD.key: True})
        assert setting_of(programme.pk, TRIAL) == 30
        assert setting_of(None, TRIAL) == 60
        change_settings(actor, programme=programme, values={TRIAL.key: 60})
        assert setting_of(programme.pk, TRIAL) == 60
        kept = list(SettingChange.objects.values_list("key", "value"))
    assert kept == [(TRIAL.key, 30), (TRIAL.key, None)]


@pytest.mark.django_db
def test_settings_are_changed_by_the_coordinating_organisation_only(consortium: Consortium) -> None:
    with acting_as(actor_of(consortium.kostas)) as actor, pytest.raises(NotAllowed):
        change_settings(actor, programme=consortium.programme, values={TRIAL.key: 30})
