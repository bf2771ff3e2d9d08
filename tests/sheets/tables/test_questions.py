"""Whole questions as headings, as forms ask them."""

from .lists import fields, sheet, understood


def test_questions_are_not_taken_for_words_of_other_languages() -> None:
    found = understood(
        sheet(
            [
                ["Comment tu t'appelles ?", "Tu es…", "Où habites-tu ?"],
                ["Amina Hassan", "une femme", "Rennes"],
                ["Yusuf Omar", "un homme", "Lyon"],
                ["Elena Rossi", "une femme", "Lyon"],
            ],
            file="mentors.csv",
        ),
        country="FR",
    )
    assert list(fields(found).values()) == ["full_name", "gender", "place"]


def test_questions_for_days_and_for_times_of_day_are_joined() -> None:
    found = understood(
        sheet(
            [
                ["Name", "An welchen Tagen hast du Zeit?", "Zu welchen Tageszeiten?"],
                ["Amina Hassan", "Dienstag;Sonntag;", "Vormittag;"],
            ],
            file="mentors.csv",
        ),
        country="DE",
    )
    (amina,) = found.people
    assert amina.values["availability"] == ["tue-am", "sun-am"]


def test_questions_in_a_file_named_after_the_programme_leave_the_role_open() -> None:
    found = understood(
        sheet(
            [["Name", "Role"], ["Amina Hassan", "mentor"], ["Yusuf Omar", None]],
            file="Mentoring answers.csv",
        )
    )
    assert [p.values.get("role") for p in found.people] == ["mentor", None]


def test_questions_in_a_group_of_topics_are_topics() -> None:
    found = understood(
        sheet(
            [
                ["Name", "Phone", "Zorb", None, None],
                [None, None, "Work", "Housing", "Blip"],
                ["Amina Hassan", "085 000 0001", "x", None, "childcare"],
                ["Yusuf Omar", "085 000 0002", None, "x", None],
            ],
            file="mentees.xlsx",
            merges=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4)],
        )
    )
    topics = [p.values["topics"] for p in found.people]
    assert topics == [["work", "other: childcare"], ["housing"]]
