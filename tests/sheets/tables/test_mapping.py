from amir.sheets.grid import Value

from .lists import fields, sheet, understood


def mapped(*rows: list[Value | None]) -> dict[str, str]:
    return dict(fields(understood(sheet(rows, file="mentors.csv"))))


def test_mapping_reads_whole_questions() -> None:
    found = mapped(
        ["What is your full name?", "When were you born?", "Which languages do you speak?"],
        ["Amina Hassan", "1990", "Arabic, English B1"],
    )
    assert list(found.values()) == ["full_name", "birth", "languages"]


def test_mapping_takes_a_name_beside_a_surname_as_given_name() -> None:
    assert mapped(["Surname", "Name", "Phone"], ["Hassan", "Amina", "085 000 0001"]) == {
        "Surname": "family_name",
        "Name": "given_name",
        "Phone": "phone",
    }


def test_mapping_keeps_a_full_name_that_holds_the_surname() -> None:
    assert mapped(["Surname", "Name", "Phone"], ["Hassan", "Amina Hassan", "085 000 0001"]) == {
        "Surname": "family_name",
        "Name": "full_name",
        "Phone": "phone",
    }


def test_mapping_gives_one_column_a_field_that_takes_one() -> None:
    found = mapped(["Name", "Phone", "Phone"], ["Amina Hassan", "085 000 0001", "085 000 0002"])
    assert found == {"Name": "full_name", "Phone": "phone", "Phone (2)": "extra"}


def test_mapping_lets_several_columns_tell_languages() -> None:
    understanding = understood(
        sheet(
            [
                ["Name", "Languages", "English", "Level of Italian"],
                ["Amina Hassan", "Arabic (native)", "x", "A2"],
                ["Yusuf Omar", "Somali", "B1", None],
            ],
            file="mentors.csv",
        )
    )
    assert set(fields(understanding).values()) == {"full_name", "languages"}
    assert [p.values["languages"] for p in understanding.people] == [
        [
            {"tag": "ar", "level": "native"},
            {"tag": "en", "level": None},
            {"tag": "it", "level": "A2"},
        ],
        [{"tag": "so", "level": None}, {"tag": "en", "level": "B1"}],
    ]


def test_mapping_reads_grids_of_days_and_parts() -> None:
    understanding = understood(
        sheet(
            [
                ["Name", "Monday", None, "Tuesday", None],
                [None, "am", "pm", "am", "pm"],
                ["Amina Hassan", "x", None, None, "x"],
                ["Yusuf Omar", None, "x", None, None],
            ],
            file="mentors.csv",
        )
    )
    slots = [p.values["availability"] for p in understanding.people]
    assert slots == [["mon-am", "tue-pm"], ["mon-pm"]]


def test_mapping_reads_the_initials_of_the_week() -> None:
    understanding = understood(
        sheet(
            [
                ["Name", "Phone", "M", "T", "W", "T", "F"],
                ["Amina Hassan", "085 000 0001", "x", None, None, "x", None],
            ],
            file="mentors.csv",
        )
    )
    (amina,) = understanding.people
    assert amina.values["availability"] == [
        "mon-am",
        "mon-pm",
        "mon-eve",
        "thu-am",
        "thu-pm",
        "thu-eve",
    ]


def test_mapping_reads_topics_of_their_own_columns() -> None:
    understanding = understood(
        sheet(
            [
                ["Name", "Needs", None, None],
                [None, "Work", "Housing", "Childcare"],
                ["Amina Hassan", "x", None, "x"],
                ["Yusuf Omar", None, "x", None],
            ],
            file="mentees.csv",
        )
    )
    topics = [p.values["topics"] for p in understanding.people]
    assert topics == [["work", "other: Childcare"], ["housing"]]


def test_mapping_goes_by_content_where_there_are_no_headings() -> None:
    found = mapped(
        ["Amina Hassan", "f", "a@example.org", "1990-02-03", "Syria"],
        ["Yusuf Omar", "m", "y@example.org", "1985-11-30", "Somalia"],
        ["Elena Rossi", "f", "e@example.org", "1979-07-08", "Italy"],
    )
    expected = ["full_name", "gender", "email", "birth", "country_of_origin"]
    assert list(found.values()) == expected


def test_mapping_leaves_unknown_and_known_other_columns_as_extras() -> None:
    found = mapped(["Name", "Age", "Zorb", "Phone"], ["Amina Hassan", 34, "abc", "085 000 0001"])
    assert found == {
        "Name": "full_name",
        "Age": "extra",
        "Zorb": "extra",
        "Phone": "phone",
    }


def test_mapping_does_not_take_yes_and_no_for_phones() -> None:
    found = mapped(
        ["Name", "WhatsApp", "Email"],
        ["Amina Hassan", "yes", "a@example.org"],
        ["Yusuf Omar", "no", "y@example.org"],
        ["Elena Rossi", "yes", "e@example.org"],
    )
    assert found == {"Name": "full_name", "WhatsApp": "extra", "Email": "email"}


def test_mapping_finds_roles_under_any_heading() -> None:
    found = mapped(
        ["Name", "Status", "Phone"],
        ["Amina Hassan", "mentor", "085 000 0001"],
        ["Yusuf Omar", "mentee", "085 000 0002"],
    )
    assert found == {"Name": "full_name", "Status": "role", "Phone": "phone"}


def test_mapping_joins_days_of_one_column_with_parts_of_another() -> None:
    understanding = understood(
        sheet(
            [
                ["Name", "Email", "Which days are you free?", "Preferred times"],
                ["Amina Hassan", "a@example.org", "Monday, Friday", "Morning"],
            ],
            file="mentors.csv",
        )
    )
    (amina,) = understanding.people
    assert amina.values["availability"] == ["mon-am", "fri-am"]


def test_mapping_reads_headings_in_two_languages() -> None:
    found = mapped(["Nom / Naam", "Langues / Talen"], ["Amina Hassan", "arabe, français B1"])
    assert list(found.values()) == ["full_name", "languages"]


def test_mapping_takes_name_and_surname_in_one_heading_as_full_name() -> None:
    found = mapped(["Name, middle name and surname", "Phone"], ["Amina Ali Hassan", "085 000 0001"])
    assert list(found.values()) == ["full_name", "phone"]


def test_mapping_leaves_addresses_that_are_always_the_same_word() -> None:
    found = mapped(
        ["Name", "Email", "Phone"],
        ["Amina Hassan", "anonymous", "085 000 0001"],
        ["Yusuf Omar", "anonymous", "085 000 0002"],
    )
    assert found == {"Name": "full_name", "Email": "extra", "Phone": "phone"}
