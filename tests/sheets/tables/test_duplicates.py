from hypothesis import given
from hypothesis import strategies as st

from amir.participants.sheet import PARTICIPANT_TARGETS
from amir.sheets.tables.duplicates import find_duplicates
from amir.sheets.tables.results import Person


def person(at: int, **values: object) -> Person:
    return Person(f"list.csv!{at}", values)


def pairs(*people: Person) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    twice, shared = find_duplicates(people, PARTICIPANT_TARGETS)
    return [(p.first, p.second) for p in twice], [(p.first, p.second) for p in shared]


AMINA = person(2, full_name="Amina Hassan", phone="+353850000001", birth="1990-03-12")
ONE_PAIR = [("list.csv!2", "list.csv!3")]


def test_duplicates_have_the_same_name_and_phone() -> None:
    again = person(3, given_name="AMINA", family_name="Hassan", phone="+353850000001")
    assert pairs(AMINA, again) == (ONE_PAIR, [])


def test_duplicates_may_lack_a_second_surname() -> None:
    long = person(2, given_name="Ana", family_name="Ruiz Vega", birth="1990-03-12")
    short = person(3, given_name="Ana", family_name="Ruiz", birth="1990-03-12")
    assert pairs(long, short) == (ONE_PAIR, [])


def test_duplicates_in_arabic_differ_in_hamza_only() -> None:
    one = person(2, full_name="أحمد هبة", phone="+35796000001")
    other = person(3, full_name="احمد هبه", phone="+35796000001")
    assert pairs(one, other) == (ONE_PAIR, [])


def test_families_share_a_phone_and_are_no_duplicates() -> None:
    son = person(3, full_name="Yusuf Hassan", phone="+353850000001", birth="2005-01-02")
    assert pairs(AMINA, son) == ([], ONE_PAIR)


def test_namesakes_with_different_births_are_no_duplicates() -> None:
    namesake = person(3, full_name="Amina Hassan", phone="+353850000001", birth="1961-05-06")
    assert pairs(AMINA, namesake) == ([], ONE_PAIR)


def test_namesakes_of_one_year_are_no_duplicates() -> None:
    one = person(2, full_name="Amina Hassan", birth="1990")
    other = person(3, full_name="Amina Hassan", birth="1990")
    assert pairs(one, other) == ([], [])


def test_namesakes_among_five_thousand_rows_are_no_duplicates() -> None:
    people = [
        person(i, full_name=f"Amina {i % 70} Hassan", phone=f"+35385{i:07}", birth="1990-03-12")
        for i in range(5000)
    ]
    assert pairs(*people) == ([], [])


@given(st.permutations([AMINA, person(3, full_name="Yusuf Omar", phone="+353850000002"),
                        person(4, full_name="Hassan Amina", phone="+353850000001")]))  # fmt: skip
def test_duplicates_do_not_depend_on_the_order(people: list[Person]) -> None:
    twice, _ = pairs(*people)
    assert [set(pair) for pair in twice] == [{"list.csv!2", "list.csv!4"}]
