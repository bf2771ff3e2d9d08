"""Excerpts, codes, agreement; kappa against a computation of its own."""

import math
from collections import Counter
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused
from amir.evidence import actions
from amir.evidence.agreement import agreement_of, pairs_of
from amir.evidence.models import Codebook, Coding, Excerpt, Memo
from amir.evidence.queries import agreements, codes_of, desk_or_404, seen_judgements
from tests.consortium import Consortium, actor_of, also

from .telling import book_with, code_ids, excerpt_of, planned, with_text

pytestmark = pytest.mark.django_db
LONG = ("One two three two.", "Four five.", "Six seven six.")


def textbook_kappa(first: list[bool], second: list[bool]) -> float | None:
    """Cohen (1960): (po - pe) / (1 - pe), by shares of answers."""
    n = len(first)
    observed = Counter(zip(first, second, strict=True))
    po = math.fsum(observed[x, x] / n for x in (True, False))
    pe = math.fsum(
        (sum(observed[x, y] for y in (True, False)) / n)
        * (sum(observed[y, x] for y in (True, False)) / n)
        for x in (True, False)
    )
    return None if math.isclose(pe, 1) else (po - pe) / (1 - pe)


@given(st.data())
def test_kappa_and_share_are_those_of_the_textbook(data: st.DataObject) -> None:
    first, second, third = (UUID(int=n) for n in (1, 2, 3))
    codes = [UUID(int=n) for n in range(10, 10 + data.draw(st.integers(1, 4)))]
    some = st.frozensets(st.sampled_from(codes))
    coders = st.dictionaries(st.sampled_from([first, second, third]), some)
    judged = {uuid4(): data.draw(coders) for _ in range(data.draw(st.integers(0, 12)))}
    both = [c for c in judged.values() if first in c and second in c]
    found = agreement_of(judged, codes, first, second)
    assert found.excerpts == len(both)
    assert ((first, second) in pairs_of(judged)) == bool(both)
    every_a, every_b = [], []
    for code in codes:
        a, b = [code in c[first] for c in both], [code in c[second] for c in both]
        every_a, every_b = every_a + a, every_b + b
        same(found.codes[code].kappa, found.codes[code].share, a, b)
    same(found.overall.kappa, found.overall.share, every_a, every_b)


def same(kappa: float | None, share: float | None, a: list[bool], b: list[bool]) -> None:
    """Equal to the textbook, but for the last digits of a float."""
    if not a:
        assert (kappa, share) == (None, None)
        return
    wanted = textbook_kappa(a, b)
    assert (kappa is None) == (wanted is None)
    assert kappa is None or wanted is None or math.isclose(kappa, wanted, abs_tol=1e-9)
    assert share == pytest.approx(sum(x == y for x, y in zip(a, b, strict=True)) / len(a))


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        ({"from_paragraph": 1}, "One two three two."),
        ({"from_paragraph": 1, "starts_with": "two", "ends_with": "three"}, "two three"),
        ({"from_paragraph": 1, "starts_with": "three", "ends_with": "two."}, "three two."),
        (
            {"from_paragraph": 1, "to_paragraph": 3, "starts_with": "three", "ends_with": "Six"},
            "three two.\nFour five.\nSix",
        ),
        ({"from_paragraph": 2, "from_letter": 5, "to_letter": 9}, "five"),
    ],
)
def test_excerpt_is_what_was_marked(
    consortium: Consortium, piece: dict[str, object], text: str
) -> None:
    transcript = with_text(consortium.carla, LONG)
    told = {"to_paragraph": piece["from_paragraph"], **piece}
    assert excerpt_of(consortium.carla, transcript, **told).text == text


@pytest.mark.parametrize(
    ("piece", "sentence"),
    [
        ({"from_paragraph": 3, "to_paragraph": 2}, "stands before"),
        ({"from_paragraph": 4, "to_paragraph": 4}, "no such paragraph"),
        ({"from_paragraph": 1, "starts_with": "nine"}, "first paragraph"),
        ({"from_paragraph": 1, "starts_with": "three", "ends_with": "One"}, "last paragraph"),
        ({"from_paragraph": 2, "from_letter": 3, "to_letter": 3}, "no words"),
        ({"from_paragraph": 2, "to_letter": 99}, "not so long"),
    ],
)
def test_excerpt_that_is_not_there_is_refused(
    consortium: Consortium, piece: dict[str, int], sentence: str
) -> None:
    transcript = with_text(consortium.carla, LONG)
    told = {"to_paragraph": piece["from_paragraph"], **piece}
    with pytest.raises(Refused, match=sentence):
        excerpt_of(consortium.carla, transcript, **told)


def test_number_of_an_excerpt_is_never_given_twice(consortium: Consortium) -> None:
    transcript, carla = with_text(consortium.carla, LONG), actor_of(consortium.carla)
    excerpt_of(consortium.carla, transcript)
    second = excerpt_of(consortium.carla, transcript, 2)
    with acting_as(carla):
        actions.remove_excerpt(carla, excerpt=second)
    assert excerpt_of(consortium.carla, transcript, 3).number == 3


