"""Two coordinators press at the same moment, in real transactions."""

from threading import Barrier, Thread

from django.db import connections

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import Stale
from amir.participants.actions import register_participant, take_step
from amir.participants.models import Participant, StateChange
from amir.participants.queries import participants_visible_to
from amir.people.actions import register_person

from .conftest import organisation, staff


def test_of_two_at_once_one_comes_second(committed_database: str) -> None:
    bologna = organisation("Casa di Bologna", "IT")
    elena, sofia = staff(bologna, "Elena"), staff(bologna, "Sofia")
    with acting_as(elena):
        person = register_person(
            elena, organisation_id=bologna, preferred_name="Yusuf", language="ar"
        )
        register_participant(elena, person=person, side="mentee")
    both_have_read, ends = Barrier(2), []

    def press(actor: Actor, step: str) -> None:
        try:
            with acting_as(actor):
                participant = participants_visible_to(actor).get()
                both_have_read.wait(timeout=20)
                take_step(actor, participant=participant, step=step)
            ends.append("done")
        except Stale:
            ends.append("stale")
        finally:
            connections.close_all()

    threads = [Thread(target=press, args=each) for each in ((elena, "accept"), (sofia, "refuse"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(ends) == ["done", "stale"]
    with acting_as(elena):
        assert Participant.objects.get().version == 2
        assert StateChange.objects.count() == 1
