"""How the rules from a proposal to an agreement, and those of protection, are switched off."""

from typing import Any

from tests.checklist.switches import Switch

PRACTICE = "amir.mentoring.practice"


def _yes(*_args: Any, **_kwargs: Any) -> bool:
    return True


def _no(*_args: Any, **_kwargs: Any) -> bool:
    return False


SWITCHES = {
    "m08": Switch(f"{PRACTICE}:keeps_commitment", _yes),
    "m14": Switch(f"{PRACTICE}:may_begin", _yes),
    "m15": Switch(f"{PRACTICE}:has_place", _yes),
    "m16": Switch(f"{PRACTICE}:is_answered_too_late", _no),
    "m17": Switch(f"{PRACTICE}:is_accompanied", _yes),
    "m18": (
        Switch(f"{PRACTICE}:is_signed", _yes),
        Switch(f"{PRACTICE}:is_sign_by_over", _no),
        Switch(f"{PRACTICE}:is_trial", _no),
    ),
    "m19": Switch(f"{PRACTICE}:accepts_rules", _yes),
    "m30": Switch("amir.safeguarding.rules:is_overdue", _no),
    "m31": Switch("amir.safeguarding.rules:pauses_pairs", _no),
    "m32": Switch(f"{PRACTICE}:opens_numbers", _yes),
    "m45": Switch(f"{PRACTICE}:may_interpret", _yes),
    "m47": Switch("amir.mentoring.actions.sharing:_helping", lambda *_args: []),
}
