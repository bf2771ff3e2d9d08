"""The second half of the way: a pair is found, meets, says goodbye, and is asked how it is."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from amir.core import clock
from amir.launcher import Cluster
from tests.journeys.joining import ADDRESS, AMINA, YUSUF, Joining
from tests.journeys.person import LONGEST_WAIT, Person, Phone

PAIR, PIN = f"{YUSUF} – {AMINA}", "274913"


class Together(Joining):
    """The same three, and what the two of them do."""

    certificate: str

    # --- the pair -------------------------------------------------------------------------------
    def propose(self) -> None:
        """Elena has a plan made and accepts the one pair of it."""
        elena = self.elena
        elena.follow("Plans", elena.page.locator("nav"))
        elena.press("New plan")
        row = elena.main.locator("table tbody tr")
        expect(row).to_contain_text(AMINA, timeout=LONGEST_WAIT)
        elena.follow(re.compile(f"{YUSUF}|{AMINA}"), row)
        elena.press("Accept and ask both")

    def say_yes(self) -> None:
        """Each by the link that came to their phone."""
        for person, phone in ((self.yusuf, self.yusufs), (self.amina, self.aminas)):
            person.open(phone.link("/answer/"))
            person.press("Yes, I want to")
        self.amina.reads("You have a match")

    def meet_first(self) -> None:
        """Elena sets the date, both see it, and they have met."""
        elena, today = self.elena, clock.today()
        self._open_match()
        elena.follow("Set the date, or note that they met")
        elena.date("Day", today + timedelta(days=1))
        elena.write("Time", "16:30")
        elena.choose("Where?", "Our office")
        elena.write("Address or link", "Via Milazzo 5")
        elena.choose("Who of us is there?", "Elena Neri")
        elena.press("Set the date and tell both")
        self.yusuf.open(self.yusufs.link("/pair/"))
        self.yusuf.reads("Your first meeting")
        assert "Via Milazzo 5" in self.yusuf.words
        elena.follow("Set the date, or note that they met")
        elena.date("When was it?", today)
        elena.press("Write it down")

    def agree(self) -> None:
        """Elena writes what they agreed on; both sign by the link of their side."""
        elena = self.elena
        elena.follow("Write the agreement, or note a signature")
        elena.choose("How often do they meet?", "Every week")
        elena.write("Minutes of a meeting", "60")
        elena.write("Months that both commit to", "6")
        elena.choose("Where do they meet?", "A public place, such as a library or a café")
        elena.choose("How do they reach each other in between?", "Phone calls")
        elena.press("Save")
        for person, phone in ((self.amina, self.aminas), (self.yusuf, self.yusufs)):
            person.open(phone.link("/pair/"))
            if person is self.amina:
                self.keep(person, "agreement")
            person.tick("I have read the rules. I keep them.")
            person.press("Sign")
        self.yusuf.reads("Both of you have signed.")

    # --- the months -----------------------------------------------------------------------------
    def choose_goal(self) -> None:
        """Yusuf signs in with his phone and chooses what they want to reach."""
        yusuf = self.yusuf
        self._sign_in(yusuf, self.yusufs)
        yusuf.follow("Meetings and goals")
        yusuf.follow("What we want to reach")
        yusuf.follow("Choose a goal")
        yusuf.choose("What do you want to reach?", "إعداد سيرة ذاتية")
        yusuf.press("Save the goal")

    def answer_pulse(self) -> None:
        """The two questions with faces; one more is skipped."""
        yusuf = self.yusuf
        yusuf.open("/me/")
        card = yusuf.main.locator(".card", has_text="كيف تسير الأمور؟")
        yusuf.follow("Answer", card)
        yusuf.press("جيد")
        yusuf.press("Skip this question")
        yusuf.heads("Thank you")

    def log_meeting(self) -> None:
        """By the link on his phone, in three taps at most."""
        yusuf = self.yusuf
        yusuf.open("/me/")
        yusuf.follow("Meetings and goals")
        yusuf.follow("A link for my phone")
        yusuf.press("Make my link")
        yusuf.follow("Open my link")
        with yusuf.counting(3):
            yusuf.choose("How many minutes?", "45")
            self.keep(yusuf, "meeting-link")
            yusuf.press("Save")
        yusuf.heads("Written down")

    def log_contact(self) -> None:
        """Elena's morning says that she should call; she does and writes it down."""
        elena = self.elena
        elena.open("/desk/today/")
        elena.reads(PAIR)
        elena.follow("Log the contact")
        elena.press("Save")
        elena.reads("Write how many minutes you spoke.")
        elena.choose("Minutes", "10")
        elena.choose("Do you feel safe when you meet?", "Yes")
        elena.choose("Did anybody ask the other for money, or lend some?", "No")
        elena.choose("Did anybody want more than was agreed?", "No")
        elena.press("Save")
        elena.reads("Written down.")

    # --- the end --------------------------------------------------------------------------------
    def close(self) -> None:
        """Reason, both talks, the last meeting, what comes afterwards; then it is closed."""
        elena, today = self.elena, clock.today()
        self._open_match()
        elena.follow("Close the match", elena.main)
        elena.choose("Reason", "Planned end")
        elena.choose("Who asked for it?", "Both")
        elena.press("Continue")
        for talk in ("Talk with the mentee", "Talk with the mentor"):
            elena.follow(talk)
            elena.date("We talked on", today)
            elena.choose("How was it, looking back?", "Good")
            elena.write("What helped, what did not?", "The evenings at the library.")
            elena.choose("Do they want another match?", "Later, perhaps")
            elena.press("Write it down")
        elena.follow("Closing meeting")
        elena.date("The two met to close on", today)
        elena.press("Write it down")
        elena.follow("What comes afterwards")
        elena.write("What is still to do?", "Send the CV to three kitchens.")
        elena.write("Who goes on with it?", "The job centre")
        elena.choose("How may the two stay in touch?", "As both like, on their own responsibility")
        elena.press("Write it down")
        self.keep(elena, "closing")
        elena.press("Close the match")
        elena.reads("The match is closed. Neither sees the other's details any more.")

    def certify(self) -> None:
        """Elena gives it, Amina finds it on her page."""
        elena, today = self.elena, clock.today()
        elena.open("/desk/participants/")
        elena.follow(AMINA, elena.main)
        elena.follow("Give a certificate")
        elena.date("From", today - timedelta(days=180))
        elena.write("Hours of mentoring", "24")
        elena.tick("Listening and asking")
        elena.press("Give it")
        elena.reads("The certificate stands on the mentor's own page.")
        self._sign_in(self.amina, self.aminas)
        self.amina.follow("My certificates")
        self.certificate = re.findall(ADDRESS + r"verify/[\w-]+/", self.amina.words)[0]

    def check_certificate(self) -> None:
        """An employer, without any account, in another browser."""
        employer = Person(self.browser, self.site, "it", 390, self.has_script)
        employer.open(self.certificate)
        employer.heads("This certificate is genuine")
        assert AMINA in employer.words
        assert YUSUF not in employer.words
        employer.context.close()

    def pass_months(self) -> None:
        """Three months go by: what Yusuf is asked then, he is asked now."""
        Cluster(self.home).ensure_running().sql(
            "update closures_followup set due_on = current_date"
            " where moment = 'months_3' and organisation_id = (select organisation_id"
            f" from organisations_membership where account_id = '{self.account}')",
            "amir",
        )

    def follow_up(self) -> None:
        """Three months later: one question a page, one of them left out."""
        yusuf = self.yusuf
        yusuf.open("/me/")
        card = yusuf.main.locator(".card", has_text=yusuf.said("How are you?"))
        yusuf.follow("Answer", card)
        for answer in ("Yes", "No", "I do not want to say", "Yes", "Yes"):
            yusuf.press(answer)
        yusuf.heads("Thank you")

    def _open_match(self) -> None:
        self.elena.open("/desk/matches/")
        self.elena.follow(re.compile(f"{YUSUF}|{AMINA}"), self.elena.main.locator("table tbody"))

    def _sign_in(self, person: Person, phone: Phone) -> None:
        """With the digits that come to the phone; mentors choose a PIN as well."""
        person.open("/sign-in/")
        person.write("Your phone number or e-mail", phone.number)
        person.press("Send me the digits")
        person.write("The 6 digits", phone.digits())
        person.press("Continue")
        if person is self.amina:
            person.heads("Choose a PIN")
            person.write("Choose 6 digits", PIN)
            person.write("The same digits again", PIN)
            person.press("Continue")
        expect(person.page).to_have_url(re.compile("/me/"), timeout=LONGEST_WAIT)
