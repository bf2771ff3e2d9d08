"""Texts that leave the platform: whole in every language, telling onlookers nothing."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from amir.messages import templates

SRC = Path(templates.__file__).parent.parent
LANGUAGES = [code for code, _ in settings.LANGUAGES]
NAMES = sorted(templates.all_templates())
FILLED = {"code": "123456", "minutes": "45", "link": "/me/"}


def filled(template: templates.Template) -> dict[str, str]:
    values = {place: FILLED[place] for place in template.places}
    return {
        place: settings.SITE_URL + value if place == "link" else value
        for place, value in values.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_text_is_whole_in_every_language(name: str, language: str) -> None:
    template = templates.named(name)
    values = filled(template)
    written = templates.write(template, language, values)
    assert not re.search(r"[{}]", written.subject + written.body)
    assert "\n" not in written.subject
    assert [value for value in values.values() if value not in written.body] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [n for n in NAMES if templates.named(n).is_code])
def test_code_comes_first_and_without_a_link(name: str, language: str) -> None:
    written = templates.write(templates.named(name), language, {"code": "123456"})
    assert written.body.lstrip("\u200e\u200f\u2068").startswith("123456")
    assert not re.search(r"https?:|www\.|\w\.\w", written.body)


@pytest.mark.parametrize("name", NAMES)
def test_text_carries_digits_and_links_only(name: str) -> None:
    template = templates.named(name)
    templates.check_values(template, filled(template))
    assert "{" not in str(template.subject)


@pytest.mark.parametrize(
    "value",
    ["Yusuf", "12 34", "", "https://elsewhere.example/", "http://amir.example/",
     "https://amir.example.elsewhere.example/", "https://amir.example/me?name=Yusuf",
     "https://amir.example/\nBcc: everybody"],
)  # fmt: skip
def test_other_values_are_refused(value: str) -> None:
    with pytest.raises(ValueError, match="neither digits nor a link"):
        templates.check_values(templates.SOMETHING_NEW, {"link": value})


@pytest.mark.parametrize("values", [{}, {"link": "1"}, {"code": "1", "link": "1"}])
def test_missing_and_surplus_values_are_refused(values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="wants"):
        templates.check_values(templates.SIGN_IN_CODE, values)


def test_name_is_registered_once() -> None:
    code = templates.SIGN_IN_CODE
    again = templates.add(
        code.name, subject=code.subject, body=code.body, lifetime=code.lifetime, is_code=True
    )
    assert again == code
    with pytest.raises(ValueError, match="registered twice"):
        templates.add(code.name, subject="Other", body="Other")


def forbidden() -> set[str]:
    """Words for the themes, in every language in which lists and programmes tell of them."""
    words: set[str] = set()
    for file in (SRC / "participants" / "vocabulary").glob("*.yaml"):
        told = yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506
        for theme, spoken in told["topics"].items():
            words |= {str(word).casefold() for word in spoken if theme != "all"}
    told = yaml.safe_load((SRC / "demo" / "programmes" / "amir.yaml").read_text("utf-8"))
    for theme in told["themes"]:
        words |= {str(name).casefold() for name in theme["names"].values()}
    return {word for word in words if len(word) > 2}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_names_a_theme(language: str) -> None:
    themes = forbidden()
    assert len(themes) > 100
    for name in NAMES:
        written = templates.write(templates.named(name), language, filled(templates.named(name)))
        words = set(re.findall(r"\w+", f"{written.subject} {written.body}".casefold()))
        assert words & themes == set(), name


@pytest.mark.parametrize("name", NAMES)
def test_no_text_has_a_place_for_a_name(name: str) -> None:
    # Minutes are what somebody has just written to us themselves.
    own = {"minutes"} if name == "meeting_by_text" else set()
    assert templates.named(name).places <= {"code", "link"} | own
