"""How the rules of instruments are switched off."""

from tests.checklist.switches import Switch

SWITCHES = {
    "m26": (
        Switch("amir.instruments.rules:moments_of_match", lambda settings: []),
        Switch("amir.instruments.rules:asks_for_a_call", lambda definition, answers: False),
    )
}
