"""Participants as an organisation knows them, the evidence on them, and the lists they came by."""

from django.db import models

from amir.core import clock
from amir.core.access.locks import either, locked, organisation_in, own, purpose, subject_in
from amir.core.base import OwnedModel
from amir.core.tags import EVIDENCE, LINK, PROFILE, WORK, Tag, tagged
from amir.people.models import Person
from amir.programmes.models import Cohort

from .enums import EvidenceKind, ListState, RowAct, Side
from .lifecycle import State

LISTED = Tag("P", "bringing in a list", "erased")
# The purpose of whoever takes back their own consent.
REVOKING = "revoking"
# SQL: the row is about the actor: people may read what is kept of them (registering.py opens it).
OF_ONESELF = subject_in("*", "participant_id")


def _of_staff(
    table: str,
    *tenant_keys: str,
    subject: str = "",
    also: str = "false",
    key: str = "id",
    answered: bool = False,
    revoked: str = "",
) -> list[models.BaseConstraint]:
    """Locks of what only the organisation's own people-staff write.

    `also` widens reading; `answered` rows also change when both sides say yes to a match;
    `revoked` says which ones people change while they take back their own consent.
    """
    answering = [purpose("answering")] if answered else []
    revoking = [f"({purpose(REVOKING)}) and ({revoked})"] if revoked else []
    return locked(
        table,
        read=either(organisation_in("people"), also, *answering),
        write=either(
            organisation_in("people"), purpose("setup", "application"), *revoking, *answering
        ),
        tenant_keys=tenant_keys,
        subject=subject,
        key=key,
    )


class Participant(OwnedModel):
    """A mentor or a mentee as an organisation knows them."""

    person = tagged(LINK, models.ForeignKey(Person, models.PROTECT, db_constraint=False,
                                            related_name="participations"))  # fmt: skip
    programme_id = tagged(LINK, models.UUIDField(null=True))
    cohort = tagged(LINK, models.ForeignKey(Cohort, models.PROTECT, db_constraint=False,
                                            null=True, related_name="+"))  # fmt: skip
    side = tagged(LINK, models.CharField(max_length=10, choices=Side.choices))
    state = tagged(LINK, models.CharField(max_length=12, choices=State.choices,
                                          default=State.APPLICANT))  # fmt: skip
    capacity = tagged(PROFILE, models.PositiveSmallIntegerField(default=1))
    waiting_since = tagged(EVIDENCE, models.DateField(null=True))
    # Goes up with every change: two coordinators cannot overwrite each other unseen.
    version = tagged(LINK, models.PositiveIntegerField(default=1))

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "side", "state"], name="participants_by_state")
        ]
        constraints = [
            *_of_staff("participants_participant", "person", "cohort", subject="person_id",
                       also=subject_in("*", "person_id"), answered=True,
                       revoked=own("person_id")),
            models.UniqueConstraint(
                fields=["person", "side", "programme_id"],
                nulls_distinct=False,
                name="participants_once",
            ),
        ]  # fmt: skip


class Application(OwnedModel):
    """How somebody came to us."""

    participant = tagged(LINK, models.ForeignKey(Participant, models.PROTECT, db_constraint=False,
                                                 related_name="applications"))  # fmt: skip
    received_on = tagged(EVIDENCE, models.DateField())
    channel = tagged(EVIDENCE, models.CharField(max_length=40))
    language = tagged(EVIDENCE, models.CharField(max_length=12, blank=True))

    class Meta:
        constraints = _of_staff("participants_application", "participant", also=OF_ONESELF)


class Screening(OwnedModel):
    """A decision about an application, by criteria, with its reason."""

    participant = tagged(LINK, models.ForeignKey(Participant, models.PROTECT, db_constraint=False,
                                                 related_name="screenings"))  # fmt: skip
    decision = tagged(EVIDENCE, models.CharField(max_length=12))
    reason = tagged(EVIDENCE, models.CharField(max_length=300, blank=True))
    criteria = tagged(EVIDENCE, models.JSONField(default=dict))
    decided_on = tagged(EVIDENCE, models.DateField())
    decided_by = tagged(LINK, models.UUIDField())

    class Meta:
        constraints = _of_staff("participants_screening", "participant")


class Need(OwnedModel):
    """A theme that somebody wants to work on (mentee) or can help with (mentor), by rank."""

    participant = tagged(LINK, models.ForeignKey(Participant, models.PROTECT, db_constraint=False,
                                                 related_name="needs"))  # fmt: skip
    theme = tagged(PROFILE, models.SlugField(max_length=40))
    rank = tagged(PROFILE, models.PositiveSmallIntegerField(default=1))

    class Meta:
        ordering = ["rank"]
        constraints = _of_staff("participants_need", "participant", also=OF_ONESELF)


class StateChange(OwnedModel):
    """A step that was taken, by whom and why."""

    participant = tagged(LINK, models.ForeignKey(Participant, models.PROTECT, db_constraint=False,
                                                 related_name="changes"))  # fmt: skip
    step = tagged(EVIDENCE, models.CharField(max_length=30))
    source = tagged(EVIDENCE, models.CharField(max_length=12))
    target = tagged(EVIDENCE, models.CharField(max_length=12))
    by = tagged(LINK, models.UUIDField(null=True))
    why = tagged(EVIDENCE, models.CharField(max_length=300, blank=True))
    # Steps that were taken at once share it, so that they can be taken back at once.
    batch = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["created_at"]
        indexes = [models.Index(fields=["batch"], name="participants_change_batch")]
        constraints = _of_staff("participants_change", "participant", answered=True,
                                revoked=OF_ONESELF)  # fmt: skip


