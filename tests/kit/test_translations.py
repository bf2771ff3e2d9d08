"""What pages say of a translation that no person has reviewed."""

from datetime import date
from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, override

from amir.core import i18n
from tests.kit.conftest import Asking
from tests.kit.html import Element, read

DRAFTED = "This translation was drafted. No person has reviewed all of it yet."
STOP = "Is somebody in danger now? Call 112."


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the status of Arabic sentences is read; nothing stands there yet."""
    monkeypatch.setattr(i18n, "LOCALE", tmp_path)
    po = tmp_path / "ar" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    return po


def entry(sentence: str, *, reviewed: bool) -> str:
    mark = "# reviewed\n" if reviewed else ""
    return f'{mark}msgid "{sentence}"\nmsgstr "…"\n\n'


def shown(tag: str, language: str = "ar", **values: object) -> Element:
    with override(language):
        return read(Template(tag).render(Context(values)))


def footer(ask: Asking, shell: str, language: str) -> str:
    with override(language):
        page = render_to_string(f"kit/{shell}.html", request=ask("/"))
    return read(page).one("footer").text


def test_vital_sentence_nobody_reviewed_stands_beside_english(catalogue: Path) -> None:
    catalogue.write_text(entry(STOP, reviewed=False), "utf-8")
    page = shown(f'{{% vital _("{STOP}") %}}')
    own, english = page.all("div", class_="side-by")
    with override("ar"):
        translated, mark = gettext(STOP), gettext("Not reviewed by a person")
    assert translated != STOP
    assert (own.attrs["lang"], own.attrs["dir"]) == ("ar", "rtl")
    assert own.text == f"العربيّة {translated} {mark}"
    assert (english.attrs["lang"], english.text) == ("en", f"English {STOP}")


def test_vital_sentence_somebody_reviewed_stands_alone(catalogue: Path) -> None:
    catalogue.write_text(entry(STOP, reviewed=True), "utf-8")
    page = shown(f'{{% vital _("{STOP}") "lead" %}}')
    assert page.all("div") == []
    with override("ar"):
        assert page.one("p", class_="lead").text == gettext(STOP)


def test_vital_sentence_in_english_stands_alone_and_isolates_names() -> None:
    page = shown('{% vital _("Only {name} reads this.") name=who %}', "en", who="<Casa>")
    assert page.one("p").text == "Only <Casa> reads this."
    assert page.one("bdi").text == "<Casa>"


def test_vital_sentence_writes_days_in_the_language_of_each_side(catalogue: Path) -> None:
    sentence = "Until {day} each of you may stop. You need no reason."
    catalogue.write_text(entry(sentence, reviewed=False), "utf-8")
    tag = f'{{% vital _("{sentence}") day=day %}}'
    own, english = shown(tag, day=date(2027, 1, 21)).all("div", class_="side-by")
    assert english.all("bdi")[-1].text == "21 January 2027"
    with override("ar"):
        assert own.all("bdi")[-1].text == date_format(date(2027, 1, 21)) != "21 January 2027"


def test_several_vital_sentences_stand_together_until_all_are_reviewed(catalogue: Path) -> None:
    tag, both = "{% vital sentences %}", (gettext_lazy(STOP), gettext_lazy(DRAFTED))
    catalogue.write_text(entry(STOP, reviewed=True) + entry(DRAFTED, reviewed=False), "utf-8")
    own, english = shown(tag, sentences=both).all("div", class_="side-by")
    assert english.text == f"English {STOP} {DRAFTED}"
    with override("ar"):
        assert own.text.startswith(f"العربيّة {gettext(STOP)} {gettext(DRAFTED)}")
    assert [one.text for one in shown(tag, "en", sentences=both).all("p")] == [STOP, DRAFTED]


@pytest.mark.parametrize("shell", ["public", "me"])
def test_footer_says_that_a_translation_is_drafted(
    ask: Asking, catalogue: Path, shell: str
) -> None:
    with override("ar"):
        sentence = gettext(DRAFTED)
    text = entry(STOP, reviewed=True)
    catalogue.write_text(text + entry("Back", reviewed=False), "utf-8")
    assert sentence in footer(ask, shell, "ar")
    assert DRAFTED not in footer(ask, shell, "en")
    catalogue.write_text(text, "utf-8")
    assert sentence not in footer(ask, shell, "ar")


def test_footer_of_the_desk_says_nothing_of_translations(ask: Asking, catalogue: Path) -> None:
    catalogue.write_text(entry("Back", reviewed=False), "utf-8")
    with override("ar"):
        sentence = gettext(DRAFTED)
    assert sentence not in footer(ask, "desk", "ar")
