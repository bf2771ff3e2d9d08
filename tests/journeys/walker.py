"""The coordinator's walk over plain HTTP by somebody who does not give up.

Whatever the platform acknowledged is noted as a `Fact`: SQL that must give the noted answer for
ever after, and the words for it.
"""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.page import Page, Values
from tests.journeys.visitor import LOST, Upload, Visitor

LIST = next((Path(__file__).resolve().parents[3] / "shared/data/sheets/bologna_200").glob("*.xlsx"))
PEOPLE = 197
ANSWERS = ("Congo - Kinshasa", "6 is the day", "No, skip them")
LONGEST_WAIT = 120.0
PAUSE = 0.3
LOCKED, ASKED = 8, 4


@dataclass(frozen=True)
class Fact:
    """Something that the platform said is done."""

    said: str
    sql: str
    answer: str


@dataclass
class Walker:
    """A coordinator of an organisation that has nobody yet."""

    visitor: Visitor
    facts: list[Fact] = field(default_factory=list)
    lost: int = 0

    def walk(self, *, answering: bool = True) -> None:
        """From a list to answers."""
        page = self.bring()
        page = self.bring_in(page)
        page = self.sign(page)
        page = self.plan(page)
        self.decide(page)
        if answering:
            self.answer(page)

    def bring(self) -> Page:
        """Upload the list and answer its questions."""
        files = {"upload": [Upload(LIST.name, LIST.read_bytes())]}
        page = self.insist(self.look("/desk/lists/"), "Upload", files=files)
        self._note("the list is uploaded", "count(*)", self._list(page), "1")
        page = self.rest(page)
        form, _text = page.form("Continue")
        page = self.insist(page, "Continue", form.ticked(*ANSWERS))
        kept = "(select count(*) from jsonb_object_keys(answers->'questions'))"
        self._note("its questions are answered", kept, self._list(page), "3")
        return self.rest(page)

    def bring_in(self, page: Page) -> Page:
        """Bring the list in; the answer says that it will be done."""
        page = self.insist(page, f"Bring in {PEOPLE} people")
        self._note("the list goes in", "state", self._list(page), "brought_in")
        rows = f"participants_participant where organisation_id = ({self._organisation(page)})"
        self._note("all of it", "count(*)", rows, str(PEOPLE))
        return self.rest(page)

    def sign(self, page: Page) -> Page:
        """Sign for everybody."""
        page = self.look(page.link("Next: sign for what was checked"))
        organisation = self._organisation(page)
        form, _text = page.form("Sign")
        page = self.insist(page, "Sign", form.ticked("All 188 people below"))
        rows = f"participants_participant where organisation_id = ({organisation})"
        self._note("188 are signed for", "count(*)", f"{rows} and state <> 'applicant'", "188")
        return page

    def plan(self, page: Page) -> Page:
        """Have a plan made, and wait for it."""
        page = self.rest(self.insist(page, "Find pairs"))
        [key] = re.findall(r"/desk/plans/([0-9a-f-]{36})/$", page.path)
        self._note("a plan is made", "state", f"mentoring_plan where id = '{key}'", "ready")
        rows = f"mentoring_proposal where plan_id = '{key}'"
        self._note("with all its pairs", "count(*)", rows, "105")
        return page

    def decide(self, page: Page) -> None:
        """Lock pairs one by one, then accept others at once."""
        form, _text = page.form("Lock")
        pairs = [value for name, value in form.boxes.values() if name == "row"]
        for pair in pairs[:LOCKED]:
            page = self.insist(page, "Lock", {"row": pair})
            self._note("a pair is locked", "is_locked", self._pair(pair), "t")
        asked = pairs[LOCKED : LOCKED + ASKED]
        self.insist(page, "Accept and ask both", {"row": asked})
        for pair in asked:
            self._note("a pair is asked", "decided_at is not null", self._pair(pair), "t")
            rows = f"mentoring_asking where proposal_id = '{pair.split(':')[0]}'"
            self._note("both of it", "count(*)", rows, "2")

    def answer(self, page: Page) -> None:
        """Two of a pair answer by their links: yes."""
        form, _text = self.look(page.path).form("Lock")
        asked = [value for name, value in form.boxes.values() if ":asked:" in value]
        pair = asked[0].split(":")[0]
        for side in ("Mentee", "Mentor"):
            page = self.look(f"/desk/plans/pairs/{pair}/")
            links = self.insist(page, f"Print a new link {side}")
            [path] = re.findall(r"/answer/[^/\s]+/", links.words)
            self.persist(lambda path=path: self.visitor.post(path, {"answer": "yes"}))
            rows = f"mentoring_asking where proposal_id = '{pair}' and side = '{side.lower()}'"
            self._note(f"a {side.lower()} said yes", "answer", rows, "yes")
        match = f"mentoring_match where proposal_id = '{pair}' and state = 'running'"
        self._note("they are matched", "count(*)", match, "1")

    # --- patience -------------------------------------------------------------------------------
    def look(self, path: str) -> Page:
        """A page, however often one must ask for it."""
        return self.persist(lambda: self.visitor.get(path))

    def insist(
        self, page: Page, button: str, values: Values | None = None,
        files: Mapping[str, Sequence[Upload]] | None = None,
    ) -> Page:  # fmt: skip
        """Send the same form until there is an answer; then go where it leads."""
        answer = self.persist(lambda: self.visitor.send(page, button, values, files))
        assert answer.status in (200, 302), f"{button}: {answer.status} {answer.words}"
        return self.look(answer.headers["Location"]) if answer.status == 302 else answer

    def persist(self, ask: Callable[[], Page]) -> Page:
        """The first answer that is no excuse."""
        end = time.monotonic() + LONGEST_WAIT
        while True:
            try:
                page = ask()
                if page.status < 500:
                    return page
                reason = f"{page.status} {page.words}"
            except LOST as error:
                reason = repr(error)
            self.lost += 1
            assert time.monotonic() < end, reason
            time.sleep(PAUSE)

    def rest(self, page: Page) -> Page:
        """Wait until the background work of the page is done."""
        end = time.monotonic() + LONGEST_WAIT
        while 'id="work"' in page.html:
            assert time.monotonic() < end, page.words
            time.sleep(PAUSE)
            page = self.look(page.path)
        return page

    def _note(self, said: str, what: str, rows: str, answer: str) -> None:
        self.facts.append(Fact(said, f"select {what} from {rows}", answer))

    def _list(self, page: Page) -> str:
        key = re.findall(r"[0-9a-f-]{36}", page.path)[0]
        return f"participants_peoplelist where id = '{key}'"

    def _organisation(self, page: Page) -> str:
        return f"select organisation_id from {self._list(page)}"

    def _pair(self, value: str) -> str:
        return f"mentoring_proposal where id = '{value.split(':')[0]}'"
