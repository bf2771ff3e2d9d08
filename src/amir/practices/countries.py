"""Countries to choose from, in the reader's language."""

from amir.programmes.wording import alphabetical, country_name

EUROPE = (
    "AL", "AD", "AT", "BA", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR",
    "GB", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK",
    "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "TR", "UA", "XK",
)  # fmt: skip


def country_choices() -> list[tuple[str, str]]:
    """Countries of Europe by name."""
    named = [(code, country_name(code)) for code in EUROPE]
    return sorted(named, key=lambda found: alphabetical(found[1]))
