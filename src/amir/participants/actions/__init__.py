"""The only writers of this room: registering, taking steps, proving."""

from .proving import NewEvidence, attest, record_evidence, record_evidence_many, remove_evidence
from .registering import (
    NewParticipant,
    change_participant,
    register_participant,
    register_participants,
)
from .stepping import Taken, decide, make_ready, take_back_steps, take_step, take_steps

__all__ = [
    "NewEvidence",
    "NewParticipant",
    "Taken",
    "attest",
    "change_participant",
    "decide",
    "make_ready",
    "record_evidence",
    "record_evidence_many",
    "register_participant",
    "register_participants",
    "remove_evidence",
    "take_back_steps",
    "take_step",
    "take_steps",
]
