"""What safeguarding answers when other rooms ask."""

from uuid import UUID

import pytest

from amir.core.access.acting import acting_as
from amir.core.events import happened
from amir.participants.models import Participant
from amir.safeguarding.actions import report_concern
from tests.consortium import Consortium, actor_of


@pytest.mark.django_db
def test_person_with_a_concern_stays_when_a_list_is_undone(
    world: Consortium, yusuf: Participant
) -> None:
    elena = actor_of(world.elena)
    with acting_as(elena):
        kept: set[UUID] = set()
        happened("people.removal_asked", elena, people={yusuf.person_id}, kept=kept)
        assert kept == set()
        report_concern(
            elena, organisation_id=world.casa.pk, text="He is afraid", urgency="now",
            subject_person_id=yusuf.person_id,
        )  # fmt: skip
        happened("people.removal_asked", elena, people={yusuf.person_id}, kept=kept)
        assert kept == {yusuf.person_id}
