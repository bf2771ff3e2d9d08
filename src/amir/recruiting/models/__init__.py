"""Roles, applications, how they are looked into, and the training before a match."""

from .applying import ConsentGiven, Enquiry, VoiceNote
from .locks import APPLYING, FORGETTING, STAFF
from .openings import ConsentText, Criteria, Opening, RoleDescription
from .screening import Interview, RecordCheck, Reference, Referral, Verdict
from .training import Connection, LongAway, ModuleCompletion, SelfEvaluation, Stakeholder

__all__ = [
    "APPLYING",
    "FORGETTING",
    "STAFF",
    "Connection",
    "ConsentGiven",
    "ConsentText",
    "Criteria",
    "Enquiry",
    "Interview",
    "LongAway",
    "ModuleCompletion",
    "Opening",
    "RecordCheck",
    "Reference",
    "Referral",
    "RoleDescription",
    "SelfEvaluation",
    "Stakeholder",
    "Verdict",
    "VoiceNote",
]
