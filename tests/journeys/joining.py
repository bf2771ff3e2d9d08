"""The first half of the way: a role is opened, two people apply, and both are taken in."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import override
from playwright.sync_api import Browser, expect

from amir.core import clock
from amir.participants.wording import language_name
from amir.recruiting.describing import CRITERIA
from tests.journeys import pictures
from tests.journeys.person import LONGEST_WAIT, Person, Phone

ADDRESS = r"https?://\S+/"
YUSUF, AMINA = "Yusuf", "Amina"


@dataclass
class Joining:
    """Elena at the office, Yusuf and Amina with their phones."""

    browser: Browser
    site: str
    home: Path
    account: str
    has_script: bool

    def __post_init__(self) -> None:
        self.elena = Person(self.browser, self.site, "en", 1280, self.has_script)
        self.yusuf = Person(self.browser, self.site, "ar", 320, self.has_script)
        self.amina = Person(self.browser, self.site, "it", 390, self.has_script)
        # Numbers that are nobody's, and no one else's in this demo.
        tail = str(int(self.account[-6:], 16) % 100_000).zfill(5)
        self.yusufs, self.aminas = (
            Phone(self.home / "mail", f"+39340{side}{tail}") for side in (11, 22)
        )

    def leave(self) -> None:
        """Everybody closes their browser."""
        for person in (self.elena, self.yusuf, self.amina):
            person.context.close()

    def keep(self, person: Person, name: str) -> None:
        """A picture for the docs."""
        if self.has_script:
            pictures.keep(person.page, name, pictures.ON_THE_WAY[name])

    # --- the role and the applications ----------------------------------------------------------
    def open_roles(self) -> dict[str, str]:
        """Elena opens both roles; side -> the link that she shares."""
        self.elena.open(f"/demo/as/{self.account}/")
        shared = {}
        for side in ("Mentor", "Mentee"):
            self.elena.follow("Roles", self.elena.page.locator("nav"))
            card = self.elena.main.locator(".card", has_text=side)
            self.elena.press("Open this role", card)
            self.elena.reads("The link to share")
            shared[side] = re.findall(ADDRESS + r"join/[\w-]+/", self.elena.words)[0]
        return shared

    def apply_as_yusuf(self, link: str) -> None:
        """In Arabic on a small phone, with a number that is none, and a rest on the way."""
        yusuf = self.yusuf
        yusuf.open(link)
        yusuf.heads("Get a mentor")
        yusuf.press("Apply now")
        yusuf.write("What may we call you?", YUSUF)
        yusuf.press("Continue")
        yusuf.write("Your phone number", "12")
        yusuf.press("Continue")
        yusuf.reads("Write the whole phone number, with + and the country, like +39 051 123 4567.")
        expect(yusuf.box("Your phone number")).to_have_value("12", timeout=LONGEST_WAIT)
        yusuf.write("Your phone number", self.yusufs.number)
        yusuf.press("Continue")
        self._rest(yusuf)
        self._tell_about_oneself(yusuf, "Two years")
        yusuf.write("What else should we know?", "أبحث عن عمل في مطبخ.")
        yusuf.press("Continue")
        yusuf.choose("Who told you about us?", "A friend or my family")
        yusuf.press("Continue")
        yusuf.tick("Yes, I agree")
        self._explain(yusuf, "Karim")
        yusuf.press("Continue")
        self._check_and_send(yusuf, YUSUF, self.yusufs.number)

    def apply_as_amina(self, link: str) -> None:
        """In Italian; she forgets to say yes."""
        amina = self.amina
        amina.open(link)
        amina.heads("Become a mentor")
        amina.press("Apply now")
        amina.write("What may we call you?", AMINA)
        amina.press("Continue")
        amina.write("Your phone number", self.aminas.number)
        amina.press("Continue")
        self._tell_about_oneself(amina, "Five years or more")
        amina.press("Continue")
        amina.choose("Who told you about us?", "A poster, or the internet")
        amina.press("Continue")
        self._explain(amina, "Lucia")
        amina.press("Continue")
        amina.reads("Tick the box: %(label)s", label=amina.said("Yes, I agree"))
        self._explained(amina, "Lucia")
        amina.tick("Yes, I agree")
        amina.press("Continue")
        self._check_and_send(amina, AMINA, self.aminas.number)

    def _rest(self, person: Person) -> None:
        """Come back by the link that was kept: to the first open question."""
        held = person.unfold("Stop here and go on later")
        [kept] = set(re.findall(ADDRESS + r"apply/[\w-]+/", held.inner_text()))
        person.open("/")
        person.open(kept)
        person.reads("Are you 18 or older?")
        self.keep(person, "application")

    def _tell_about_oneself(self, person: Person, years: str) -> None:
        """The questions that both are asked."""
        person.choose("Are you 18 or older?", "Yes")
        person.press("Continue")
        for language in ("ar", "it"):
            with override(person.language):
                name = language_name(language)
            person.main.get_by_label(name).first.check()
        person.press("Continue")
        person.write("In which town do you live?", "Bologna")
        person.press("Continue")
        person.tick("Work")
        person.press("Continue")
        person.tick("In the evening")
        person.press("Continue")
        person.choose("How long have you lived in this country?", years)
        person.press("Continue")

    def _explain(self, person: Person, by: str) -> None:
        """A text that nobody reviewed was explained by somebody."""
        if person.main.get_by_text(person.said("How did you understand the text?")).count():
            person.choose("How did you understand the text?", "Somebody explained it to me")
            person.write("Who explained it? Interpreter or witness", by)

    def _explained(self, person: Person, by: str) -> None:
        """It still stands there."""
        box = person.box("Who explained it? Interpreter or witness")
        if box.count():
            expect(box).to_have_value(by, timeout=LONGEST_WAIT)

    def _check_and_send(self, person: Person, name: str, number: str) -> None:
        person.heads("Check your answers")
        assert name in person.words
        assert number in person.words.replace(" ", "")
        person.press("Send")
        person.reads("We have received it")

    # --- choosing -------------------------------------------------------------------------------
    def screen_yusuf(self) -> None:
        """Interview, decision, orientation, ready."""
        self._open_application(YUSUF)
        self._interview()
        self._decide(forgets="Wants it themself")
        self._train(["What mentoring is, your rights, how to complain"], "30")
        self._make_ready("Ready for a match")

    def screen_amina(self) -> None:
        """Interview, references, check, decision, training, ready."""
        elena = self.elena
        self._open_application(AMINA)
        self._interview()
        for name in ("Sara Conti", "Paolo Greco"):
            self._write_down("Ask for a reference")
            elena.write("Who is asked?", name)
            elena.press("Write it down")
            self._write_down("A reference has answered")
            elena.choose("Who answered?", name)
            elena.choose("What did they say?", "Recommends them")
            elena.press("Write it down")
        self._write_down("Write down a record check")
        elena.write("Which check?", "Certificato del casellario")
        elena.write("Of which country?", "IT")
        elena.choose("What does it say?", "Nothing against it")
        elena.press("Write it down")
        self._decide()
        self._train(
            ["The role and its limits", "Near and far: boundaries", "What stays between us",
             "Other habits, other rules", "Seeing danger and getting help",
             "What hard times do to people", "Who helps with what here", "Saying goodbye well"],
            "20",
        )  # fmt: skip
        self._make_ready("Training completed", "Ready for a match")

    def _open_application(self, name: str) -> None:
        self.elena.follow("Applications", self.elena.page.locator("nav"))
        self.elena.follow(name, self.elena.main)
        expect(self.elena.page.locator("h1")).to_have_text(name, timeout=LONGEST_WAIT)

    def _write_down(self, what: str) -> None:
        self.elena.follow(what, self.elena.page.locator("aside, main").first)

    def _interview(self) -> None:
        self._write_down("Write down an interview")
        self.elena.choose("How?", "Face to face")
        self.elena.write("How many minutes?", "40")
        self.elena.press("Write it down")
        self.elena.reads("It is written down.")

    def _decide(self, *, forgets: str = "") -> None:
        """Accept; a criterion that was forgotten is asked for, and the others stay."""
        elena = self.elena
        self._write_down("Decide about the application")
        named = {key: str(label).format(years=2) for key, label in CRITERIA.items()}
        bad = {"harm", "own_gain", "crisis"}
        for key, label in named.items():
            group = elena.main.get_by_role("group", name=label)
            if group.count() and label != forgets:
                group.get_by_label("No" if key in bad else "Yes", exact=True).check()
        elena.choose("Decision", "Accept")
        elena.press("Write it down")
        if forgets:
            elena.reads("These criteria are not met: {criteria}", criteria=forgets)
            expect(elena.option(named["time"], "Yes")).to_be_checked(timeout=LONGEST_WAIT)
            elena.choose(forgets, "Yes")
            elena.press("Write it down")
        elena.reads("It is written down.")

    def _train(self, modules: list[str], minutes: str) -> None:
        self._write_down("Write down training")
        for module in modules:
            self.elena.tick(module)
        self.elena.write("Minutes for each", minutes)
        self.elena.date("Completed on", clock.today())
        self.elena.write("Where it stands", "Form in the folder")
        self.elena.press("Write it down")

    def _make_ready(self, *steps: str) -> None:
        self.elena.follow("The person")
        for step in steps:
            self.elena.press(step)
