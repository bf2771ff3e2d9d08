"""The pages of evidence: from a guide to a published group."""

from tests.journeys.page import Page, Values
from tests.journeys.tour import Tour, first

INES = "Ines Carraro"
BASE = "/desk/programmes/amir/evidence/"
ID = r"[\w-]{36}/"
HELD = {"held_on_day": "3", "held_on_month": "6", "held_on_year": "2025", "people": "9"}


def hear_a_group(tour: Tour) -> None:
    """Ines writes guide and codes, holds a group, codes its text and publishes it."""
    _write_guide(tour)
    _write_codes(tour)
    group = _hold(tour)
    _code(tour, group)
    _publish(tour, group)


def _send(tour: Tour, path: str, button: str, **values: str) -> Page:
    """Open a page and send its form."""
    page = tour.open(INES, path)
    return tour.press(INES, page, button, dict[str, Values](values))


def _write_guide(tour: Tour) -> None:
    page = _send(tour, f"{BASE}guides/add/", "Save", title="Needs", text="What do you need?",
                 language="en")  # fmt: skip
    address = first(page, f"{BASE}guides/{ID}$")
    tour.open(INES, f"{address}edit/")
    tour.press(INES, tour.open(INES, address), "Publish")


def _write_codes(tour: Tour) -> None:
    tour.open(INES, f"{BASE}codebooks/bring/")
    page = _send(tour, f"{BASE}codebooks/add/", "Save", name="Codes of the tour")
    for name in ("Finding work", "High rent"):
        page = _send(tour, first(page, "/codes/add/"), "Save", name=name)
    tour.open(INES, first(page, f"/codes/{ID}$"))
    tour.see(INES, tour.press(INES, page, "Publish"))


def _new_group(tour: Tour, place: str) -> str:
    """A group that was held; its address."""
    page = tour.open(INES, f"{BASE}groups/add/")
    form, _text = page.form("Save")
    told = {"place": place, "language": "en", **form.ticked("Migrant associations")}
    group = tour.press(INES, page, "Save", told).path
    page = tour.open(INES, f"{group}facts/")
    form, _text = page.form("Save")
    tour.press(INES, page, "Save", {**HELD, **form.ticked("Signed by each of them")})
    return group


def _bring(tour: Tour, group: str, words: str) -> Page:
    page = tour.open(INES, f"{group}texts/add/")
    form, _text = page.form("Save")
    told = {"text": words, "language": "en", **form.ticked("Transcript")}
    return tour.press(INES, page, "Save", told)


def _hold(tour: Tour) -> str:
    group = _new_group(tour, "Bergamo")
    tour.open(INES, f"{group}plan/")
    tour.open(INES, f"{group}project/")
    tour.press(INES, _bring(tour, group, "My name is Rima Haddad."), "Keep the text")
    tour.see(INES, _bring(tour, group, "We look for work.\nThe rent is too high."))
    tour.press(INES, tour.open(INES, f"{group}memo/"), "Save", {"text": "Rent comes up often."})
    # Another group, in which a text waits for a decision.
    tour.see(INES, _bring(tour, _new_group(tour, "Brescia"), "My name is Rima Haddad."))
    return group


def _code(tour: Tour, group: str) -> None:
    text = first(tour.open(INES, group), f"/texts/{ID}$")
    page = tour.open(INES, text)
    tour.open(INES, f"{text}1/")
    tour.open(INES, f"{text}translation/")
    tour.open(INES, f"{text}excerpt/")
    page = tour.press(INES, page, "Mark it and give codes", {"from_paragraph": "1"})
    tour.see(INES, page)
    excerpt = page.path
    form, _text = page.form("Keep my codes")
    tour.press(INES, page, "Keep my codes", form.ticked("High rent"))
    tour.open(INES, f"{excerpt}translation/")
    tour.press(INES, tour.open(INES, f"{excerpt}quote/"), "Approve the quote")
    tour.open(INES, excerpt)
    tour.open(INES, f"{BASE}agreement/")


def _publish(tour: Tour, group: str) -> None:
    _send(tour, f"{group}summary/", "Save", summary="Work and rent.")
    for step in ("It is written down.*", "It is coded.*", "Publish to the partners.*"):
        page = tour.press(INES, tour.visitor(INES).get(group), step)
    tour.see(INES, page)
    for path in ("", "quotes/", "themes/"):
        page = tour.open(INES, f"{BASE}{path}")
    tour.open(INES, first(page, "/published/"))
