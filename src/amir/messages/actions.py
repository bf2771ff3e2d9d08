"""Sending messages. The act that causes a message never waits for it, and never fails with it."""

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, platform
from amir.core.errors import Refused
from amir.core.secrets.errors import SecretsError
from amir.core.secrets.index import lookup_digest

from . import channels, invitations, spending, templates
from .enums import PLATFORM, DeliveryState, Way
from .invitations import Invitation
from .models import Delivery

TASK = "messages.deliver"
MOST_ATTEMPTS = 6
SENDING = "sending"  # the purpose under which the database lets deliveries be written


def send(
    actor: Actor,
    *,
    organisation_id: UUID | None,
    account_id: UUID | None,
    channel: Way,
    address: str,
    template: str,
    language: str,
    values: Mapping[str, str],
    invitation: Invitation | None = None,
) -> Delivery:
    """Queue a message, in the transaction of its cause. The cause has checked permissions.

    `address` is a mail address or a telephone number with its country (+39...). Returns the
    delivery: queued; capped, if a limit of today is reached; failed, if the address is none.
    An `invitation` goes with a mail; other ways leave it out.
    ValueError: the values are not what the template wants, or are neither digits nor our links.
    """
    if channel is Way.WHATSAPP:
        raise ValueError("WhatsApp messages are sent by people; see hand_over_link")
    templates.check_values(templates.named(template), values)
    with acting_as(replace(actor, purpose=SENDING)):
        delivery = _new(organisation_id, account_id, channel, address, template, language)
        if delivery.state == DeliveryState.QUEUED:
            letter: dict[str, Any] = {"address": address, "values": dict(values)}
            if invitation is not None and channel is Way.MAIL:
                letter["invitation"] = invitation.as_plain()
            delivery.letter = json.dumps(letter)
        delivery.save(force_insert=True)
        if delivery.state == DeliveryState.QUEUED:
            app.configure_task(TASK).defer(delivery_id=str(delivery.pk))
    return delivery


def hand_over_link(
    actor: Actor,
    *,
    organisation_id: UUID,
    account_id: UUID | None,
    address: str,
    template: str,
    language: str,
    values: Mapping[str, str],
) -> str:
    """A link that opens WhatsApp on the actor's own phone with the message written.

    Refused: the number is none, or the message carries a code.
    """
    wanted = templates.named(template)
    templates.check_values(wanted, values)
    if wanted.is_code:
        raise Refused(_("A code is sent to its owner only. Send it by SMS or e-mail."))
    with acting_as(replace(actor, purpose=SENDING)):
        delivery = _new(organisation_id, account_id, Way.WHATSAPP, address, template, language)
        if delivery.state == DeliveryState.FAILED:
            raise Refused(_("This is not a telephone number. Please correct it."))
        delivery.state, delivery.sent_at = DeliveryState.SENT, clock.now()
        delivery.save(force_insert=True)
    return channels.whatsapp_link(address, templates.write(wanted, language, values).body)


def deliver(delivery_id: UUID) -> None:
    """Send one queued message now; nothing happens if it was sent or given up before.

    ChannelFailed: not now, try again later. After `MOST_ATTEMPTS` it is given up instead. A
    worker that dies between sending and noting it sends twice: better than not at all.
    """
    with acting_as(platform(SENDING)):
        opened = _take_up(delivery_id)
    if opened is None:
        return
    try:
        channels.channel_of(opened.way).send(opened)
    except channels.ChannelFailed as failed:
        with acting_as(platform(SENDING)):
            is_worth_another_try = _note_failure(delivery_id, str(failed))
        if is_worth_another_try:
            raise
        return
    with acting_as(platform(SENDING)):
        _end(delivery_id, DeliveryState.SENT, sent_at=clock.now())


def give_up_expired() -> int:
    """Drop the letters of messages that are not worth sending any more; returns how many."""
    dropped = 0
    with acting_as(platform(SENDING)):
        for name, template in templates.all_templates().items():
            late = Delivery.objects.filter(
                state=DeliveryState.QUEUED,
                template=name,
                created_at__lt=clock.now() - template.lifetime,
            )
            dropped += late.update(state=DeliveryState.FAILED, letter=None, error="late")
    return dropped


