"""Places, as far as the map knows them."""

from collections.abc import Mapping

from .columns_of_words import Worded


class SmallMap:
    """A map with one town."""

    def find(self, written: str, country: str) -> Mapping[str, object] | None:
        """Bologna and nothing else."""
        if (written.split()[0].casefold(), country) == ("bologna", "IT"):
            return {"name": "Bologna", "nuts3": "ITH55"}
        return None


PLACE = Worded("place", ("it",), "Comune", SmallMap())


def test_place_keeps_what_was_written_and_adds_the_map() -> None:
    assert PLACE.values("BOLOGNA centro", "-") == [
        {"written": "BOLOGNA centro", "name": "Bologna", "nuts3": "ITH55"},
        None,
    ]


def test_place_that_the_map_does_not_know_is_kept_with_a_warning() -> None:
    reading = PLACE.readings("Atlantis")[0]
    assert (reading.value, [(c.kind, c.level) for c in reading.complaints]) == (
        {"written": "Atlantis"},
        [("unknown_value", "warning")],
    )


def test_place_without_a_map_is_only_written_down() -> None:
    assert Worded("place").values("Bologna") == [{"written": "Bologna"}]
    assert (PLACE.likeness("Bologna", "Roma"), Worded("place").likeness("Bologna")) == (0.5, 0.0)
