"""Every field has a label, a hint and an error that programs can find; errors are listed on top."""

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string

from amir.kit.error_lines import error_lines
from amir.kit.fields import Day, Languages, LongText, PhoneNumber
from amir.kit.forms import KitForm
from tests.kit.html import Element, read


class Application(KitForm):
    is_about_me = True
    name = forms.CharField(label="Your name", help_text="As you write it.")
    email = forms.EmailField(label="Email", required=False)
    phone = PhoneNumber(label="Phone")
    born = Day(label="Date of birth", birthday=True)
    theme = forms.ChoiceField(label="Theme", choices=[("work", "Work"), ("home", "Housing")])
    times = forms.MultipleChoiceField(label="Times", choices=[("am", "Morning"), ("pm", "Noon")])
    week = forms.MultipleChoiceField(
        label="Week", choices=[("Monday", [("mo", "morning")]), ("Sunday", [("su", "morning")])]
    )
    languages = Languages(label="Languages", choices=[("ar", "Arabic"), ("it", "Italian")])
    hours = forms.IntegerField(label="Hours")
    about = LongText(label="About", max_words=3)
    agrees = forms.BooleanField(label="I agree")


def page(form: forms.Form) -> Element:
    return read(render_to_string("kit/gallery/forms.html", {"form": form}))


def test_form_labels_every_control() -> None:
    shown = page(Application())
    named = {e.attrs["for"] for e in shown.all("label")}
    controls = [e for e in shown.all("input") + shown.all("textarea") if "id" in e.attrs]
    assert {e.attrs["id"] for e in controls} == named
    assert [e.text for e in shown.all("legend")] == [
        "Date of birth", "Theme", "Times", "Week", "Languages",
    ]  # fmt: skip


def test_form_never_uses_required_nor_the_browsers_checks() -> None:
    shown = page(Application())
    assert [e for e in shown.walk() if "required" in e.attrs] == []
    assert "novalidate" in shown.one("form", id="form").attrs


def test_form_says_what_is_optional_and_never_marks_with_asterisks() -> None:
    shown = page(Application())
    assert [e.text for e in shown.all("label", class_="label") if "optional" in e.text] == [
        "Email (optional)"
    ]
    assert "*" not in shown.text


def test_form_of_ones_own_details_carries_autocomplete_tokens() -> None:
    shown = page(Application())
    tokens = {e.attrs["name"]: e.attrs["autocomplete"] for e in shown.walk()
              if e.name == "input" and "autocomplete" in e.attrs and "name" in e.attrs}  # fmt: skip
    assert tokens == {
        "name": "name", "email": "email", "phone": "tel",
        "born_day": "bday-day", "born_month": "bday-month", "born_year": "bday-year",
    }  # fmt: skip


def test_form_about_others_offers_nothing_of_ones_own() -> None:
    class About(Application):
        is_about_me = False

    assert "autocomplete" not in page(About()).one("input", name="name").attrs


def test_errors_are_listed_once_each_and_lead_to_their_control() -> None:
    shown = page(Application(QueryDict("times=am")))
    summary = shown.one("div", class_="error-summary")
    assert summary.one("h2").text == "There is a problem"
    assert {"role": "alert", "tabindex": "-1"}.items() <= summary.attrs.items()
    links = [(e.attrs["href"], e.text) for e in summary.all("a")]
    assert links == [
        ("#id_name", "Fill in: Your name"),
        ("#id_phone", "Fill in: Phone"),
        ("#id_born_day", "Fill in: Date of birth"),
        ("#id_theme_0", "Choose an answer: Theme"),
        ("#id_week_0_0", "Choose an answer: Week"),
        ("#id_languages_0", "Choose an answer: Languages"),
        ("#id_hours", "Fill in: Hours"),
        ("#id_about", "Fill in: About"),
        ("#id_agrees", "Tick the box: I agree"),
    ]
    ids = {e.attrs["id"] for e in shown.walk() if "id" in e.attrs}
    assert {href[1:] for href, _text in links} <= ids


def test_errors_stand_in_the_title_and_beside_the_control() -> None:
    shown = page(Application(QueryDict("name=")))
    assert shown.one("title").text.startswith("Error: ")
    control = shown.one("input", name="name")
    assert control.attrs["aria-invalid"] == "true"
    assert control.attrs["aria-describedby"] == "id_name_helptext id_name_error"
    assert shown.one(id="id_name_error").text == "Error: Fill in: Your name"
    assert shown.one(id="id_name_helptext").text == "As you write it."


def test_errors_of_a_group_are_told_with_the_group() -> None:
    shown = page(Application(QueryDict("born_day=31")))
    groups = {e.one("legend").text: e.attrs.get("aria-describedby") for e in shown.all("fieldset")}
    assert groups == {
        "Date of birth": "id_born_error",
        "Theme": "id_theme_error",
        "Times": "id_times_error",
        "Week": "id_week_error",
        "Languages": "id_languages_error",
    }


def test_page_without_errors_has_neither_summary_nor_prefix() -> None:
    shown = page(Application())
    assert shown.all(class_="error-summary") == []
    assert shown.one("title").text.startswith("Gallery")


def test_error_lines_of_a_formset_lead_to_the_right_form() -> None:
    many = forms.formset_factory(Application, extra=2)
    data = QueryDict("form-TOTAL_FORMS=2&form-INITIAL_FORMS=0&form-1-name=Amina")
    lines = error_lines(many(data))
    assert ("Fill in: Phone", "#id_form-1-phone") in lines
    assert [line for line in lines if "form-0" in line[1]] == []


def test_select_becomes_radio_buttons_unless_there_are_too_many_answers() -> None:
    class Choosing(KitForm):
        few = forms.ChoiceField(choices=[("", "---"), ("a", "A")], required=False)
        many = forms.ChoiceField(choices=[(str(n), str(n)) for n in range(40)])

    shown = read(Choosing())
    radios = [(e.attrs["value"], e.attrs["type"]) for e in shown.all("input", name="few")]
    assert radios == [("a", "radio"), ("", "radio")]
    assert "No answer" in shown.text
    assert len(shown.one("select", name="many").all("option")) == 40


def test_typed_values_stay_in_the_form_after_an_error() -> None:
    typed = QueryDict("name=Amina&born_day=31&born_month=2&born_year=1990&about=a+b+c+d&times=pm")
    shown = page(Application(typed))
    assert shown.one("input", name="name").attrs["value"] == "Amina"
    assert [shown.one("input", name=f"born_{p}").attrs["value"] for p in ("day", "month", "year")] \
        == ["31", "2", "1990"]  # fmt: skip
    assert shown.one("textarea", name="about").text == "a b c d"
    assert "checked" in shown.one("input", name="times", value="pm").attrs


def test_hostile_text_is_shown_as_text() -> None:
    shown = page(Application(QueryDict("name=%3Cscript%3Ealert(1)%3C/script%3E")))
    assert shown.one("input", name="name").attrs["value"] == "<script>alert(1)</script>"
    assert [e.attrs.get("src") for e in shown.all("script")] == ["/static/kit/amir.js"]
