"""The people of one territory as the kernels see them: separate arrays, nothing else.

A territory is a set of mentees and mentors of whom none can be matched outside it. Mentors
stand in blocks: one per municipality they serve, one of those who meet remotely per country,
and, where the rule 'place' is off, one of all. A block has 64 mentors to a word; a row of
`Blocks.bits` holds one fact (speaks language l, is free in slot s, ...) of every mentor. No
list of all pairs is needed: whom a mentee may have is read off the rows (see `sieve`). Where
pairs are few they are read off once (see `known`).

All of these are tuples of arrays and numbers, so that they can be sent to other processes
and read by compiled code.
"""

from typing import NamedTuple

from peermatch.arrays import Array


class Tables(NamedTuple):
    """The figures of a rule set."""

    levels: Array  # int64: points per language level that counts, lowest first
    interpreter: int  # points if only an interpreter helps
    topics: int
    urgency: Array  # int64[3]
    origin: int
    sector: int
    place: Array  # int64: points per step of `Reach`: each distance, remote, anywhere
    age: Array  # int64[128, 128]: points by age of mentee and mentor
    age_most: int  # the most of these
    slots: Array  # int64: points for 0, 1, 2, ... shared slots
    slots_most: int
    costs: Array  # int64: load cost of a mentor's first, second, ... mentee; the last repeats
    asks_language: bool
    asks_slot: bool
    slot_unknown: bool  # who gave no slots is taken to have any


class Mentees(NamedTuple):
    """One entry per mentee of the territory, sorted by home municipality."""

    home: Array  # int32: entry of `Reach`, -1 = unknown
    radius: Array  # int32: the last step of the distances she travels
    remote: Array  # int32: place (see `Blocks`) of the remote mentors she may have, -1 = none
    spoken: Array  # uint64[level, mentee]: languages per level that counts
    helped: Array  # uint64: languages of an interpreter, 0 where the rules allow none
    slots: Array  # uint64
    first: Array  # uint64: topics of which one must be covered; 0 = no such wish
    needs: Array  # uint64[3, mentee]
    asked: Array  # int64: urgency of all needs together, at least 1
    origin: Array  # int32: code in this territory, -1 where a shared origin does not count
    sector: Array  # int32: code in this territory, -1 = none
    age: Array  # int32, -1 = unknown
    kind: Array  # int32: row of `Blocks.kinds` (gender and wishes about it), -1 = rule is off
    year: Array  # int32: row of `Blocks.years` (year of arrival), -1 = no year asked
    tier: Array  # int64
    wait: Array  # int64: points with whomever: for waiting, for her group
    barred_from: Array  # int64[mentees + 1]: where the mentors she must not have begin
    barred: Array  # int32: those mentors, rising


class Mentors(NamedTuple):
    """One entry per mentor of the territory who is ready and has a free place."""

    spoken: Array  # uint64[mentor, level]
    slots: Array  # uint64
    topics: Array  # uint64
    origin: Array  # int32: the code of mentees, -2 = none of theirs
    sector: Array  # int32: likewise
    age: Array  # int32, -1 = unknown
    kind: Array  # int32: gender and wishes about it
    arrival: Array  # int32: year, -1 = unknown
    places: Array  # int64: free places
    load: Array  # int64: running pairs
    serve: Array  # int32[mentor, w]: places (see `Blocks`) served, -1 = unused
    remote: Array  # int32: place of the remote mentors of the home country, -1 = not remote


class Reach(NamedTuple):
    """The places within reach of each home municipality, the nearest step first."""

    first: Array  # int64[homes + 1]
    place: Array  # int32
    step: Array  # int32: distance class


class Codes(NamedTuple):
    """What the rows about gender and about years stand for."""

    fits: Array  # bool[kind of mentee, kind of mentor]
    settled: Array  # int32: latest arrival that is early enough, per row of years
    settled_unknown: bool  # a mentor of unknown arrival is early enough
    origins: int  # how many there are
    sectors: int


class Territory(NamedTuple):
    """Everything that is known about the people of one territory."""

    tables: Tables
    mentees: Mentees
    mentors: Mentors
    reach: Reach
    codes: Codes
    places: int  # municipalities served, then remote countries, then perhaps "anywhere"
    anywhere: int  # the place of everybody, -1 where distance matters


class Blocks(NamedTuple):
    """Mentors by place and group, 64 to a word, with one row of bits per fact.

    Block `place * groups + group` has the words `first[block]` to `first[block + 1]`; bit b
    of word w is the mentor `member[64 * w + b]` (-1: nobody; its bits are 0 in every row).
    """

    groups: int
    first: Array  # int64[places * groups + 1]
    member: Array  # int32[64 * words]
    spot_first: Array  # int64[mentors + 1]
    spot: Array  # int64: where in `member` each mentor stands
    bits: Array  # uint64[rows, words]
    low: Array  # int64[words]: the lowest price of the mentors of each word
    rest: Array  # int64[words]: likewise, of the word and all after it in the block
    languages: Array  # int32[64]: row of each language, -1 = nobody speaks it
    slots: Array  # int32[21]: row of each slot
    topics: Array  # int32[64]
    fluent: Array  # int32[level - 1, 64]: row of each language at the higher levels
    origins: int  # row of the first origin, -1 = no rows for them
    sectors: int
    ages: Array  # int32[128]: row of who gets the points for a mentee's age, -1 = none
    asked_ages: Array  # int64: those that have a row
    kinds: int  # row of the first kind of mentees
    years: int  # row of the first year
