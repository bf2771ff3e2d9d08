import json

from amir.sheets.understanding import Understanding

from .tables.lists import sheet, understood

ROWS = [
    ["Name", "Phone", "Date of birth"],
    ["Amina Hassan", "085 000 0001", "12/25/1990"],
    ["Yusuf Omar", "ask my wife", "1985"],
]


def read() -> Understanding:
    return understood(sheet(ROWS, file="mentors.csv", delimiter=",", encoding="utf-8"))


def test_report_is_plain_data() -> None:
    report = read().report()
    assert json.loads(json.dumps(report)) == report


def test_report_has_the_agreed_shape() -> None:
    report = read().report()
    assert report["columns"] == {
        "mentors.csv": {"Name": "full_name", "Phone": "phone", "Date of birth": "birth"}
    }
    assert report["rows"] == [
        {
            "at": "mentors.csv!2",
            "full_name": "Amina Hassan",
            "phone": "+353850000001",
            "birth": "1990-12-25",
            "role": "mentor",
        },
        {
            "at": "mentors.csv!3",
            "full_name": "Yusuf Omar",
            "birth": "1985",
            "role": "mentor",
        },
    ]
    (problem,) = report["problems"]
    assert {key: problem[key] for key in ("at", "column", "level")} == {
        "at": "mentors.csv!3",
        "column": "Phone",
        "level": "error",
    }
    assert (report["questions"], report["duplicates"], report["skipped"]) == ([], [], [])


def test_report_speaks_the_language_of_the_reader() -> None:
    turned = sheet([["Name", "Amina"], ["Phone", "085 000 0001"], ["Email", "a@b.ie"],
                    ["Languages", "Arabic"], ["Gender", "f"]])  # fmt: skip
    report = understood(turned).report(lambda template: template.upper())
    assert report["files"] == {
        "list.csv": {
            "refused": (
                "THE PEOPLE OF THIS SHEET SEEM TO STAND IN COLUMNS, NOT IN ROWS: TURN IT ROUND "
                "(COPY, THEN PASTE TRANSPOSED) AND IMPORT IT AGAIN."
            )
        }
    }


def test_lists_side_by_side_are_refused() -> None:
    rows = [
        ["Name", "Phone", None, "Name", "Phone"],
        ["Amina Hassan", "085 000 0001", None, "Yusuf Omar", "085 000 0002"],
    ]
    understanding = understood(sheet(rows))
    assert (list(understanding.refused), understanding.people) == (["list.csv"], ())


def test_sheets_without_people_are_passed_over() -> None:
    legend = sheet([["Colour", "Meaning"], ["red", "on hold"]], file="m.xlsx", name="Legend")
    understanding = understood(legend, sheet(ROWS, file="m.xlsx", name="Mentors"))
    assert understanding.passed_over == ("m.xlsx#Legend",)


def test_country_is_inferred_from_headings_phones_and_addresses() -> None:
    by_heading = sheet([["Name", "When did you arrive in Ireland?", "Email"],
                        ["Amina Hassan", "2020", "a@example.org"]])  # fmt: skip
    by_phone = sheet([["Name", "Phone"], ["Amina Hassan", "+34600000001"]])
    by_address = sheet([["Name", "Email"], ["Amina Hassan", "amina@example.gov.uk"]])
    found = [understood(one, country=None).country for one in (by_heading, by_phone, by_address)]
    assert found == ["IE", "ES", "GB"]