class PeopleList(OwnedModel):
    """A list that somebody brought: what was asked and answered, and what became of it."""

    name = tagged(WORK, models.CharField(max_length=200))
    programme_id = tagged(LINK, models.UUIDField(null=True))
    country = tagged(WORK, models.CharField(max_length=2, blank=True))
    as_of = tagged(WORK, models.DateField())
    shape = tagged(LINK, models.CharField(max_length=64, blank=True))
    answers = tagged(LISTED, models.JSONField(default=dict))
    overview = tagged(LISTED, models.JSONField(default=dict))
    state = tagged(LINK, models.CharField(max_length=12, choices=ListState.choices,
                                          default=ListState.READING))  # fmt: skip
    brought_by = tagged(LINK, models.UUIDField())
    brought_in_at = tagged(LINK, models.DateTimeField(null=True))
    undone_at = tagged(LINK, models.DateTimeField(null=True))
    work_id = tagged(LINK, models.UUIDField(null=True))
    version = tagged(LINK, models.PositiveIntegerField(default=1))

    class Meta:
        ordering = ["-created_at"]
        constraints = _of_staff("participants_list")


class ListFile(OwnedModel):
    """One file of a list (or what was pasted), byte for byte as it came."""

    people_list = tagged(LINK, models.ForeignKey(PeopleList, models.PROTECT, db_constraint=False,
                                                 related_name="files"))  # fmt: skip
    name = tagged(WORK, models.CharField(max_length=200))
    position = tagged(LINK, models.PositiveSmallIntegerField())
    is_pasted = tagged(LINK, models.BooleanField(default=False))
    content = tagged(LISTED, models.BinaryField())

    class Meta:
        ordering = ["position"]
        constraints = _of_staff("participants_file", "people_list")


class ListedRow(OwnedModel):
    """One person of a list: what happens (or happened) with them, and what stood there before."""

    people_list = tagged(LINK, models.ForeignKey(PeopleList, models.PROTECT, db_constraint=False,
                                                 related_name="rows"))  # fmt: skip
    source = tagged(LINK, models.CharField(max_length=120))
    position = tagged(LINK, models.PositiveIntegerField())
    act = tagged(LINK, models.CharField(max_length=8, choices=RowAct.choices))
    # A saying of the engine (see lists/packing.py), so that every reader has their own language.
    why = tagged(LISTED, models.JSONField(default=dict))
    person_id = tagged(LINK, models.UUIDField(null=True))
    participant = tagged(LINK, models.ForeignKey(Participant, models.PROTECT, db_constraint=False,
                                                 null=True, related_name="+"))  # fmt: skip
    facts = tagged(LISTED, models.JSONField(default=dict))
    before = tagged(LISTED, models.JSONField(default=dict))

    class Meta:
        ordering = ["position"]
        constraints = _of_staff("participants_row", "people_list", "participant")


class SheetShape(OwnedModel):
    """Answers remembered for sheets with the same headings."""

    digest = tagged(LINK, models.CharField(max_length=64))
    answers = tagged(WORK, models.JSONField(default=dict))
    used_at = tagged(LINK, models.DateTimeField(default=clock.now))

    class Meta:
        constraints = [
            *_of_staff("participants_shape"),
            models.UniqueConstraint(
                fields=["organisation_id", "digest"], name="participants_shape_once"
            ),
        ]


class Attestation(OwnedModel):
    """A named person vouches for evidence; signed once, for many people."""

    signed_by = tagged(LINK, models.UUIDField())
    signed_at = tagged(EVIDENCE, models.DateTimeField(default=clock.now))
    statement = tagged(EVIDENCE, models.TextField())
    people_list = tagged(LINK, models.ForeignKey(PeopleList, models.PROTECT, db_constraint=False,
                                                 null=True, related_name="+"))  # fmt: skip

    class Meta:
        constraints = _of_staff("participants_attestation", "people_list")


class Evidence(OwnedModel):
    """Something known of a participant, with its day, its source row and who signed for it.

    `is_no`: the source says that it is not so. Nobody's signature overrides that.
    """

    participant = tagged(LINK, models.ForeignKey(Participant, models.PROTECT, db_constraint=False,
                                                 related_name="evidence"))  # fmt: skip
    kind = tagged(EVIDENCE, models.CharField(max_length=12, choices=EvidenceKind.choices))
    dated_on = tagged(EVIDENCE, models.DateField())
    expires_on = tagged(EVIDENCE, models.DateField(null=True))
    source = tagged(EVIDENCE, models.CharField(max_length=200))
    is_no = tagged(EVIDENCE, models.BooleanField(default=False))
    signed_by = tagged(LINK, models.UUIDField())
    attestation = tagged(LINK, models.ForeignKey(Attestation, models.PROTECT, db_constraint=False,
                                                 null=True, related_name="evidence"))  # fmt: skip

    class Meta:
        constraints = [
            *_of_staff("participants_evidence", "participant", "attestation",
                       also=either(purpose("answering"), OF_ONESELF),
                       revoked=OF_ONESELF),
            models.UniqueConstraint(
                fields=["participant", "kind", "dated_on"], name="participants_evidence_once"
            ),
        ]  # fmt: skip
