"""The page of the rules as a browser sends it when nothing was changed."""

DEFAULTS = {
    "hard-language-on": "on", "hard-language-level": "b1", "unknown_level": "b1",
    "hard-language-interpreter": "on", "hard-gender-on": "on", "hard-slot-on": "on",
    "hard-slot-unknown": "on", "hard-theme-on": "on", "hard-settled-on": "on",
    "hard-settled-years": "2", "hard-settled-unknown": "on", "hard-place-on": "on",
    "reach_km": "50", "hard-place-kilometres": "0, 10, 25, 50", "hard-place-remote": "on",
    "score-topics-points": "400", "score-topics-urgency": "1, 2, 3", "score-language-a2": "0",
    "score-language-b1": "60", "score-language-b2": "120", "score-language-c1": "180",
    "score-language-interpreter": "20", "score-place-near": "100, 70, 40, 20",
    "score-place-remote": "0", "score-slots": "16, 33, 50", "score-age-points": "50",
    "score-age-offsets": "0, 1", "score-origin-points": "120", "score-sector": "100",
    "objective-tier": "waiting", "objective-tier_weeks": "13, 26, 52",
    "objective-wait_cap": "52", "objective-load_costs": "0, 60, 150",
}  # fmt: skip


def typed(**changes: str | None) -> dict[str, str]:
    """The form with some fields changed (`score__sector` is `score-sector`); None: not ticked."""
    asked = {name.replace("__", "-"): value for name, value in changes.items()}
    return {name: value for name, value in (DEFAULTS | asked).items() if value is not None}
