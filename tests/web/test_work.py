"""Background work can be left, found again and stopped."""

from uuid import UUID

import pytest
from django.test import Client

from amir.core.access.acting import acting_as
from amir.core.models import Work
from amir.web.actions import cancel_work
from tests.consortium import Consortium, actor_of, signed_in


@pytest.fixture
def reading(consortium: Consortium) -> Work:
    """Elena's list is being read."""
    with acting_as(actor_of(consortium.elena)):
        return Work.objects.create(
            organisation_id=consortium.casa.pk, account_id=consortium.elena, task="lists.read",
            title="Reading a list", state=Work.RUNNING, done=3, total=10, doing="Sheet 2",
        )  # fmt: skip


def change(account: UUID, work: Work, **values: object) -> None:
    with acting_as(actor_of(account)):
        Work.objects.filter(pk=work.pk).update(**values)


def page(client: Client, work: Work, **headers: str) -> object:
    return client.get(f"/desk/work/{work.pk}/", headers=headers)


def test_progress_is_found_in_the_list_and_says_what_is_done(
    consortium: Consortium, reading: Work
) -> None:
    elena = signed_in(consortium.elena)
    assert f"/desk/work/{reading.pk}/" in elena.get("/desk/work/").content.decode()
    text = elena.get(f"/desk/work/{reading.pk}/").content.decode()
    assert ("Sheet 2" in text, 'value="3"' in text, 'max="10"' in text) == (True, True, True)


def test_polling_gets_a_part_and_stops_at_the_end(consortium: Consortium, reading: Work) -> None:
    elena = signed_in(consortium.elena)
    address = f"/desk/work/{reading.pk}/"
    going_on = elena.get(address, headers={"hx-request": "true"})
    assert (going_on.status_code, "<html" in going_on.content.decode()) == (200, False)
    change(consortium.elena, reading, state=Work.DONE, result_url="/desk/lists/1/")
    ended = elena.get(address, headers={"hx-request": "true"})
    assert (ended.status_code, ended["HX-Redirect"]) == (286, "/desk/lists/1/")
    assert elena.get(address)["Location"] == "/desk/lists/1/"


def test_failed_work_says_why(consortium: Consortium, reading: Work) -> None:
    change(consortium.elena, reading, state=Work.FAILED, doing="The file is locked.")
    text = signed_in(consortium.elena).get(f"/desk/work/{reading.pk}/").content.decode()
    assert "The file is locked." in text


def test_work_is_stopped_by_its_owner_only(consortium: Consortium, reading: Work) -> None:
    address = f"/desk/work/{reading.pk}/cancel/"
    assert signed_in(consortium.nour).post(address).status_code == 404
    assert signed_in(consortium.carla).post(address).status_code == 403
    with acting_as(actor_of(consortium.elena)):
        assert Work.objects.get(pk=reading.pk).state == Work.RUNNING
    signed_in(consortium.elena).post(address)
    with acting_as(actor_of(consortium.elena)):
        assert Work.objects.get(pk=reading.pk).state == Work.CANCELLED


def test_ended_work_is_not_stopped(consortium: Consortium, reading: Work) -> None:
    change(consortium.elena, reading, state=Work.DONE)
    elena = actor_of(consortium.elena)
    with acting_as(elena), pytest.raises(Exception, match="ended already"):
        cancel_work(elena, work=reading)


def test_work_of_others_is_not_there(consortium: Consortium, reading: Work) -> None:
    nour = signed_in(consortium.nour)
    assert nour.get(f"/desk/work/{reading.pk}/").status_code == 404
    assert str(reading.pk) not in nour.get("/desk/work/").content.decode()
