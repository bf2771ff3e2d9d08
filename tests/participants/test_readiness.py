"""Nobody is matched without evidence, and nobody's word overrules a stated no."""

from datetime import date

import pytest

from amir.participants.readiness import (
    Attestation,
    Evidence,
    Standing,
    is_ready,
    standing_of,
    standings,
)

ELENA = Attestation("Elena", date(2025, 6, 2))


@pytest.mark.parametrize(
    ("value", "alone", "vouched"),
    [
        (date(2025, 1, 14), Standing.GIVEN, Standing.GIVEN),
        ("2025-01-14", Standing.GIVEN, Standing.GIVEN),
        (True, Standing.GIVEN, Standing.GIVEN),
        (False, Standing.DENIED, Standing.DENIED),
        (None, Standing.UNTOLD, Standing.VOUCHED),
    ],
)
def test_standing_follows_the_list(value: object, alone: Standing, vouched: Standing) -> None:
    assert (standing_of(value, None), standing_of(value, ELENA)) == (alone, vouched)


def test_amina_needs_screening_training_and_consent() -> None:
    amina = {"police_check_on": "2025-02-03", "trained": True}
    assert standings("mentor", amina, None) == {
        Evidence.SCREENING: Standing.GIVEN,
        Evidence.TRAINING: Standing.GIVEN,
        Evidence.CONSENT: Standing.UNTOLD,
    }
    assert not is_ready(standings("mentor", amina, None))
    assert is_ready(standings("mentor", amina, ELENA))


def test_yusuf_needs_only_consent() -> None:
    assert standings("mentee", {"consent": True}, None) == {Evidence.CONSENT: Standing.GIVEN}


def test_elena_cannot_vouch_against_the_list() -> None:
    untrained = {"police_check_on": "2025-02-03", "trained": False, "consent": True}
    assert not is_ready(standings("mentor", untrained, ELENA))
