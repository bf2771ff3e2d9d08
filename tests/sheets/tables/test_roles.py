from amir.sheets.tables.answers import Answers, Given
from amir.sheets.understanding import Understanding

from .lists import sheet, understood

HEADER = ["Name", "Phone", "Languages"]
AMINA = ["Amina Hassan", "085 000 0001", "Arabic"]
YUSUF = ["Yusuf Omar", "085 000 0002", "Somali"]


def roles(understanding: Understanding) -> list[object]:
    return [person.values.get("role") for person in understanding.people]


def test_role_is_told_by_the_name_of_the_file_or_tab() -> None:
    by_file = understood(sheet([HEADER, AMINA], file="mentors 2025.csv"))
    by_tab = understood(sheet([HEADER, AMINA], file="list.xlsx", name="Mentees"))
    assert (roles(by_file), roles(by_tab)) == (["mentor"], ["mentee"])


def test_role_is_told_by_sections() -> None:
    understanding = understood(sheet([HEADER, ["Mentors"], AMINA, ["Mentees"], YUSUF]))
    assert roles(understanding) == ["mentor", "mentee"]
    assert understanding.tables[0].role == "by section"


def test_role_is_told_by_a_column_and_missed_where_it_is_empty() -> None:
    rows = [[*HEADER, "Role"], [*AMINA, "mentor"], [*YUSUF, None]]
    understanding = understood(sheet(rows))
    assert roles(understanding) == ["mentor", None]
    (problem,) = understanding.problems
    assert (problem.at, problem.column) == ("list.csv!3", "Role")
    assert (problem.complaint.kind, problem.complaint.level) == ("role_missing", "error")


def test_role_is_told_by_two_sign_up_columns() -> None:
    header = ["Name", "Phone", "Sign up as a mentor?", "Sign up as a mentee?"]
    rows = [
        header,
        ["Amina Hassan", "085 000 0001", "Yes", "No"],
        ["Yusuf Omar", "085 000 0002", "No", "Yes"],
        ["Elena Rossi", "085 000 0003", "Yes", "Yes"],
    ]
    understanding = understood(sheet(rows))
    assert roles(understanding) == ["mentor", "mentee", None]
    kinds = [(p.at, p.complaint.kind) for p in understanding.problems]
    assert kinds == [("list.csv!4", "role_both")]


def test_role_is_asked_once_where_nothing_tells_it() -> None:
    understanding = understood(sheet([HEADER, AMINA, YUSUF]))
    assert [(q.kind, q.table, q.column) for q in understanding.questions] == [
        ("role", "list.csv", None)
    ]
    assert (roles(understanding), understanding.problems) == ([None, None], ())


def test_role_follows_the_answer() -> None:
    answers = Answers([Given("role", "mentees", "list.csv")])
    understanding = understood(sheet([HEADER, AMINA]), answers=answers)
    assert (roles(understanding), understanding.questions) == (["mentee"], ())


def test_role_of_a_programme_is_not_the_role_of_its_people() -> None:
    understanding = understood(sheet([["Mentor programme 2025"], HEADER, AMINA]))
    assert roles(understanding) == [None]


def test_role_of_both_columns_is_asked_once_for_all_files() -> None:
    header = ["Name", "Email", "both mentor and mentee"]
    understanding = understood(
        sheet([header, ["Amina Hassan", "a@example.org", "yes"]], file="mentors.csv"),
        sheet([header, ["Yusuf Omar", "y@example.org", "no"]], file="mentees.csv"),
    )
    asked = [(q.kind, q.table, q.column) for q in understanding.questions]
    assert asked == [("role", "mentors.csv", "both mentor and mentee")]
    assert roles(understanding) == ["mentor", "mentee"]


def test_role_of_the_tab_outweighs_that_of_the_file() -> None:
    understanding = understood(sheet([HEADER, AMINA], file="mentors.xlsx", name="Mentees"))
    assert roles(understanding) == ["mentee"]


def test_role_written_once_per_group_counts_for_the_group() -> None:
    rows = [
        ["Group", *HEADER],
        ["Mentors", "Amina Hassan", "085 000 0001", "Arabic"],
        [None, "Omar Ali", "085 000 0002", "Somali"],
        [None, "Sara Ali", "085 000 0003", "Urdu"],
        ["Mentees", "Yusuf Omar", "085 000 0004", "Somali"],
        [None, "Hodan Omar", "085 000 0005", "Somali"],
        [None, "Elena Rossi", "085 000 0006", "Italian"],
    ]
    assert roles(understood(sheet(rows))) == ["mentor"] * 3 + ["mentee"] * 3


def test_role_is_told_by_the_heading_over_the_names() -> None:
    rows = [["Mentor", "Phone", "Email"], ["Amina Hassan", "085 000 0001", "a@example.org"]]
    understanding = understood(sheet(rows))
    assert roles(understanding) == ["mentor"]
    assert understanding.people[0].values["full_name"] == "Amina Hassan"


def test_lists_of_pairs_are_no_lists_of_people() -> None:
    rows = [["Mentor", "Mentee"], ["Amina Hassan", "Yusuf Omar"], ["Elena Rossi", "Sara Khan"]]
    understanding = understood(sheet(rows))
    assert (understanding.people, understanding.passed_over) == ((), ("list.csv",))
