"""A small organisation in the demo: eight mentees, eight mentors, one plan, two coordinators."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from amir.launcher import Cluster, Server
from tests.journeys.page import Page
from tests.journeys.visitor import Visitor

HEADINGS = (
    "Role,First name,Last name,Phone,E-mail,Date of birth,Languages,Topics,Consent on,City,"
    "Availability"
)
NAMES = {
    "mentee": ("Yusuf", "Rima", "Omar", "Hana", "Idris", "Salma", "Tarek", "Dunia"),
    "mentor": ("Amina", "Layla", "Sami", "Nadia", "Bassam", "Rania", "Adel", "Farah"),
}
PEOPLE = [(side, name, "work") for side, names in NAMES.items() for name in names]
LONGEST_WAIT = 60.0


def newcomers(home: Path, number: int = 1) -> list[list[str]]:
    """The accounts of the two coordinators of each of so many new, empty organisations."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.newcomer", str(number)],
        env={
            **os.environ, "AMIR_HOME": str(home), "DJANGO_SETTINGS_MODULE": "amir.config.settings"
        },
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [line.split() for line in done.stdout.splitlines()]


def list_of(people: list[tuple[str, str, str]]) -> str:
    """Cells of a list in which nothing is in question."""
    rows = [
        f"{side},{name},Haddad,+39 340 000 1{at:03},{name.lower()}@example.org,19{at + 70}-03-12,"
        f"Arabic,{theme},2025-01-10,Bologna,Monday evening"
        for at, (side, name, theme) in enumerate(people)
    ]
    return "\n".join([HEADINGS, *rows])


@dataclass
class House:
    """Two coordinators, each with a browser, and the database behind."""

    site: str
    home: Path
    accounts: list[str]
    plan: str = ""

    def __post_init__(self) -> None:
        self.elena, self.marco = (Visitor.signed_in(self.site, one) for one in self.accounts)

    @cached_property
    def server(self) -> Server:
        """The database of the demo, with all rights."""
        return Cluster(self.home).ensure_running()

    @cached_property
    def organisation(self) -> str:
        """Its id."""
        return self.sql(
            "select organisation_id from organisations_membership"
            f" where account_id = '{self.accounts[0]}'"
        )

    def sql(self, question: str) -> str:
        """What the database says."""
        return self.server.sql(question, "amir")

    def count(self, table: str, also: str = "true") -> int:
        """How many rows of a table are the organisation's."""
        rows = f"{table} where organisation_id = '{self.organisation}' and {also}"
        return int(self.sql(f"select count(*) from {rows}"))

    def rested(self, page: Page) -> Page:
        """The page when its background work is done."""
        end = time.monotonic() + LONGEST_WAIT
        while 'id="work"' in page.html:
            assert time.monotonic() < end, page.words
            time.sleep(0.2)
            page = self.elena.get(page.path)
        return page

    def read(self, cells: str) -> Page:
        """The page of a list that was pasted and read."""
        page = self.elena.get("/desk/lists/")
        return self.rested(self.elena.press(page, "Upload", {"text": cells}))

    def build(self) -> None:
        """From a list to a plan."""
        page = self.rested(
            self.elena.press(self.read(list_of(PEOPLE)), f"Bring in {len(PEOPLE)} people")
        )
        page = self.elena.get(page.link("Next: sign for what was checked"))
        form, _text = page.form("Sign")
        page = self.elena.press(page, "Sign", form.ticked(f"All {len(PEOPLE)} people below"))
        self.plan = self.rested(self.elena.press(page, "Find pairs")).path
        self.wait_for_workers()

    def wait_for_workers(self) -> None:
        """Until no work is open: a result may be seen a moment before its work is closed."""
        end = time.monotonic() + LONGEST_WAIT
        while self.count("core_work", "ended_at is null"):
            assert time.monotonic() < end, "work is still open"
            time.sleep(0.1)

    def again(self) -> str:
        """A newer plan in place of the last one; the address of the last one."""
        before = self.plan
        page = self.rested(self.elena.press(self.elena.get(before), "Solve again"))
        self.plan = page.path
        return before


def build_houses(site: str, home: Path, number: int) -> list[House]:
    """So many of them, complete."""
    houses = [House(site, home, accounts) for accounts in newcomers(home, number)]
    for house in houses:
        house.build()
    return houses


def pairs_of(page: Page) -> list[str]:
    """The values of the boxes before the pairs of a plan page."""
    form, _text = page.form("Lock")
    return [value for name, value in form.boxes.values() if name == "row"]


def key_of(pair: str) -> str:
    """The id in the value of a box."""
    return pair.split(":")[0]


def state_of(house: House) -> list[str]:
    """All that somebody could have changed, in few words."""
    tables = (
        "participants_peoplelist", "participants_listfile", "participants_participant",
        "participants_evidence", "mentoring_plan", "mentoring_proposal", "mentoring_asking",
        "mentoring_match", "people_calling", "core_work",
    )  # fmt: skip
    return [
        house.sql(
            f"select '{table}', count(*), md5(string_agg(md5(t::text), '' order by t::text))"
            f" from {table} t where organisation_id = '{house.organisation}'"
        )
        for table in tables
    ]
