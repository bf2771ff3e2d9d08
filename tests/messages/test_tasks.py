"""The queue itself: a worker sends what an act has queued, and tries again when it must."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, platform
from amir.messages import actions, channels
from amir.messages.enums import Way
from amir.messages.models import Delivery

pytestmark = pytest.mark.usefixtures("committed_database")


class Down:
    """A provider that never answers."""

    def send(self, message: channels.Message) -> None:
        raise channels.ChannelFailed("server")


class Cut:
    """A provider during whose answer the database goes away."""

    def send(self, message: channels.Message) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(pg_backend_pid())")


def send() -> Delivery:
    return actions.send(
        VISITOR, organisation_id=uuid4(), account_id=uuid4(), channel=Way.SMS,
        address="+390512193000", template="sign_in_code", language="it",
        values={"code": "493817"},
    )  # fmt: skip


def work_off() -> None:
    worker = app.with_connector(app.connector.get_worker_connector())
    worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def outcome(delivery: Delivery) -> tuple[str, int]:
    with acting_as(platform("sending")):
        held = Delivery.objects.get(pk=delivery.pk)
    return held.state, held.attempts


def test_worker_sends_what_was_queued(mail_folder: Path) -> None:
    delivery = send()
    work_off()
    assert outcome(delivery) == ("sent", 1)
    [file] = mail_folder.iterdir()
    assert str(delivery.pk) in file.name


def test_worker_tries_a_failing_provider_later(settings: Settings) -> None:
    settings.AMIR_CHANNELS = {"mail": "file", "sms": f"{__name__}.Down"}
    delivery = send()
    work_off()
    assert outcome(delivery) == ("queued", 1)
    job = ProcrastinateJob.objects.get(task_name=actions.TASK)
    assert (job.status, job.attempts) == ("todo", 1)
    assert job.scheduled_at is not None


def test_worker_tries_again_when_the_database_was_away(settings: Settings) -> None:
    settings.AMIR_CHANNELS = {"mail": "file", "sms": f"{__name__}.Cut"}
    delivery = send()
    work_off()
    connection.close()
    assert outcome(delivery) == ("queued", 1)
    job = ProcrastinateJob.objects.get(task_name=actions.TASK)
    assert (job.status, job.attempts) == ("todo", 1)
