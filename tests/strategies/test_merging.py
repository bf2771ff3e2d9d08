"""Three-way merging, whatever the three sides are: nothing is lost, nothing comes by itself."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from amir.strategies.merging import Side, compare, merged, waiting

NAMES = [f"section:{letter}" for letter in "abcdef"]
PART = st.fixed_dictionaries({"title": st.sampled_from("xyz"), "text": st.sampled_from("123")})
PARTS = st.dictionaries(st.sampled_from(NAMES), PART)
Parts = dict[str, dict[str, Any]]


@given(PARTS, PARTS, PARTS)
def test_leaving_all_keeps_what_we_have(base: Parts, theirs: Parts, ours: Parts) -> None:
    found = compare(base, theirs, ours)
    assert merged(found, {}) == ours
    assert merged(found, dict.fromkeys(NAMES, "leave")) == ours


@given(PARTS, PARTS, PARTS)
def test_taking_all_gives_theirs_and_what_only_we_changed(
    base: Parts, theirs: Parts, ours: Parts
) -> None:
    taken = merged(compare(base, theirs, ours), dict.fromkeys(NAMES, "take"))
    for name in NAMES:
        is_changed_there = base.get(name) != theirs.get(name)
        assert taken.get(name) == (theirs if is_changed_there else ours).get(name)


@given(PARTS, PARTS)
def test_taking_all_over_an_untouched_copy_gives_theirs(base: Parts, theirs: Parts) -> None:
    assert merged(compare(base, theirs, base), dict.fromkeys(NAMES, "take")) == theirs


@given(
    PARTS,
    PARTS,
    PARTS,
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["take", "leave", "edit"])),
    PARTS,
)
def test_every_part_is_one_of_the_three_or_was_written(
    base: Parts, theirs: Parts, ours: Parts, choices: dict[str, str], edited: Parts
) -> None:
    found = compare(base, theirs, ours)
    result = merged(found, choices, edited)
    waits = {each.name for each in waiting(found)}
    for name in NAMES:
        choice = choices.get(name, "leave") if name in waits else "leave"
        wanted = {
            "leave": ours.get(name),
            "take": theirs.get(name),
            "edit": edited.get(name, ours.get(name)),
        }[choice]
        assert result.get(name) == wanted
    # Whatever goes out was chosen: a part of ours is missing only where somebody took a removal.
    gone = ours.keys() - result.keys()
    assert all(choices[name] == "take" and name not in theirs for name in gone)


@given(PARTS, PARTS, PARTS)
def test_what_waits_is_what_changed_there_and_is_not_the_same_here(
    base: Parts, theirs: Parts, ours: Parts
) -> None:
    found = compare(base, theirs, ours)
    assert {each.name for each in waiting(found)} == {
        name
        for name in NAMES
        if base.get(name) != theirs.get(name) and theirs.get(name) != ours.get(name)
    }
    assert not any(each.waits for each in compare(theirs, theirs, ours))
    assert {each.changed_by for each in compare(base, base, base)} <= {Side.NOBODY}
