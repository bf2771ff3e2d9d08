from amir.sheets.sayings import Saying

ITALIAN = {
    "phone": "telefono",
    "red": "rosso",
    "The same: {fields}.": "Lo stesso: {fields}.",
    "{count} row in {table}": "{count} riga in {table}",
    "{count} rows in {table}": "{count} righe in {table}",
}


def italian(text: str) -> str:
    return ITALIAN.get(text, text)


def test_saying_translates_sayings_inside_it() -> None:
    said = Saying("The same: {fields}.", {"fields": (Saying("phone"), Saying("e-mail"))})
    assert said.text() == "The same: phone, e-mail."
    assert said.text(italian) == "Lo stesso: telefono, e-mail."
    assert Saying("{colour}", {"colour": Saying("red")}).text(italian) == "rosso"


def test_saying_takes_the_plural_by_its_count() -> None:
    one, two = (
        Saying(
            "{count} row in {table}", {"count": n, "table": "A"}, "{count} rows in {table}", count=n
        )
        for n in (1, 2)
    )
    assert [one.text(), two.text()] == ["1 row in A", "2 rows in A"]
    assert [one.text(italian), two.text(italian)] == ["1 riga in A", "2 righe in A"]


def test_saying_leaves_the_choice_to_a_plural_function() -> None:
    said = Saying("{count} row", {"count": 5}, "{count} rows", count=5)
    assert said.text(str, lambda one, many, count: f"{many} ({{count}} of {count})") == (
        "5 rows (5 of 5)"
    )
