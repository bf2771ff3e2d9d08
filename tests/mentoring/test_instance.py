"""People become arrays, and the arrays say what the people said."""

from dataclasses import replace

from amir.mentoring.instance import MOST_LANGUAGES, SLOTS, instance_of
from amir.mentoring.rules import programme_rules
from amir.participants.roster import Place
from peermatch import Instance

from .people import AMINA, CARPI, MODENA, YUSUF

PROGRAMME = programme_rules()


def test_instance_holds_levels_as_bits() -> None:
    people, codes = instance_of([YUSUF], [AMINA], PROGRAMME, 2025)
    somali, italian = (1 << list(codes.languages).index(tag) for tag in ("so", "it"))
    assert [int(people.e_a2[0]), int(people.e_b1[0])] == [somali | italian, somali]
    assert [int(people.r_b2[0]), int(people.r_c1[0])] == [somali | italian, somali | italian]


def test_instance_takes_an_untold_level_as_the_programme_says() -> None:
    untold = replace(YUSUF, languages=(("so", None),))
    for level, spoken in (("b1", 1), ("a2", 0)):
        people, _ = instance_of([untold], [AMINA], replace(PROGRAMME, unknown_level=level), 2025)
        assert int(people.e_b1[0]) == spoken


def test_instance_measures_distances() -> None:
    people, _ = instance_of([replace(YUSUF, place=CARPI)], [AMINA], PROGRAMME, 2025)
    x, y = people.loc_x, people.loc_y
    assert round(float(((x[0] - x[1]) ** 2 + (y[0] - y[1]) ** 2) ** 0.5)) == 15


def test_instance_keeps_unknown_places_apart() -> None:
    atlantis = replace(CARPI, name="Atlantis", latitude=None, longitude=None)
    people, codes = instance_of([replace(YUSUF, place=atlantis)], [AMINA], PROGRAMME, 2025)
    assert [place.name for place in codes.places] == ["Atlantis", "Modena"]
    assert people.loc_country.tolist() == [1000, 0]


def test_instance_draws_a_plane_for_each_country() -> None:
    athens = Place("Athens", 37.98, 23.73, "GR")
    modena, carpi = replace(MODENA, country="IT"), replace(CARPI, country="IT")
    mentees = [replace(YUSUF, place=place) for place in (athens, modena)]
    people, codes = instance_of(mentees, [replace(AMINA, place=carpi)], PROGRAMME, 2025)
    assert [place.name for place in codes.places] == ["Athens", "Modena", "Carpi"]
    assert people.loc_country.tolist() == [0, 1, 1]
    assert round(away(people, 1, 2)) == 15


def test_instance_takes_the_nearest_country_where_none_is_told() -> None:
    athens = Place("Athens", 37.98, 23.73, "GR")
    modena = replace(MODENA, country="IT")
    mentees = [replace(YUSUF, place=place) for place in (athens, modena, CARPI)]
    people, _ = instance_of(mentees, [AMINA], PROGRAMME, 2025)
    # Carpi, and Amina's Modena, tell no country.
    assert people.loc_country.tolist() == [0, 1, 1, 1]
    assert round(away(people, 1, 3)) == 0


def test_instance_keeps_a_place_that_only_its_country_is_known_of_out_of_reach() -> None:
    atlantis = Place("Atlantis", country="IT")
    mentees = [replace(YUSUF, place=place) for place in (replace(MODENA, country="IT"), atlantis)]
    people, _ = instance_of(mentees, [AMINA], PROGRAMME, 2025)
    assert people.loc_country.tolist() == [0, 0, 0]
    assert away(people, 0, 1) > 100_000


def away(people: Instance, one: int, other: int) -> float:
    """Kilometres between two places."""
    x, y = people.loc_x, people.loc_y
    return float(((x[one] - x[other]) ** 2 + (y[one] - y[other]) ** 2) ** 0.5)


def test_instance_first_theme_is_the_first_that_the_list_names() -> None:
    people, _ = instance_of([YUSUF], [AMINA], PROGRAMME, 2025)
    work, housing = 1, 2
    assert [int(people.e_first[0]), int(people.e_need3[0]), int(people.e_need1[0])] == [
        work,
        work,
        housing,
    ]


def test_instance_counts_slots_from_monday_morning() -> None:
    people, _ = instance_of([YUSUF], [AMINA], PROGRAMME, 2025)
    assert int(people.e_slots[0]) == 1 << SLOTS.index("tue-eve") == 1 << 5


def test_instance_ages_are_bands() -> None:
    ages = (2008, 2007, 2001, 1990, 1980, 1970, 1960, None)
    mentees = [replace(YUSUF, birth_year=born) for born in ages]
    people, _ = instance_of(mentees, [AMINA], PROGRAMME, 2025)
    assert people.e_age.tolist() == [0, 1, 1, 3, 4, 5, 5, -1]


def test_instance_keeps_the_languages_that_meet() -> None:
    rare = [replace(YUSUF, languages=((f"x{k}", "native"),)) for k in range(100)]
    _, codes = instance_of([*rare, YUSUF], [AMINA], PROGRAMME, 2025)
    assert len(codes.languages) == MOST_LANGUAGES
    assert {"so", "it"} <= set(codes.languages)
