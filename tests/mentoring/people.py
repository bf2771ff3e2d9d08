"""Named people for the tests of matching."""

from dataclasses import replace

from amir.participants.readiness import Evidence, Standing
from amir.participants.roster import Participant, Place, Roster

MODENA = Place("Modena", 44.647, 10.925)
CARPI = Place("Carpi", 44.783, 10.885)  # 15 km from Modena
GIVEN = Standing.GIVEN

AMINA = Participant(
    at="list!3", role="mentor", name="Amina Abdullahi", number="21",
    languages=(("so", "native"), ("it", "C1")), gender="f", birth_year=1982, origin="SO",
    arrival_year=2009, place=MODENA, availability=("tue-eve", "wed-am"),
    topics=("work", "housing"), capacity=1,
    evidence={Evidence.SCREENING: GIVEN, Evidence.TRAINING: GIVEN, Evidence.CONSENT: GIVEN},
)  # fmt: skip
YUSUF = Participant(
    at="list!2", role="mentee", name="Yusuf Warsame", number="1",
    languages=(("so", "native"), ("it", "A2")), gender="m", birth_year=1999, origin="SO",
    arrival_year=2023, place=MODENA, availability=("tue-eve",), topics=("work", "housing"),
    evidence={Evidence.CONSENT: GIVEN},
)  # fmt: skip
RAHEL = replace(
    YUSUF, at="list!4", name="Rahel Tesfaye", number="2", languages=(("am", "native"),), origin="ET"
)


def roster(*people: Participant) -> Roster:
    """A roster in which nothing needs repair."""
    return Roster(
        mentees=tuple(p for p in people if p.role == "mentee"),
        mentors=tuple(p for p in people if p.role == "mentor"),
        repairs=(),
        left_out=(),
    )
