"""Messages are queued with their cause, sent once, counted, capped, and never kept."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connections, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.access.edges import open_edge
from amir.core.actor import VISITOR, Actor, Seat, platform
from amir.core.errors import Refused
from amir.core.models import AuditEvent
from amir.messages import actions, channels
from amir.messages.enums import PLATFORM, DeliveryState, Way
from amir.messages.models import Delivery
from amir.messages.queries import deliveries_visible_to
from amir.messages.rules import SEE_DELIVERIES

pytestmark = pytest.mark.django_db

BOLOGNA = uuid4()
YUSUF = uuid4()
LINK = {"link": "https://amir.example/me/"}


class Down:
    """A provider that never answers."""

    def send(self, message: channels.Message) -> None:
        raise channels.ChannelFailed("server")


def send(
    *,
    actor: Actor = VISITOR,
    organisation_id: UUID | None = BOLOGNA,
    account_id: UUID | None = YUSUF,
    channel: Way = Way.MAIL,
    address: str = "yusuf@example.org",
    template: str = "something_new",
    language: str = "en",
    values: Mapping[str, str] = LINK,
) -> Delivery:
    return actions.send(
        actor, organisation_id=organisation_id, account_id=account_id, channel=channel,
        address=address, template=template, language=language, values=values,
    )  # fmt: skip


def sms(**options: object) -> Delivery:
    return send(channel=Way.SMS, **{"address": "+390512193000", **options})  # type: ignore[arg-type]


def stored(delivery: Delivery) -> Delivery:
    with acting_as(platform("sending")):
        return Delivery.objects.get(pk=delivery.pk)


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="messages.deliver").count()


def test_message_is_sent_by_the_queue(mail_folder: Path) -> None:
    delivery = send()
    assert (stored(delivery).state, jobs()) == (DeliveryState.QUEUED, 1)
    assert not mail_folder.exists()
    actions.deliver(delivery.pk)
    [file] = mail_folder.iterdir()
    assert file.read_text() == (
        "E-mail\nyusuf@example.org\nThere is something new for you\n\n"
        "There is something new for you. See it here: https://amir.example/me/\n"
    )
    assert file.stat().st_mode & 0o777 == 0o600
    sent = stored(delivery)
    assert (sent.state, sent.attempts, sent.cost_cents, sent.error) == (
        DeliveryState.SENT,
        1,
        0,
        "",
    )
    assert sent.sent_at is not None


def test_message_is_sent_once(mail_folder: Path) -> None:
    delivery = send()
    actions.deliver(delivery.pk)
    next(mail_folder.iterdir()).unlink()
    actions.deliver(delivery.pk)
    actions.deliver(uuid4())
    assert list(mail_folder.iterdir()) == []


def test_message_dies_with_its_cause() -> None:
    with transaction.atomic():
        delivery = send()
        transaction.set_rollback(True)
    assert jobs() == 0
    with acting_as(platform("sending")):
        assert not Delivery.objects.filter(pk=delivery.pk).exists()


def test_database_never_holds_address_or_text() -> None:
    delivery = sms(template="sign_in_code", values={"code": "493817"})
    with acting_as(platform("sending")), connections["default"].cursor() as cursor:
        cursor.execute("select row_to_json(d)::text from amir_messages_delivery d")
        [(held,)] = cursor.fetchall()
        cursor.execute("select args::text from procrastinate_jobs")
        queued = [args for (args,) in cursor.fetchall()]
    assert not any(secret in held for secret in ("493817", "0512193000", "+39"))
    assert queued == [f'{{"delivery_id": "{delivery.pk}"}}']


def test_letter_is_dropped_when_sent() -> None:
    delivery = send()
    assert stored(delivery).letter is not None
    actions.deliver(delivery.pk)
    assert stored(delivery).letter is None


def test_database_refuses_to_keep_a_letter() -> None:
    delivery = send()
    with pytest.raises(DatabaseError, match="letter_is_dropped"), acting_as(platform("sending")):
        Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.SENT)


def test_message_is_written_in_the_language_of_the_person(mail_folder: Path) -> None:
    delivery = sms(template="sign_in_code", values={"code": "493817"}, language="ar")
    actions.deliver(delivery.pk)
    [file] = mail_folder.iterdir()
    assert file.read_text().split("\n\n")[1].lstrip("\u2068\u200f").startswith("493817")


def test_failing_provider_is_tried_again_and_given_up(settings: Settings) -> None:
    settings.AMIR_CHANNELS = {"mail": f"{__name__}.Down", "sms": "file"}
    delivery = send()
    for attempt in range(1, actions.MOST_ATTEMPTS):
        with pytest.raises(channels.ChannelFailed):
            actions.deliver(delivery.pk)
        held = stored(delivery)
        assert (held.state, held.attempts, held.error) == (DeliveryState.QUEUED, attempt, "server")
    actions.deliver(delivery.pk)
    held = stored(delivery)
    assert (held.state, held.attempts, held.letter) == (DeliveryState.FAILED, 6, None)


def test_late_message_is_not_sent(mail_folder: Path) -> None:
    delivery = sms(template="sign_in_code", values={"code": "493817"})
    with clock.stopped_at(clock.now() + timedelta(minutes=11)):
        actions.deliver(delivery.pk)
    held = stored(delivery)
    assert (held.state, held.error, held.letter) == (DeliveryState.FAILED, "late", None)
    assert not mail_folder.exists()


def test_forgotten_letters_are_dropped() -> None:
    code, news = sms(template="sign_in_code", values={"code": "493817"}), send()
    with clock.stopped_at(clock.now() + timedelta(minutes=11)):
        assert actions.give_up_expired() == 1
    assert (stored(code).letter, stored(code).error) == (None, "late")
    assert stored(news).state == DeliveryState.QUEUED


def test_letter_that_cannot_be_opened_is_given_up() -> None:
    delivery = send()
    with acting_as(platform("sending")), connections["default"].cursor() as cursor:
        cursor.execute("update amir_messages_delivery set letter = '\\x0100'")
    actions.deliver(delivery.pk)
    assert (stored(delivery).state, stored(delivery).error) == (DeliveryState.FAILED, "sealed")


def test_text_that_no_longer_exists_is_given_up() -> None:
    delivery = send()
    with acting_as(platform("sending")):
        Delivery.objects.update(template="dropped_since")
    actions.deliver(delivery.pk)
    assert (stored(delivery).state, stored(delivery).error) == (DeliveryState.FAILED, "template")


@pytest.mark.parametrize("address", ["", "yusuf", "0512193000", "+39", "+0000000000000000000"])
def test_wrong_number_fails_without_stopping_the_act(address: str) -> None:
    delivery = sms(address=address)
    assert (stored(delivery).state, stored(delivery).error) == (DeliveryState.FAILED, "address")
    assert jobs() == 0


def test_person_has_a_limit(settings: Settings) -> None:
    settings.AMIR_CENTS_PER_DAY = {"organisation": 1000, "person": 30, "country": 1000}
    states = [stored(sms()).state for _ in range(5)]
    assert states == [DeliveryState.QUEUED] * 3 + [DeliveryState.CAPPED] * 2
    assert stored(sms(account_id=uuid4())).state == DeliveryState.QUEUED
    assert jobs() == 4


def test_address_without_an_account_has_a_limit(settings: Settings) -> None:
    settings.AMIR_CENTS_PER_DAY = {"organisation": 1000, "person": 20, "country": 1000}
    states = [stored(sms(account_id=None, organisation_id=None)).state for _ in range(3)]
    assert states == [DeliveryState.QUEUED, DeliveryState.QUEUED, DeliveryState.CAPPED]


def test_organisation_has_a_limit(settings: Settings) -> None:
    settings.AMIR_CENTS_PER_DAY = {"organisation": 20, "person": 1000, "country": 1000}
    states = [stored(sms(account_id=uuid4())).state for _ in range(3)]
    assert states == [DeliveryState.QUEUED, DeliveryState.QUEUED, DeliveryState.CAPPED]
    assert stored(sms(organisation_id=uuid4())).state == DeliveryState.QUEUED


def test_country_has_a_limit_across_organisations(settings: Settings) -> None:
    settings.AMIR_CENTS_PER_DAY = {"organisation": 1000, "person": 1000, "country": 20}
    settings.AMIR_SMS_CENTS = {"*": 10, "30": 1}
    states = [stored(sms(account_id=uuid4(), organisation_id=uuid4())).state for _ in range(3)]
    assert states == [DeliveryState.QUEUED, DeliveryState.QUEUED, DeliveryState.CAPPED]
    assert stored(sms(address="+302101234567")).cost_cents == 1


def test_limits_end_with_the_day(settings: Settings) -> None:
    settings.AMIR_CENTS_PER_DAY = {"organisation": 10, "person": 10, "country": 10}
    assert [stored(sms()).state for _ in range(2)] == [DeliveryState.QUEUED, DeliveryState.CAPPED]
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        assert stored(sms()).state == DeliveryState.QUEUED


def test_mail_costs_nothing(settings: Settings) -> None:
    settings.AMIR_CENTS_PER_DAY = {"organisation": 0, "person": 0, "country": 0}
    assert stored(send()).state == DeliveryState.QUEUED


def test_whatsapp_is_a_link_that_a_person_sends() -> None:
    link = actions.hand_over_link(
        VISITOR, organisation_id=BOLOGNA, account_id=YUSUF, address="+390512193000",
        template="something_new", language="en", values=LINK,
    )  # fmt: skip
    assert link == (
        "https://wa.me/390512193000?text=There%20is%20something%20new%20for%20you.%20"
        "See%20it%20here%3A%20https%3A//amir.example/me/"
    )
    assert jobs() == 0
    with acting_as(platform("sending")):
        assert list(Delivery.objects.values_list("channel", "state")) == [("whatsapp", "sent")]


def test_code_is_not_handed_over() -> None:
    with pytest.raises(Refused, match="to its owner only"):
        actions.hand_over_link(
            VISITOR, organisation_id=BOLOGNA, account_id=YUSUF, address="+390512193000",
            template="sign_in_code", language="en", values={"code": "493817"},
        )  # fmt: skip


def test_message_before_any_organisation_belongs_to_the_platform() -> None:
    assert stored(send(organisation_id=None)).organisation_id == PLATFORM


def test_audit_says_who_caused_a_message() -> None:
    elena = Actor(account_id=uuid4())
    send(actor=elena)
    with acting_as(platform("sealing")):
        caused = AuditEvent.objects.filter(
            table_name="amir_messages_delivery", act="insert", actor_id=elena.account_id
        )
        assert list(caused.values_list("purpose", "subjects")) == [("sending", [YUSUF])]


def test_deliveries_are_seen_by_their_organisation() -> None:
    elena, nour = uuid4(), uuid4()
    first, second = send(), sms()
    send(organisation_id=uuid4(), account_id=None)
    open_edge(actor=elena, kind="membership", field_set="work", organisation=BOLOGNA)
    seat = Seat(BOLOGNA, "coordinator", frozenset({SEE_DELIVERIES}))
    with acting_as(Actor(account_id=elena, seats=(seat,))) as actor:
        seen = list(deliveries_visible_to(actor).values_list("pk", flat=True))
        assert sorted(seen) == sorted([first.pk, second.pk])
        assert Delivery.objects.count() == 2
    with acting_as(Actor(account_id=nour, seats=(seat,))) as actor:
        assert deliveries_visible_to(actor).count() == 0
    with acting_as(Actor(account_id=YUSUF)):
        assert Delivery.objects.count() == 2
    with acting_as(VISITOR):
        assert Delivery.objects.count() == 0


def test_only_sending_writes_deliveries() -> None:
    send()
    with acting_as(Actor(account_id=YUSUF)):
        assert Delivery.objects.update(state=DeliveryState.SENT, letter=None) == 0
