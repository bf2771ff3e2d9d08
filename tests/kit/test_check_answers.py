"""Answers are shown as the person gave them, each with a way to change it."""

from django.template.loader import render_to_string

from amir.kit import check_answers, gallery_samples
from amir.kit.check_answers import Row
from tests.kit.html import read


def answered() -> list[Row]:
    files = {"sheet": gallery_samples.GOOD_FILE}
    form = gallery_samples.AllFields(gallery_samples.RIGHT, files)  # type: ignore[arg-type]
    assert form.is_valid(), form.errors
    return check_answers.rows(form, "/apply/")


def test_rows_say_answers_in_words() -> None:
    assert [(row.label, row.value, row.change_url) for row in answered()] == [
        ("Your name", "Amina Haddad", "/apply/#id_name"),
        ("Email address", "", "/apply/#id_email"),
        ("Phone number", "+390511234567", "/apply/#id_phone"),
        ("When were you born?", "27 March 1990", "/apply/#id_born_day"),
        ("Do you have children?", "No", "/apply/#id_agrees_0"),
        ("What do you want help with first?", "Work", "/apply/#id_theme_0"),
        ("When can you meet?", "Mornings, Weekends", "/apply/#id_times_0"),
        ("Which languages do you speak?", "العربيّة, Italiano", "/apply/#id_languages_0"),
        ("Times in the week", "", "/apply/#id_week_0_0"),
        ("Hours a month", "6", "/apply/#id_hours"),
        ("Country", "", "/apply/#id_country"),
        ("What should your mentor know?", gallery_samples.ARABIC, "/apply/#id_about"),
        ("Your list", "list.xlsx", "/apply/#id_sheet"),
        ("The code that we sent you", "", "/apply/#id_code"),
        ("I agree that the coordinator reads this.", "Yes", "/apply/#id_consent"),
    ]


def test_page_names_each_change_link_and_says_what_was_not_answered() -> None:
    page = read(render_to_string("kit/check_answers.html", {"rows": answered()}))
    links = [e.text for e in page.all("dl")[0].all("a")]
    assert links[:2] == ["Change Your name", "Change Email address"]
    assert page.text.count("Not answered") == 4
    assert page.one("input", name="form_id").attrs["type"] == "hidden"
