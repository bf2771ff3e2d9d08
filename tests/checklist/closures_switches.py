"""How the rules of closures are switched off."""

from tests.checklist.switches import Switch

SWITCHES = {
    "m34": Switch("amir.closures.rules:steps_offered", lambda state: []),
    "m35": Switch("amir.closures.rules:missing", lambda closure, interviews: []),
    "m36": Switch("amir.closures.rules:is_reason", lambda reason: True),
    "m37": Switch("amir.closures.rules:follow_up_days", lambda ended_on, settings: {}),
    "m38": Switch(
        "amir.closures.rules:public_facts",
        lambda certificate: {"name": "", "starts_on": None, "ends_on": None},
    ),
}
