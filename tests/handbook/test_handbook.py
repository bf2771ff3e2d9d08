"""The handbook: written, published, tested by partners, published again with what changed."""

import io

import pytest
from django.urls import reverse
from docx import Document as open_docx

from amir.core import defaults
from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused
from amir.handbook import actions
from amir.handbook.document import as_document
from amir.handbook.models import Comment, Edition
from amir.handbook.queries import changed_settings, our_sections, round_of, sections_of
from amir.programmes.actions import change_settings
from tests.consortium import Consortium, actor_of, signed_in

pytestmark = pytest.mark.django_db
SETTING = "closures.responsible_days"


def published(consortium: Consortium, note: str = "") -> Edition:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        return actions.publish_edition(carla, programme=consortium.programme, note=note)


def written(consortium: Consortium, text: str, language: str = "en") -> None:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        actions.write_section(
            carla, programme=consortium.programme, language=language, title="Purpose",
            text=text, key="purpose",
        )  # fmt: skip


def test_sections_are_ours_until_the_programme_writes(consortium: Consortium) -> None:
    written(consortium, "Ci aiutiamo.", "it")
    with acting_as(actor_of(consortium.carla)):
        italian = sections_of(consortium.programme, "it")
        english = sections_of(consortium.programme, "en")
    assert [each.key for each in italian] == [each["key"] for each in our_sections()]
    assert (italian[0].text, italian[0].is_ours) == ("Ci aiutiamo.", False)
    assert english[0].is_ours
    assert {each.language for each in italian} == {"it"}


def test_our_sections_stand_in_every_shipped_language() -> None:
    assert {tuple(sorted(s["texts"])) for s in our_sections()} == {("ar", "en", "it")}
    assert {tuple(sorted(s["titles"])) for s in our_sections()} == {("ar", "en", "it")}


def test_edition_holds_every_setting_in_words(consortium: Consortium) -> None:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        change_settings(carla, programme=consortium.programme, values={SETTING: 45})
    edition = published(consortium)
    assert edition.settings.keys() == defaults.all_settings().keys()
    with acting_as(carla):
        document = as_document(edition, "en")
        page = signed_in(consortium.kostas).get(
            reverse("handbook_file", args=["amir", 1]) + "?as=docx&language=en"
        )
    tables = open_docx(io.BytesIO(page.content)).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    [row] = [row for row in rows if row[1:3] == ["45 days", "30 days"]]
    assert row[3:] == ["Our default"]
    assert document.small_print == ("Paid by AMIF.", "Ours.")


def test_edition_never_changes_and_the_next_says_what_did(consortium: Consortium) -> None:
    first = published(consortium)
    with pytest.raises(Refused, match="Nothing has changed since edition 1"):
        published(consortium)
    written(consortium, "We help each other.")
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        change_settings(carla, programme=consortium.programme, values={SETTING: 45})
    second = published(consortium, note="After the test round")
    assert [(s.key, before, now) for s, before, now in changed_settings(second, first)] == [
        (SETTING, 30, 45)
    ]
    with acting_as(carla):
        held = Edition.objects.get(number=1)
    assert held.sections == first.sections
    page = signed_in(consortium.kostas).get(reverse("handbook_edition", args=["amir", 2]))
    words = page.content.decode()
    assert "We help each other." in words
    assert "After the test round" in words


def test_test_round_hears_named_partners(consortium: Consortium) -> None:
    edition = published(consortium)
    carla, kostas = actor_of(consortium.carla), actor_of(consortium.kostas)
    told = {"edition": edition, "organisation_id": consortium.asyl.pk, "section": "purpose"}
    with acting_as(kostas), pytest.raises(Refused, match="not asked"):
        actions.comment_on(kostas, works="yes", **told)  # type: ignore[arg-type]
    with acting_as(carla):
        actions.ask_to_test(carla, edition=edition, organisations=[consortium.asyl.pk])
        with pytest.raises(Refused, match="Only partners"):
            actions.ask_to_test(carla, edition=edition, organisations=[consortium.elsewhere.pk])
    with acting_as(kostas):
        with pytest.raises(Refused, match="what should change"):
            actions.comment_on(kostas, works="no", **told)  # type: ignore[arg-type]
        actions.comment_on(kostas, works="partly", text="Add housing", **told)  # type: ignore[arg-type]
    with acting_as(carla):
        assert [(t.name, t.comments) for t in round_of(edition)] == [("Asyl", 1)]
        assert Comment.objects.get().text == "Add housing"


def test_handbook_is_written_by_who_coordinates_the_programme(consortium: Consortium) -> None:
    for who in (consortium.elena, consortium.kostas, consortium.nour):
        actor = actor_of(who)
        with acting_as(actor), pytest.raises(NotAllowed):
            actions.publish_edition(actor, programme=consortium.programme)
    edition = published(consortium)
    with acting_as(actor_of(consortium.nour)):
        assert not Edition.objects.filter(pk=edition.pk).exists()


def test_pages_walk_from_section_to_comment(consortium: Consortium) -> None:
    client, base = signed_in(consortium.carla), "/desk/programmes/amir/handbook/"
    client.post(f"{base}sections/purpose/?language=it", {"title": "Scopo", "text": "Insieme."})
    assert "Insieme." in client.get(f"{base}?language=it").content.decode()
    assert client.post(f"{base}add/", {"title": "Money", "text": "None."})["Location"] == base
    assert client.post(f"{base}publish/", {"note": "First"})["Location"] == base
    client.post(f"{base}1/testers/", {"organisations": [str(consortium.asyl.pk)]})
    kostas = signed_in(consortium.kostas)
    kostas.post(f"{base}1/comment/", {"section": "money", "works": "yes"})
    assert "Asyl" in kostas.get(f"{base}1/").content.decode()
    assert kostas.get(f"{base}1/file/?as=pdf")["Content-Type"] == "application/pdf"
    assert kostas.get(f"{base}1/file/?as=odt").status_code == 404
    assert kostas.get(f"{base}add/").status_code == 403
    assert client.get(f"{base}1/comment/").status_code == 404
