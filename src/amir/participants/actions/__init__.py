"""The only writers of this room: registering, taking steps, proving, signing."""

from .by_hand import correct, take_up
from .proving import NewEvidence, attest, record_evidence, record_evidence_many, remove_evidence
from .registering import (
    NewParticipant,
    change_participant,
    register_participant,
    register_participants,
)
from .revoking import revoke_consent
from .signing import Signed, sign
from .stepping import Taken, decide, make_ready, take_back_steps, take_step, take_steps

__all__ = [
    "NewEvidence",
    "NewParticipant",
    "Signed",
    "Taken",
    "attest",
    "change_participant",
    "correct",
    "decide",
    "make_ready",
    "record_evidence",
    "record_evidence_many",
    "register_participant",
    "register_participants",
    "remove_evidence",
    "revoke_consent",
    "sign",
    "take_back_steps",
    "take_step",
    "take_steps",
    "take_up",
]
