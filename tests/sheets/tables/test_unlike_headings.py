import pytest

from amir.sheets.grid import Value
from amir.sheets.tables.small_words import role_alone, since_words, without_count

from .lists import fields, sheet, understood, words

NAMES = ["Amina Hassan", "Yusuf Omar", "Elena Rossi", "Samuel Tesfay"]
PHONES = ["085 000 0001", "085 000 0002", "085 000 0003", "085 000 0004"]


def mapped(headings: list[str], *columns: list[Value | None], file: str = "mentors.csv") -> str:
    """The field of the last column, beside names and phones."""
    rows = [list(row) for row in zip(NAMES, PHONES, *columns, strict=True)]
    found = fields(understood(sheet([headings, *rows], file=file)))
    return str(found[headings[-1]])


@pytest.mark.parametrize(
    ("name", "phone", "since"),
    [
        ("Name", "Phone", "In Malta since"),
        ("Naam", "Mobiel", "In Gent sinds"),
        ("Nom", "Portable", "À Lyon depuis"),
        ("Imię i nazwisko", "Telefon", "W Gdańsku od"),
        ("Ονοματεπώνυμο", "Κινητό", "Στην Πάτρα από"),
    ],
)
def test_years_under_since_and_a_place_say_the_arrival(name: str, phone: str, since: str) -> None:
    assert mapped([name, phone, since], [2015, 2018, 2020, 2023]) == "arrival_year"


def test_since_words_of_other_languages_say_nothing() -> None:
    assert since_words("Here since", words("en")) is True
    assert since_words("Help from", words("hu")) is False


@pytest.mark.parametrize(
    ("name", "phone", "number"),
    [
        ("Nome", "Telemóvel", "N.º de pessoas"),
        ("Nom", "Portable", "Nb de filleuls"),
        ("Name", "Handy", "Anzahl Menschen"),
        ("Име и фамилия", "Телефон", "Бр. хора"),
    ],
)
def test_a_number_of_people_is_a_capacity(name: str, phone: str, number: str) -> None:
    assert mapped([name, phone, number], [1, 2, 1, 3]) == "capacity"


@pytest.mark.parametrize(
    ("gender", "wish", "genders", "wishes"),
    [
        ("Geslacht", "Graag een", ["v", "m", "v", "m"], ["vrouw", "geen voorkeur"] * 2),
        ("Sesso", "Meglio se", ["F", "M", "F", "M"], ["donna", "indifferente"] * 2),
    ],
)
def test_a_second_column_of_genders_is_a_wish(
    gender: str, wish: str, genders: list[Value | None], wishes: list[Value | None]
) -> None:
    name = "Naam" if gender == "Geslacht" else "Nome e cognome"
    headings = [name, "Tel", gender, wish]
    assert mapped(headings, genders, wishes) == "gender_preference"


def test_a_word_that_only_begins_alike_is_no_field() -> None:
    assert mapped(["Nombre", "Teléfono", "Prefijado"], ["a1", "b2", "c3", "d4"]) == "extra"


def test_notes_of_something_are_notes() -> None:
    last = ["came late", "fine", "again", "fine"]
    headings = ["Nom et prénom", "Portable", "Remarques sur la formation"]
    assert mapped(headings, list(last)) == "notes"


def test_people_without_a_heading_for_names_are_found() -> None:
    rows: list[list[Value | None]] = [
        ["Zorb", "Phone", "Languages", "Town"],
        ["Amina Hassan", "085 000 0001", "Arabic", "Cork"],
        ["Yusuf Omar", "085 000 0002", "Somali", "Cork"],
    ]
    assert fields(understood(sheet(rows, file="mentors.csv")))["Zorb"] == "full_name"


def test_groups_of_several_things_tell_nothing_of_their_columns() -> None:
    rows: list[list[Value | None]] = [
        ["Nume", "Telefon", "Program", None, None],
        [None, None, "Consimțământ", "Observații", "Disponibilitate"],
        ["Amina Hassan", "0700 000 001", "da", "vine seara", "luni seara"],
        ["Yusuf Omar", "0700 000 002", "da", "are doi copii", "vineri seara"],
    ]
    found = fields(understood(sheet(rows, file="mentori.csv"), country="RO"))
    assert list(found.values())[2:] == ["consent", "notes", "availability"]


def test_a_topic_under_its_group_is_no_profession() -> None:
    rows: list[list[Value | None]] = [
        ["Name", "Phone", "Help needed", None, None],
        [None, None, "Job", "Housing", "Money"],
        ["Amina Hassan", "085 000 0001", "x", None, "x"],
        ["Yusuf Omar", "085 000 0002", "x", "x", None],
    ]
    found = understood(sheet(rows, file="mentees.csv"))
    assert [p.values["topics"] for p in found.people] == [["work", "finance"], ["work", "housing"]]


def test_days_with_parts_are_headings_though_a_word_means_more_elsewhere() -> None:
    rows: list[list[Value | None]] = [
        ["Nombre", "Móvil", "Lun mañana", "Mar tarde", "Sáb noche"],
        ["Amina Hassan", "600 000 001", "x", None, "x"],
        ["Yusuf Omar", "600 000 002", None, "x", None],
    ]
    found = understood(sheet(rows, file="mentores.csv"), country="ES")
    assert [p.values["availability"] for p in found.people] == [["mon-am", "sat-eve"], ["tue-pm"]]


def test_names_of_languages_are_never_sensitive() -> None:
    rows: list[list[Value | None]] = [
        ["Namn", "Telefon", "engelska", "svenska"],
        ["Amina Hassan", "070 000 00 01", "B1", "A2"],
    ]
    (table,) = understood(sheet(rows, file="mentorer.csv"), country="SE").tables
    assert (table.sensitive, table.fields["engelska"]) == ((), "languages")


def test_a_question_about_the_person_with_genders_below_is_the_gender() -> None:
    headings = ["Nom et prénom", "Téléphone", "Vous êtes ..."]
    assert mapped(headings, ["Une femme", "Un homme"] * 2) == "gender"


@pytest.mark.parametrize("line", ["MENTEES (23)", "Mentees: 23", "Mentees - 23", "Mentees:"])
def test_counts_behind_a_section_are_no_part_of_it(line: str) -> None:
    assert without_count(line).casefold() == "mentees"


def test_sections_are_heard_in_the_language_of_the_headings() -> None:
    rows: list[list[Value | None]] = [
        ["Nom et prénom", "Portable", "Langues", "Commune"],
        ["MENTORS (1)"],
        ["Amina Hassan", "06 00 00 00 01", "arabe", "Rennes"],
        ["MENTORÉS", 1],
        ["Yusuf Omar", "06 00 00 00 02", "somali", "Rennes"],
    ]
    found = understood(sheet(rows, file="liste.csv"), country="FR")
    assert [p.values["role"] for p in found.people] == ["mentor", "mentee"]


def test_role_alone_leaves_out_the_other_ending() -> None:
    assert [role_alone(t, words("it")) for t in ("Volontario/a", "Volontari", "Nome")] == [
        "mentor",
        "mentor",
        "",
    ]


def test_years_ago_count_from_the_day_of_registration() -> None:
    rows: list[list[Value | None]] = [
        ["Name", "Phone", "Languages", "Here since", "Date joined"],
        ["Amina Hassan", "085 000 0001", "Arabic", "2 years ago", "2024-01-13"],
        ["Yusuf Omar", "085 000 0002", "Somali", "2019", "2024-03-21"],
    ]
    found = understood(sheet(rows, file="mentors.csv"))
    assert [p.values["arrival_year"] for p in found.people] == [2022, 2019]
