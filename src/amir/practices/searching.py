"""Finding published practices: without accents, in another script, with mistyped words.

Every word that nothing begins with is replaced by the words that are nearest to it. Counts are
exact up to `MOST_COUNTED`; beyond, the page says "more than" and asks to narrow down.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from .models import PublishedPractice

MOST_COUNTED = 2_000
MOST_WORDS = 8
PAGE = 25
# Where more fit than are counted, so many of the newest are ranked by nearness and shown.
MOST_RANKED = 200
NEAR = 0.3
MOST_NEAR = 5
FACETS = ("country", "theme", "group", "phase", "label", "cost", "language")
_WORD = re.compile(r"\w+")
TABLE = "practices_publishedpractice"
SEQSCAN = "select set_config('enable_seqscan', %s, true)"

NEAREST = """
select told.token, near.word
from unnest(%s::text[]) told(token) cross join lateral (
    select w.word, max(similarity(w.word, told.token)) as nearness
    from practices_publishedword w
    where w.word %% told.token and similarity(w.word, told.token) >= %s
    group by w.word order by nearness desc, w.word limit %s) near
where not exists (
    select from practices_publishedword w
    where w.word ~>=~ told.token and w.word ~<~ (told.token || chr(1114111)))
"""


@dataclass(frozen=True)
class Place:
    """Where practices are: how many at one point."""

    country: str
    name: str
    latitude: float
    longitude: float
    count: int


@dataclass(frozen=True)
class Found:
    """A page of what was found. `total` None: more than MOST_COUNTED.

    `counts`: facet -> value -> how many; of all that was found, or empty when it is too many.
    `read_as`: mistyped word -> what was looked for instead.
    """

    rows: list[PublishedPractice]
    total: int | None
    page: int
    has_next: bool
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    places: Sequence[Place] = ()
    read_as: Mapping[str, Sequence[str]] = field(default_factory=dict)


def search_practices(
    text: str = "", facets: Mapping[str, Sequence[str]] | None = None, page: int = 1
) -> Found:
    """What fits all words and, of each facet, one of the chosen values; six queries at most."""
    wanted, read_as = _wanted(text)
    where, held = _where(wanted, facets or {})
    facts = _facts(where, held, has_words=bool(wanted))
    is_all = len(facts) <= MOST_COUNTED
    most = MOST_COUNTED if is_all else MOST_RANKED
    page = min(max(page, 1), -(-most // PAGE))
    ids = _page_of(wanted, where, held, page, most)
    rows = PublishedPractice.objects.defer("words", "body", "names", "texts").in_bulk(ids[:PAGE])
    return Found(
        rows=[rows[each] for each in ids[:PAGE] if each in rows],
        total=len(facts) if is_all else None,
        page=page,
        has_next=len(ids) > PAGE,
        counts=_counts(facts) if is_all else {},
        places=_places(facts) if is_all else (),
        read_as=read_as,
    )


def _wanted(text: str) -> tuple[str, dict[str, list[str]]]:
    """The words as a full-text query, and what mistyped ones were read as."""
    if not text.strip():
        return "", {}
    with connection.cursor() as cursor:
        cursor.execute("select f_norm(%s)", [text[:200]])
        tokens = list(dict.fromkeys(_WORD.findall(cursor.fetchone()[0])))[:MOST_WORDS]
        cursor.execute(NEAREST, [[t for t in tokens if len(t) > 2], NEAR, MOST_NEAR])
        read_as: dict[str, list[str]] = {}
        for token, word in cursor.fetchall():
            read_as.setdefault(token, []).append(word)
    parts = []
    for token in tokens:
        near = [word for word in read_as.get(token, []) if _WORD.fullmatch(word)]
        parts.append("(" + " | ".join([f"{token}:*", *near]) + ")")
    return " & ".join(parts), read_as


def _where(wanted: str, facets: Mapping[str, Sequence[str]]) -> tuple[str, list[Any]]:
    conditions, held = ["true"], list[Any]()
    if wanted:
        conditions.append("words @@ to_tsquery('simple', %s)")
        held.append(wanted)
    for name in FACETS:
        chosen = [f"{name}:{value}"[:60] for value in facets.get(name, ()) if value]
        if chosen:
            conditions.append("facets && %s::varchar[]")
            held.append(chosen)
    return " and ".join(conditions), held


def _page_of(wanted: str, where: str, held: list[Any], page: int, most: int) -> list[Any]:
    """The ids of a page, and one more if there is a next one."""
    newest = (
        f"select id, published_on, words from {TABLE} where {where} order by published_on desc, id"  # noqa: S608
    )
    window = [PAGE + 1, (page - 1) * PAGE]
    if wanted:
        sql = (
            f"with fitting as materialized ({newest} limit {most}) select id from fitting"  # noqa: S608
            " order by ts_rank(words, to_tsquery('simple', %s)) desc, published_on desc, id"
            " limit %s offset %s"
        )
        values = [*held, wanted, *window]
    else:
        sql = f"select id from {TABLE} where {where} order by published_on desc, id limit %s offset %s"  # noqa: S608,E501
        values = [*held, *window]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


def _facts(where: str, held: list[Any], *, has_words: bool) -> list[Any]:
    """Facets and place of everything that fits; one more than is counted if there are more.

    For words, by the index: the planner does not know what it costs to unpack the words of a row.
    """
    sql = f"select facets, country, place, latitude, longitude from {TABLE} where {where} limit %s"  # noqa: S608
    with connection.cursor() as cursor:
        if has_words:
            cursor.execute(SEQSCAN, ["off"])
        cursor.execute(sql, [*held, MOST_COUNTED + 1])
        found = list(cursor.fetchall())
        if has_words:
            cursor.execute(SEQSCAN, ["on"])
        return found


def _counts(facts: Sequence[Any]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for facets, *_place in facts:
        for facet in facets:
            name, _colon, value = facet.partition(":")
            if name in counts:
                counts[name][value] += 1
    return counts


def _places(facts: Sequence[Any]) -> list[Place]:
    """The points of the map, the fullest first."""
    at = Counter(
        (country, place, latitude, longitude)
        for _facets, country, place, latitude, longitude in facts
        if latitude is not None and longitude is not None
    )
    ordered = sorted(at.items(), key=lambda found: (-found[1], found[0][:2]))
    return [Place(*where, count) for where, count in ordered]
