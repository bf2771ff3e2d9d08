"""An instance cannot be made from arrays that contradict one another."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from peermatch import Instance, InstanceError, PeermatchError

from .crowd import crowd


def one_pair(**changes: Any) -> dict[str, Any]:
    """Yusuf looks for a mentor, Amina offers; both live in one town."""
    return {
        "loc_country": [0], "loc_x": [0.0], "loc_y": [0.0],
        "e_loc": [0], "e_b1": [1], "e_slots": [1],
        "r_loc": [0], "r_b1": [1], "r_slots": [1], "r_ready": [1], "r_cap": [2],
        **changes,
    }  # fmt: skip


def test_instance_fills_what_is_not_known() -> None:
    people = Instance.from_mapping(one_pair(e_need1=[1], e_need2=[6]))
    assert (people.mentees, people.mentors) == (1, 1)
    assert people.r_serve.tolist() == [[0]]
    assert people.e_a2.tolist() == [1]
    assert people.e_first.tolist() == [6]
    assert people.e_gender.tolist() == [-1]
    assert people.excl.shape == (0, 2)


def test_instance_drops_vulnerability_unread() -> None:
    people = Instance.from_mapping(one_pair(e_vuln=[63]))
    assert "e_vuln" not in people.to_mapping()


def test_instance_keeps_exclusions_once() -> None:
    people = Instance.from_mapping(one_pair(excl=[[0, 0], [0, 0]]))
    assert people.excl.tolist() == [[0, 0]]


def test_instance_cannot_be_written_to() -> None:
    people = Instance.from_mapping(one_pair())
    with pytest.raises(ValueError, match="read-only"):
        people.r_cap[0] = 9


def test_instance_leaves_the_arrays_it_was_given_open() -> None:
    capacity = np.array([2], np.int16)
    Instance.from_mapping(one_pair(r_cap=capacity))
    capacity[0] = 3
    assert capacity.tolist() == [3]


def test_instance_without_anybody_is_one() -> None:
    nobody = {name: [] for name in one_pair()}
    people = Instance.from_mapping({**nobody, "r_serve": np.zeros((0, 4), np.int32)})
    assert (people.mentees, people.mentors) == (0, 0)


def test_instance_speaks_64_languages() -> None:
    people = Instance.from_mapping(one_pair(e_b1=np.array([2**64 - 1], np.uint64)))
    assert int(people.e_b1[0]) == 2**64 - 1


REFUSED = {
    "The array 'e_loc' is missing.": {"e_loc": None},
    "'e_lok' is not a known array.": {"e_lok": [0]},
    "'e_wait' must hold whole numbers.": {"e_wait": [1.5]},
    "'e_age' must be a list.": {"e_age": 3},
    "'loc_x' must hold numbers, none of them missing.": {"loc_x": [float("nan")]},
    "'e_slots' holds 2097152; allowed is 0 to 2097151.": {"e_slots": [1 << 21]},
    "'e_gender' holds -2; allowed is -1 to 2.": {"e_gender": [-2]},
    "'e_tier' has the shape (2,); it needs 1 entries.": {"e_tier": [0, 1]},
    "'e_need1' has the shape (2,); it needs 1 entries.": {"e_need1": [0, 1]},
    "'r_serve' has the shape (1,); it needs 1 entries.": {"r_serve": [0]},
    "'excl' must hold pairs (mentee, mentor).": {"excl": [0, 0]},
    "'excl' points at mentor 1; there are 1.": {"excl": [[0, 1]]},
    "'conflict' points at mentee 3; there are 1.": {"conflict": [[3, 0]]},
    "'e_loc' points at municipality 1; there are 1.": {"e_loc": [1]},
    "Mentor 0 has more running pairs than places.": {"r_load": [3]},
    "'meta' promises [7, 1] mentees and mentors, the arrays hold [1, 1].": {"meta": [1, 1, 7, 1]},
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_instance_says_what_is_wrong(sentence: str) -> None:
    arrays = {
        name: held for name, held in one_pair(**REFUSED[sentence]).items() if held is not None
    }
    with pytest.raises(InstanceError) as refusal:
        Instance.from_mapping(arrays)
    assert str(refusal.value) == sentence


def test_instance_survives_the_archive(tmp_path: Path) -> None:
    people = crowd(3, mentees=5, mentors=4)
    people.to_npz(tmp_path / "people.npz")
    again = Instance.from_npz(tmp_path / "people.npz")
    for name, array in people.to_mapping().items():
        np.testing.assert_array_equal(again.to_mapping()[name], array)


def test_instance_archive_must_be_readable(tmp_path: Path) -> None:
    (tmp_path / "people.npz").write_bytes(b"no archive")
    with pytest.raises(PeermatchError, match=r"is not a readable \.npz file"):
        Instance.from_npz(tmp_path / "people.npz")


def test_instance_archive_must_hold_people(tmp_path: Path) -> None:
    np.savez(tmp_path / "people.npz", e_loc=[0])
    with pytest.raises(InstanceError, match="The array 'loc_country' is missing"):
        Instance.from_npz(tmp_path / "people.npz")
