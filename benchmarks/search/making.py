"""Published practices in any number: words with the frequencies of a language, real towns.

PostgreSQL makes them itself, as the owner of the tables: the same ones for the same seed.
"""

import json
from uuid import uuid4

from django.db import connections

from amir.config.migrating import migrate_database
from amir.core.access.acting import acting_as
from amir.core.actor import platform
from amir.core.secrets.state import create_first_keys
from amir.organisations.actions import create_organisation
from amir.organisations.roles import PURPOSES
from amir.places import open_gazetteer
from amir.practices.actions.publishing import SHORTEST_WORD
from amir.practices.enums import CostBand, Label, Phase, TargetGroup

LANGUAGES = {"IT": "it", "GR": "el", "DE": "de", "ES": "es", "FR": "fr", "SE": "sv", "HU": "hu",
             "AT": "de"}  # fmt: skip
TOWNS = 150
THEMES = ("work", "housing", "money", "language", "health", "school")
# Words that people look for, with how many of a thousand practices hold each.
KNOWN = {
    "integration": 600, "housing": 300, "work": 450, "women": 200, "training": 250,
    "formazione": 120, "città": 90, "ένταξη": 60, "mentoring": 80, "canteen": 8, "beekeeping": 1,
    "مهاجرين": 40, "lakhatás": 30, "Ausbildung": 90,
}  # fmt: skip
SYLLABLES = (
    "ba", "ce", "di", "fo", "gu", "ha", "li", "mo", "na", "pe", "ri", "so", "tu", "va", "ze",
    "sta", "pro", "con", "tra", "mer",
)  # fmt: skip
VOCABULARY = 30_000
INDEXES = {"practices_words": "words", "practices_facets": "facets"}
LEARN_ALL = """
insert into practices_publishedword (id, organisation_id, created_at, word)
select gen_random_uuid(), %s, now(), word
from ts_stat('select words from practices_publishedpractice')
where length(word) between %s and 60 and word !~ '^[0-9]+$'
"""
# A random power of the vocabulary's size is a place in it: the word in place n comes 1/n as often
# as the first, as in a language.
MAKE = """
with told as materialized (select %(told)s::jsonb as j),
vocabulary as materialized (
    select array_agg((select string_agg(s.t, '') from (
        select told.j->'syllables'->>(((n / (20 ^ k)::int) %% 20)::int) as t
        from told, generate_series(0, 3) k where k < 2 or n %% (k + 1) = 0) s) order by n) as w
    from generate_series(1, %(vocabulary)s) n),
drawn as materialized (
    select n, random() as a, random() as b, random() as c, random() as d, random() as e,
        random() as f, random() as g,
        (select string_agg(w[ceil(%(vocabulary)s ^ random())::int], ' ')
         from vocabulary, generate_series(1, 6 + 0 * n)) as heading,
        (select string_agg(w[ceil(%(vocabulary)s ^ random())::int], ' ')
         from vocabulary, generate_series(1, 180 + 0 * n)) as body,
        (select string_agg(key, ' ' order by random()) from told, jsonb_each_text(j->'known')
         where random() * 1000 < value::float + 0 * n) as known
    from generate_series(1, %(count)s) n),
chosen as (
    select drawn.*, j->'towns'->(floor(a * jsonb_array_length(j->'towns'))::int) as town,
        j->'themes'->>floor(b * 6)::int as theme,
        j->'groups'->>floor(c * jsonb_array_length(j->'groups'))::int as target,
        j->'phases'->>floor(d * 2)::int as phase, j->'costs'->>floor(e * 4)::int as cost,
        j->'labels'->>floor(f * f * 4)::int as label
    from drawn, told)
insert into practices_publishedpractice (
    id, organisation_id, created_at, practice_id, programme_id, programme_key, programme_name,
    organisation_name, code, title, language, country, place, latitude, longitude, themes,
    target_groups, phase, cost_band, label, seeks_adopter, is_invented, published_on, summary,
    texts, links, transfers, facets, names, body)
select gen_random_uuid(), %(organisation)s, now(), gen_random_uuid(), %(programme)s, 'bench',
    'Bench', 'Casa', (town->>0) || '-P' || n, left(coalesce(known, '') || ' ' || heading, 200),
    town->>1, town->>0, town->>2, (town->>3)::float, (town->>4)::float, array[theme],
    array[target], phase, cost, label, false, true, date '2024-01-01' + floor(g * 800)::int,
    left(body, 400), jsonb_build_object('how', body), '[]', '[]',
    array['country:' || (town->>0), 'language:' || (town->>1), 'theme:' || theme,
          'group:' || target, 'phase:' || phase, 'cost:' || cost, 'label:' || label],
    (town->>2) || ' ' || (town->>0), body || ' ' || coalesce(known, '')
from chosen
"""


def make_practices(count: int) -> None:
    """Migrate the database of the settings and fill it."""
    migrate_database()
    create_first_keys()
    setup = platform("setup", PURPOSES["setup"])
    with acting_as(setup):
        organisation = create_organisation(setup, name="Casa", country="IT").pk
    told = {
        "towns": _towns(), "themes": THEMES, "groups": TargetGroup.values, "known": KNOWN,
        "phases": Phase.values, "costs": CostBand.values, "syllables": SYLLABLES,
        "labels": [each for each in Label.values if each],
    }  # fmt: skip
    values = {"told": json.dumps(told), "vocabulary": VOCABULARY, "count": count,
              "organisation": organisation, "programme": uuid4()}  # fmt: skip
    table = "practices_publishedpractice"
    with connections["owner"].cursor() as cursor:
        # Indexes are made once over all, and nobody audits what is made up.
        cursor.execute(f"alter table {table} disable trigger user")
        for name in INDEXES:
            cursor.execute(f"drop index {name}")
        cursor.execute("select setseed(0.5)")
        cursor.execute(MAKE, values)
        cursor.execute(f"alter table {table} enable trigger user")
        for name, column in INDEXES.items():
            cursor.execute(f"create index {name} on {table} using gin ({column})")
        cursor.execute(LEARN_ALL, [organisation, SHORTEST_WORD])
        cursor.execute("vacuum analyze")


def _towns() -> list[tuple[str, str, str, float, float]]:
    """Country, language, name and place of the larger towns of each country."""
    found = []
    for country, language in LANGUAGES.items():
        towns = sorted(open_gazetteer().municipalities(country, 20_000), key=lambda t: t.name)
        found += [(country, language, t.name, t.latitude, t.longitude) for t in towns[:TOWNS]]
    return found
