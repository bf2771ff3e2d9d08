"""Who helps a pair: a second mentor, also of another organisation, and interpreters."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from amir.core.access.locks import either, locked, organisation_in, own, purpose
from amir.core.base import OwnedModel
from amir.core.tags import CALLING, CONTACT, EVIDENCE, LINK, PROFILE, tagged

from ..enums import BookingMode, HelperKind, HelperState
from .locks import KEEPING, OF_MY_MATCH, of_staff
from .matches import Match

# SQL: the second mentor's own organisation.
LENT_BY_US = "from_organisation_id = any(array(select amir_orgs('people')))"


class MatchHelper(OwnedModel):
    """The second mentor of a match. Of another organisation, its coordinators name the person.

    `shown` is what that organisation and the person are told of the pair before they agree:
    languages and themes. The row carries the two people of the pair, so that they may read it.
    """

    match = tagged(LINK, models.ForeignKey(Match, models.PROTECT, db_constraint=False,
                                           related_name="helpers"))  # fmt: skip
    mentee_person_id = tagged(LINK, models.UUIDField())
    mentor_person_id = tagged(LINK, models.UUIDField())
    kind = tagged(LINK, models.CharField(max_length=5, choices=HelperKind.choices))
    from_organisation_id = tagged(LINK, models.UUIDField())
    participant_id = tagged(LINK, models.UUIDField(null=True))
    person_id = tagged(LINK, models.UUIDField(null=True))
    shown = tagged(PROFILE, models.JSONField(default=dict))
    state = tagged(LINK, models.CharField(max_length=8, choices=HelperState.choices,
                                          default=HelperState.WANTED))  # fmt: skip
    asked_by = tagged(LINK, models.UUIDField())
    lent_by = tagged(LINK, models.UUIDField(null=True))
    terms = tagged(EVIDENCE, models.CharField(max_length=20, blank=True))
    answered_at = tagged(EVIDENCE, models.DateTimeField(null=True))
    ended_at = tagged(EVIDENCE, models.DateTimeField(null=True))

    class Meta:
        ordering = ["created_at"]
        constraints = [
            *locked(
                "mentoring_matchhelper",
                read=either(
                    organisation_in("people"),
                    LENT_BY_US,
                    own("person_id"),
                    f"state = 'agreed' and ({own('mentee_person_id')} or"
                    f" {own('mentor_person_id')})",
                    purpose("answering", KEEPING),
                ),
                write=either(
                    organisation_in("people"), LENT_BY_US, purpose("answering", KEEPING, "setup")
                ),
                add=either(organisation_in("people"), purpose("setup")),
                tenant_keys=["match"],
            ),
            models.UniqueConstraint(
                fields=["match"],
                condition=Q(state__in=["wanted", "asked", "agreed"]),
                name="mentoring_one_helper",
            ),
        ]


class Interpreter(OwnedModel):
    """Somebody who interprets for pairs; bound to silence before any booking."""

    name = tagged(CALLING, models.CharField(max_length=120))
    languages = tagged(PROFILE, ArrayField(models.CharField(max_length=12), default=list))
    phone = tagged(CONTACT, models.CharField(max_length=20, blank=True))
    email = tagged(CONTACT, models.CharField(max_length=254, blank=True))
    bound_on = tagged(EVIDENCE, models.DateField(null=True))
    left_at = tagged(LINK, models.DateTimeField(null=True))

    class Meta:
        ordering = ["name", "id"]
        constraints = of_staff("mentoring_interpreter")


class Booking(OwnedModel):
    """An interpreter is there at a time for a match; `meeting_id` if it is for a meeting."""

    match = tagged(LINK, models.ForeignKey(Match, models.PROTECT, db_constraint=False,
                                           related_name="bookings"))  # fmt: skip
    interpreter = tagged(LINK, models.ForeignKey(Interpreter, models.PROTECT, db_constraint=False,
                                                 related_name="bookings"))  # fmt: skip
    starts_at = tagged(EVIDENCE, models.DateTimeField())
    minutes = tagged(EVIDENCE, models.PositiveSmallIntegerField())
    mode = tagged(EVIDENCE, models.CharField(max_length=5, choices=BookingMode.choices))
    meeting_id = tagged(LINK, models.UUIDField(null=True))
    booked_by = tagged(LINK, models.UUIDField())
    cancelled_at = tagged(LINK, models.DateTimeField(null=True))

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = of_staff("mentoring_booking", "match", "interpreter", also=OF_MY_MATCH)
