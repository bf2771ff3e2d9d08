"""How each rule of care is switched off."""

from tests.checklist.switches import Switch

SWITCHES = {
    "m23": Switch("amir.care.rules:is_contact_due", lambda *given: False),
    "m24": Switch("amir.care.queries:is_met", lambda *given: True),
    "m25": Switch("amir.care.rules:is_answer_complete", lambda *given: True),
    "m27": Switch("amir.care.rules:is_support_due", lambda *given: False),
    "m28": Switch("amir.care.rules:is_wellbeing_due", lambda *given: False),
    "m29": Switch("amir.care.rules:load_of", lambda *given: ""),
    "m44": Switch("amir.care.rules:is_kept_too_long", lambda *given: False),
    "m46": Switch("amir.care.rules:day_of", lambda moment: moment),
}