def test_coder_sees_others_after_coding_and_agreement_is_computed(
    consortium: Consortium,
) -> None:
    also(consortium.elena, consortium.casa, "researcher", "Elena")
    book = book_with(consortium.carla, {"Work": {}, "Rent": {}})
    transcript = with_text(consortium.carla, LONG)
    carla, elena = actor_of(consortium.carla), actor_of(consortium.elena)
    codes = code_ids(carla, book)
    pieces = [excerpt_of(consortium.carla, transcript, number) for number in (1, 2, 3)]
    answers = [({"Work"}, {"Work"}), ({"Work", "Rent"}, {"Rent"}), (set(), set())]
    for piece, (by_carla, by_elena) in zip(pieces, answers, strict=True):
        with acting_as(carla):
            given = [codes[name] for name in by_carla]
            actions.judge(carla, excerpt=piece, book=book, codes=given)
        with acting_as(elena):
            assert seen_judgements(elena, piece, book) == []
            given = [codes[name] for name in by_elena]
            actions.judge(elena, excerpt=piece, book=book, codes=given)
            assert len(seen_judgements(elena, piece, book)) == 2
    with acting_as(carla):
        [found] = agreements(carla, book)
    assert found.excerpts == 3
    # Work: yes/yes, one/none, no/no; Rent: no/no, yes/yes, no/no.
    work, rent = found.codes[codes["Work"]], found.codes[codes["Rent"]]
    assert (work.both, work.only_one, work.neither, work.kappa) == (1, 1, 1, pytest.approx(0.4))
    assert (rent.share, rent.kappa) == (1.0, 1.0)
    assert found.overall.total == 6


def test_codes_are_replaced_not_added(consortium: Consortium) -> None:
    book = book_with(consortium.carla, {"Work": {}, "Rent": {}})
    other = book_with(consortium.carla, {"Else": {}}, name="Second")
    carla = actor_of(consortium.carla)
    codes, foreign = code_ids(carla, book), code_ids(carla, other)
    piece = excerpt_of(consortium.carla, with_text(consortium.carla, LONG))
    with acting_as(carla):
        actions.judge(carla, excerpt=piece, book=book, codes=codes.values())
        actions.judge(carla, excerpt=piece, book=book, codes=[codes["Rent"]])
        assert [each.code_id for each in Coding.objects.all()] == [codes["Rent"]]
        with pytest.raises(Refused, match="this codebook"):
            actions.judge(carla, excerpt=piece, book=book, codes=[foreign["Else"]])


def test_partner_codes_with_a_published_codebook_only(consortium: Consortium) -> None:
    book = book_with(consortium.carla, {"Work": {}})
    kostas = actor_of(consortium.kostas)
    piece = excerpt_of(consortium.kostas, with_text(consortium.kostas, LONG, country="GR"))
    with acting_as(kostas):
        codes = [code.pk for code in codes_of(book)]
        actions.judge(kostas, excerpt=piece, book=book, codes=codes)
        with pytest.raises(NotAllowed):
            actions.write_code(kostas, book=book, name="Mine")
        assert Coding.objects.count() == 1


def test_codebook_is_written_published_and_renewed(consortium: Consortium) -> None:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        book = actions.start_book(carla, desk=desk_or_404(carla, "amir"), name="First")
        top = actions.write_code(carla, book=book, name="Work", theme="work", facet="need")
        below = actions.write_code(carla, book=book, name="Papers", parent_id=top.pk)
        for values, sentence in (
            ({"name": "Work"}, "with this name"),
            ({"name": "New", "theme": "moon"}, "not have this theme"),
            ({"name": "Work", "code": top, "parent_id": below.pk}, "under itself"),
        ):
            with pytest.raises(Refused, match=sentence):
                actions.write_code(carla, book=book, **values)  # type: ignore[arg-type]
        with pytest.raises(Refused, match="Codes stand under it"):
            actions.remove_code(carla, book=book, code=top)
        actions.publish_book(carla, book=book)
        with pytest.raises(Refused, match="Begin a new version"):
            actions.write_code(carla, book=book, name="Late")
        second = actions.renew_book(carla, book=book)
        assert [(c.name, c.depth, c.published_on) for c in codes_of(second)] == [  # type: ignore[attr-defined]
            ("Work", 0, None), ("Papers", 1, None),
        ]  # fmt: skip
        with pytest.raises(Refused, match="being written already"):
            actions.renew_book(carla, book=book)
        assert [(b.version, b.published_on is None) for b in Codebook.objects.all()] == [
            (2, True), (1, False),
        ]  # fmt: skip


def test_quote_that_may_hold_a_name_waits_for_a_look(consortium: Consortium) -> None:
    transcript, carla = with_text(consortium.carla, LONG), actor_of(consortium.carla)
    piece = excerpt_of(consortium.carla, transcript)
    with acting_as(carla):
        with pytest.raises(Refused, match="Rima Haddad"):
            actions.translate_excerpt(carla, excerpt=piece, translation="My name is Rima Haddad")
        Excerpt.objects.filter(pk=piece.pk).update(text="My name is Rima Haddad")
        piece = Excerpt.objects.get(pk=piece.pk)
        with pytest.raises(Refused, match="Rima Haddad"):
            actions.approve_quote(carla, excerpt=piece)
        actions.approve_quote(carla, excerpt=piece, names_are_fine=True)
        assert Excerpt.objects.get(pk=piece.pk).approved_by == consortium.carla


def test_memo_is_removed_by_whoever_wrote_it(consortium: Consortium) -> None:
    also(consortium.elena, consortium.casa, "researcher", "Elena")
    group, carla = planned(consortium.carla), actor_of(consortium.carla)
    with acting_as(carla):
        memo = actions.write_memo(carla, group=group, text="Look again.")
    elena = actor_of(consortium.elena)
    with acting_as(elena), pytest.raises(NotAllowed):
        actions.remove_memo(elena, memo=memo)
    with acting_as(carla):
        actions.remove_memo(carla, memo=memo)
        assert not Memo.objects.exists()
