"""Attention and coverage, against a second way of counting."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from amir.strategies.codes import SERVED, code_list, served_keys
from amir.strategies.rules import coverage, lacks_reason, share_covered, unattended

WORDS = st.sampled_from(["", " ", "A group of their own."])


@dataclass(frozen=True)
class Said:
    attention_women: str
    attention_children: str
    attention_minorities: str
    why_not: str


@given(st.builds(Said, WORDS, WORDS, WORDS, WORDS))
def test_measure_attends_to_all_three_or_says_why(said: Said) -> None:
    told = [said.attention_women, said.attention_children, said.attention_minorities]
    empty = sum(not text.strip() for text in told)
    assert len(unattended(said)) == empty
    assert lacks_reason(said) == (empty > 0 and not said.why_not.strip())


@given(
    st.dictionaries(
        st.sampled_from("abcd"), st.sets(st.sampled_from([*sorted(served_keys()), "unknown"]))
    )
)
def test_coverage_counts_each_point_once(serving: dict[str, set[str]]) -> None:
    found = coverage(serving)
    flat = [
        (measure, point) for lists in found.values() for point, held in lists.items()
        for measure in held
    ]  # fmt: skip
    assert sorted(flat) == sorted(
        (measure, point) for measure, points in serving.items() for point in points - {"unknown"}
    )
    covered = sum(share_covered(found[name])[0] for name in SERVED)
    assert covered == len(set().union(*serving.values()) - {"unknown"})


def test_lists_stand_in_every_shipped_language() -> None:
    for name in ("partnership", "oecd", "charter", "groups", "sections"):
        listed = code_list(name)
        assert len(set(listed.keys)) == len(listed.points)
        assert {tuple(sorted(p.names)) for p in listed.points} == {("ar", "en", "it")}
    assert [len(code_list(name).points) for name in SERVED] == [12, 11]