def forget_messages(actor: Actor, *, account_id: UUID, digests: Collection[bytes]) -> int:
    """Drop what waits to be sent to somebody, and every trace of their address; how many messages.

    Part of an act whose permissions were checked: the person is erased.
    """
    with acting_as(replace(actor, purpose=SENDING)):
        theirs = Delivery.objects.filter(Q(account_id=account_id) | Q(to_digest__in=digests))
        ids = list(theirs.values_list("pk", flat=True))
        theirs = Delivery.objects.filter(pk__in=ids)
        theirs.filter(state=DeliveryState.QUEUED).update(
            state=DeliveryState.FAILED, error="erased", letter=None
        )
        theirs.update(to_digest=b"", calling_code="")
    transaction.on_commit(lambda: channels.drop_files(ids))
    return len(ids)


def _new(
    organisation_id: UUID | None,
    account_id: UUID | None,
    channel: Way,
    address: str,
    template: str,
    language: str,
) -> Delivery:
    to_digest = lookup_digest(address)
    delivery = Delivery(
        organisation_id=organisation_id or PLATFORM, account_id=account_id, channel=channel,
        template=template, language=language, to_digest=to_digest, state=DeliveryState.QUEUED,
    )  # fmt: skip
    try:
        delivery.calling_code = spending.calling_code(channel, address)
    except ValueError:
        delivery.state, delivery.error = DeliveryState.FAILED, "address"
        return delivery
    cents = spending.price(channel, delivery.calling_code)
    if spending.is_within_limits(
        organisation_id=delivery.organisation_id, account_id=account_id,
        to_digest=to_digest, code=delivery.calling_code, cents=cents,
    ):  # fmt: skip
        delivery.cost_cents = cents
    else:
        delivery.state = DeliveryState.CAPPED
    return delivery


def _take_up(delivery_id: UUID) -> channels.Message | None:
    """Count the attempt and open the letter; None if there is nothing (more) to send."""
    delivery = Delivery.objects.select_for_update().filter(pk=delivery_id).first()
    if delivery is None or delivery.state != DeliveryState.QUEUED or delivery.letter is None:
        return None
    template = templates.all_templates().get(delivery.template)
    if template is None:
        # Queued by a version of the platform that had this text.
        _end(delivery_id, DeliveryState.FAILED, error="template")
        return None
    if clock.now() > delivery.created_at + template.lifetime:
        _end(delivery_id, DeliveryState.FAILED, error="late")
        return None
    try:
        letter = json.loads(delivery.letter.open())
    except SecretsError:
        _end(delivery_id, DeliveryState.FAILED, error="sealed")
        return None
    Delivery.objects.filter(pk=delivery_id).update(attempts=delivery.attempts + 1)
    text = templates.write(template, delivery.language, letter["values"])
    calendar, method = "", ""
    if "invitation" in letter:
        invitation = invitations.from_plain(letter["invitation"])
        method = invitations.method_of(invitation)
        calendar = invitations.calendar_text(invitation, delivery.language, letter["address"])
    return channels.Message(
        id=delivery_id, way=Way(delivery.channel), address=letter["address"],
        subject=text.subject, body=text.body, calendar=calendar, method=method,
    )  # fmt: skip


def _note_failure(delivery_id: UUID, error: str) -> bool:
    """Write down why; whether it is worth trying again."""
    attempts = Delivery.objects.values_list("attempts", flat=True).get(pk=delivery_id)
    if attempts >= MOST_ATTEMPTS:
        _end(delivery_id, DeliveryState.FAILED, error=error)
        return False
    Delivery.objects.filter(pk=delivery_id).update(error=error[:60])
    return True


def _end(delivery_id: UUID, state: DeliveryState, **values: object) -> None:
    values.setdefault("error", "")
    Delivery.objects.filter(pk=delivery_id).update(state=state, letter=None, **values)
