"""How the rules of recruiting are switched off."""

from datetime import date

from tests.checklist.switches import Switch

RULES = "amir.recruiting.rules"


def _no(*given: object, **named: object) -> bool:
    return False


SWITCHES = {
    "m01": Switch(f"{RULES}:missing_parts", lambda *given: []),
    "m02": Switch(f"{RULES}:unmet", lambda *given: []),
    "m03": Switch("amir.recruiting.actions.applying:may", lambda *given: True),
    "m04": Switch(f"{RULES}:lacks_interview", _no),
    "m05": Switch(f"{RULES}:counts_until", lambda *given: date(2999, 1, 1)),
    "m06": Switch(f"{RULES}:lacks_references", _no),
    "m07": Switch(f"{RULES}:needs_service", _no),
    "m09": Switch(f"{RULES}:is_agreed", lambda *given, **named: True),
    "m10": Switch(f"{RULES}:lacks_training", _no),
    "m11": Switch(f"{RULES}:missing_modules", lambda *given: []),
    "m12": Switch(f"{RULES}:is_own_evaluation", lambda *given: True),
    "m13": Switch(f"{RULES}:lacks_orientation", _no),
    "m42": Switch(f"{RULES}:names_office", lambda *given: True),
    "m44": Switch(f"{RULES}:is_due", _no),
    "m48": Switch(f"{RULES}:is_support", lambda *given: True),
}
