"""Nobody disappears between a list and the people who are considered."""

from datetime import date

from amir.participants.reading import Lists, understand_participants
from amir.participants.roster import Roster, roster_of
from amir.places import open_gazetteer
from amir.sheets.intake import read_bytes

HEAD = "First name,Last name,Role,Mobile,Capacity,Consent\n"


def roster(rows: str) -> Roster:
    found = understand_participants(
        Lists((read_bytes((HEAD + rows).encode(), "list.csv"),)),
        as_of=date(2025, 6, 2),
        gazetteer=open_gazetteer(),
        country="IT",
    )
    return roster_of(found, lambda name: None)


def test_roster_matches_people_whose_phone_needs_repair() -> None:
    found = roster("Yusuf,Warsame,mentee,340 000 11,,yes\nAmina,Abdi,mentor,340 000 2101,2,yes\n")
    assert [p.name for p in found.mentees] == ["Yusuf Warsame"]
    assert [(r.at, r.column, r.holds_back) for r in found.repairs] == [
        ("list.csv!2", "Mobile", False)
    ]


def test_roster_holds_back_who_has_no_role() -> None:
    found = roster("Yusuf,Warsame,,340 000 1101,,yes\nAmina,Abdi,mentor,340 000 2101,2,yes\n")
    assert (found.mentees, [p.name for p in found.mentors]) == ((), ["Amina Abdi"])
    assert [(left.at, left.name) for left in found.left_out] == [("list.csv!2", "Yusuf Warsame")]
    assert [r.holds_back for r in found.repairs] == [True]


def test_roster_holds_back_a_capacity_that_cannot_be() -> None:
    found = roster("Amina,Abdi,mentor,340 000 2101,20,yes\nYusuf,Ali,mentee,340 000 1101,,yes\n")
    assert found.mentors == ()
    assert [(r.column, r.holds_back) for r in found.repairs] == [("Capacity", True)]


def test_roster_leaves_out_the_second_row_of_a_person() -> None:
    found = roster(
        "Yusuf,Warsame,mentee,340 000 1101,,yes\n"
        "Amina,Abdi,mentor,340 000 2101,2,yes\n"
        "YUSUF,WARSAME,mentee,+39 340 000 1101,,yes\n"
    )
    assert [p.at for p in found.mentees] == ["list.csv!2"]
    assert [(left.at, left.saying.text()) for left in found.left_out] == [
        ("list.csv!4", "The same person stands in list.csv!2.")
    ]


def test_roster_counts_every_row_once() -> None:
    found = roster(
        "Yusuf,Warsame,mentee,340 000 1101,,yes\n"
        "Amina,Abdi,mentor,340 000 2101,2,yes\n"
        "Yusuf,Warsame,mentee,340 000 1101,,yes\n"
        "Rahel,Tesfaye,,340 000 1106,,yes\n"
    )
    rows = [
        *(p.at for p in found.mentees),
        *(p.at for p in found.mentors),
        *(left.at for left in found.left_out),
    ]
    assert sorted(rows) == [f"list.csv!{row}" for row in (2, 3, 4, 5)]
