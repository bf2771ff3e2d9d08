"""What people write, and the municipality that they mean."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from amir.core.text import fold
from amir.places import Gazetteer

_TEXT = (Path(__file__).parent / "cells.yaml").read_text(encoding="utf-8")
_TABLE = yaml.load(_TEXT, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes strings only
_CELLS = [(country, *row) for country, rows in _TABLE.items() for row in rows]
_NOT_PLACES = [
    ("IT", "ask my wife"),
    ("IT", "non so"),
    ("IT", "NO"),
    ("IT", "12/03/1990"),
    ("IE", "I don't know"),
    ("IE", "Yes"),
    ("IE", "-"),
    ("DE", "weiß nicht"),
    ("FR", "chez moi"),
    ("ES", "no"),
    ("HU", "nem tudom"),
    ("SE", "ring min fru"),
    ("PL", ""),
]
_PARTNERS = [
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
    *("IE", "IT", "LT", "LU", "LV", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
]


def test_find_understands_what_people_write(gazetteer: Gazetteer) -> None:
    wrong = []
    for country, written, name, nuts3 in _CELLS:
        found = gazetteer.municipality(written, country)
        told = (found.nuts3, name in (found.name, *found.also)) if found else None
        if told != (nuts3, True):
            wrong.append((country, written, name, nuts3, found and (found.name, found.nuts3)))
    assert wrong == []


@pytest.mark.parametrize(("country", "written"), _NOT_PLACES)
def test_find_gives_nothing_for_what_is_no_place(
    gazetteer: Gazetteer, country: str, written: str
) -> None:
    assert gazetteer.find(written, country) is None


def test_find_tells_name_region_and_other_names(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Turin", "IT")
    assert found is not None
    also = found.pop("also")
    assert found == {"name": "Torino", "nuts3": "ITC11"}
    assert isinstance(also, list)
    assert {"Turin", "Турин", "تورينو"} <= set(also)


def test_find_knows_no_place_outside_europe(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Kabul", "AF") is None


def test_find_takes_the_country_codes_of_eurostat(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Αθήνα", "EL") == gazetteer.find("Athens", "GR")


@pytest.mark.parametrize("country", _PARTNERS)
def test_find_gives_every_town_itself_or_a_bigger_namesake(
    gazetteer: Gazetteer, country: str
) -> None:
    lost = []
    for town in gazetteer.municipalities(country, at_least=5000):
        found = gazetteer.municipality(town.name, country)
        # "None" near Torino is a town, but in a list it is an answer.
        if town.name != "None" and (found is None or found.population < town.population):
            lost.append((town.name, found and found.name))
    assert lost == []


@pytest.mark.parametrize("country", _PARTNERS)
def test_find_gives_a_town_in_capitals_and_without_accents(
    gazetteer: Gazetteer, country: str
) -> None:
    for town in list(gazetteer.municipalities(country, at_least=30_000))[:60]:
        assert gazetteer.municipality(town.name.upper(), country) == gazetteer.municipality(
            fold(town.name), country
        )


@settings(max_examples=200, deadline=None)
@given(written=st.text(max_size=60), country=st.sampled_from(["IT", "HU", "GR", "GB", "DE"]))
def test_find_survives_any_text(gazetteer: Gazetteer, written: str, country: str) -> None:
    found = gazetteer.find(written, country)
    assert found is None or bool(found["name"])


def test_distance_is_told_in_kilometres(gazetteer: Gazetteer) -> None:
    bologna = gazetteer.municipality("Bologna", "IT")
    imola = gazetteer.municipality("Imola", "IT")
    assert bologna is not None
    assert imola is not None
    assert round(bologna.distance_km(imola)) == 33


@pytest.mark.parametrize(
    ("texts", "country"),
    [
        (["Porta Palazzo (TO)", "Moncalieri", "Torino"], "IT"),
        (["Dublin 7", "Swords", "D15"], "IE"),
        (["نيقوسيا", "Limassol"], "CY"),
        (["Badalona", "Barcelona", "Sabadell"], "ES"),
        (["Lyon 3e", "Villeurbanne"], "FR"),
        (["Budapest", "Érd"], "HU"),
        (["Wien 10", "Graz"], "AT"),
        (["Göteborg", "Malmö", "Lund"], "SE"),
        (["София", "Пловдив"], "BG"),
    ],
)
def test_likely_country_is_the_one_that_knows_the_places(
    gazetteer: Gazetteer, texts: list[str], country: str
) -> None:
    assert gazetteer.likely_country(texts)[0][0] == country


def test_likely_country_of_no_places_is_none(gazetteer: Gazetteer) -> None:
    assert gazetteer.likely_country(["?", "", "12"]) == []
