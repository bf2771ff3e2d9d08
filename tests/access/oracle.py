"""How many rows of a table an account may read: rows.yaml over all rows, as the owner sees them."""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from django.db import connections

from .world import STRANGERS, World

TOLD = yaml.safe_load(Path(__file__).with_name("rows.yaml").read_text("utf-8"))
TABLES: dict[str, list[str]] = TOLD["tables"]
AREAS: dict[str, set[str]] = {name: set(text.split()) for name, text in TOLD["areas"].items()}
Row = dict[str, Any]


@dataclass(frozen=True)
class Reader:
    """Somebody who reads in plain SQL. `opened`: field set -> persons that were opened to them."""

    account: UUID | None
    role: str
    organisation: UUID | None
    programmes: frozenset[str] = frozenset()
    opened: dict[str, set[str]] = field(default_factory=dict)
    listed: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    matches: frozenset[str] = frozenset()
    practices: frozenset[str] = frozenset()

    def may_read(self, table: str, row: Row) -> bool:
        """Whether one of the table's clauses opens the row."""
        return any(self._opens(*clause.split(), row=row) for clause in TABLES[table])

    def _opens(self, kind: str, *told: str, row: Row) -> bool:
        if kind in ("everybody", "nobody"):
            return kind == "everybody"
        if kind == "unless":
            return row[told[0]] != told[1]
        value = row[told[-1]] if told and kind != "area" else True
        if kind == "area":
            owner = row.get("organisation_id")
            return self.role in AREAS[told[0]] and owner == str(self.organisation)
        if kind == "mine":
            mine = str(self.account)
            return mine in value if isinstance(value, list) else value == mine
        if kind == "seen":
            return value in self.opened.get("all", set()) | self.opened.get(told[0], set())
        if kind == "programme":
            return self.role in AREAS["work"] and value in self.programmes
        if kind == "issued":
            is_theirs = self.role in AREAS["work"] and value in self.programmes
            return is_theirs and row["published_on"] is not None
        if kind == "shown":
            is_published = "published" in (row.get("state"), row.get("status"))
            return is_published and self._opens("programme", *told, row=row)
        if kind == "told":
            return value in self.practices
        if kind == "issued":
            is_theirs = self.role in AREAS["work"] and value in self.programmes
            return is_theirs and row["published_on"] is not None

        if kind == "listed":
            return bool(value) and row["programme_id"] in self.listed
        if kind == "live":
            return row["state"] != "ended" and value == str(self.account)
        if kind == "match":
            return value in self.matches
        if kind == "lent":
            return self.role in AREAS["people"] and value == str(self.organisation)
        if kind == "agreed":
            return row["state"] == "agreed" and value == str(self.account)
        if kind == "asked":
            return value in self.asked
        return bool(value) if kind == "public" else value is None


def rows_of(table: str) -> list[Row]:
    """Every row, read as the owner of the tables."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"select to_jsonb(t) from {table} t")
        return [_plain(row) for (row,) in cursor.fetchall()]


def _plain(row: Any) -> Row:
    return row if isinstance(row, dict) else dict(json.loads(row))


def reader(world: World, who: str) -> Reader:
    """Somebody of the world with what the story opened to them."""
    public = {row["id"] for row in rows_of("programmes_programme") if row["is_public"]}
    known = _reader(world, who)
    askings = rows_of("mentoring_asking")
    asked = {row["proposal_id"] for row in askings if row["person_id"] == str(known.account)}
    told = {row["id"] for row in rows_of("practices_practice")
            if known.may_read("practices_practice", row)}  # fmt: skip
    return replace(
        known,
        practices=frozenset(told),
        listed=frozenset(public),
        asked=frozenset(asked),
        matches=frozenset(_matches_of(str(known.account))),
    )


def _matches_of(account: str) -> set[str]:
    """The live matches of somebody: as one of the two, or as second mentor."""
    live = {row["id"]: row for row in rows_of("mentoring_match") if row["state"] != "ended"}
    two = ("mentee_person_id", "mentor_person_id")
    mine = {key for key, row in live.items() if account in (row[side] for side in two)}
    helping = rows_of("mentoring_matchhelper")
    return mine | {
        row["match_id"] for row in helping
        if row["person_id"] == account and row["state"] == "agreed" and row["match_id"] in live
    }  # fmt: skip


def _reader(world: World, who: str) -> Reader:
    if who in world.granted:
        hana = str(world.bologna.accounts["hana"])
        opened = {"all": {str(world.granted[who])}, "contact": {hana} if who == "live" else set()}
        athens = world.athens.organisation
        return Reader(world.granted[who], "partner_lead", athens, _programmes(athens), opened)
    account, role, side, _other = world.seat(who)
    if account is None:
        return Reader(None, role, None)
    opened = {"all": {str(account), *_participations(account)}}
    name = STRANGERS.get(who, (who,))[0]
    if name in ("mentee", "mentor"):
        match = {str(side.accounts["mentor" if name == "mentee" else "mentee"])}
        opened |= {"calling": match, "contact": match}
    if name == "lead":
        looked = {str(side.accounts["looked"])}
        opened |= {"calling": looked, "contact": looked}
    organisation = None if role in ("visitor", "nobody") and who != "leaver" else side.organisation
    return Reader(account, role, organisation, _programmes(side.organisation), opened)


def _participations(account: UUID) -> set[str]:
    people = rows_of("participants_participant")
    return {row["id"] for row in people if row["person_id"] == str(account)}


def _programmes(organisation: UUID) -> frozenset[str]:
    partners = rows_of("programmes_partner")
    mine = {
        p["programme_id"] for p in partners if p["partner_organisation_id"] == str(organisation)
    }
    return frozenset(mine)
