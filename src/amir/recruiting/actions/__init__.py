"""The only writers of this room: roles, applications, screening, training, forgetting."""

from .applying import Begun, add_voice, ask_for_call, begin, keep_answer, settle_call
from .deciding import acknowledge_route, decide_application, lacking
from .forgetting import forget_refused, forget_unfinished, redact_long_away, warn_long_away
from .running import (
    describe_role,
    open_role,
    switch_role,
    tell_stakeholder,
    write_consent,
    write_criteria,
)
from .screening import (
    acknowledge_referral,
    ask_reference,
    listen_to,
    read_enquiry,
    receive_reference,
    record_check,
    record_connection,
    record_interview,
    record_referral,
)
from .sending import send
from .training import evaluate_oneself, record_modules

__all__ = [
    "Begun",
    "acknowledge_referral",
    "acknowledge_route",
    "add_voice",
    "ask_for_call",
    "ask_reference",
    "begin",
    "decide_application",
    "describe_role",
    "evaluate_oneself",
    "forget_refused",
    "forget_unfinished",
    "keep_answer",
    "lacking",
    "listen_to",
    "open_role",
    "read_enquiry",
    "receive_reference",
    "record_check",
    "record_connection",
    "record_interview",
    "record_modules",
    "record_referral",
    "redact_long_away",
    "send",
    "settle_call",
    "switch_role",
    "tell_stakeholder",
    "warn_long_away",
    "write_consent",
    "write_criteria",
]
