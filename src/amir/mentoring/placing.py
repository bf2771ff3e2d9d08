"""Keeping a standing plan in step with the records: whoever came, changed, left or was decided."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

from amir.core.actor import Actor
from peermatch import Rules
from peermatch.standing import Standing

from .crowd import Side
from .enums import LIVE_MATCH, ProposalState
from .instance import arrays_by
from .kept import Run
from .models import Match, Plan, Proposal
from .planning import ready_mentees
from .queries import barred_pairs, helping_mentors
from .records import Gathered, gather
from .rules import Programme

# More at once is quicker worked out anew.
MOST_CHANGES = 500


class TooMuch(Exception):
    """So much has changed that working the plan out anew is quicker."""


def brought_up_to_date(
    actor: Actor, plan: Plan, run: Run, programme: Programme, changed: Collection[UUID]
) -> Run:
    """The run as it would be for whoever is here now. `changed`: participants to look at anew.

    Raises `TooMuch`, and `Elsewhere` if somebody lives in a new place.
    """
    if _locked_pairs(plan) != {
        (run.mentees[mentee], run.mentors[mentor]) for mentee, mentor in run.plan.options.locked
    }:
        raise TooMuch
    standing = _Standing(run, programme)
    kept = _kept_pairs(plan.organisation_id)
    free = _freed(plan, run, {mentee for mentee, _ in kept})
    asked = {*map(str, changed), *free}
    gone = [at for at in {mentee for mentee, _ in kept} if at in standing.mentee]
    loads = standing.other_loads(
        Counter([*(mentor for _, mentor in kept), *map(str, helping_mentors())])
    )
    if len(asked) + len(gone) + len(loads) > MOST_CHANGES:
        raise TooMuch
    gathered = gather(
        actor,
        plan.organisation_id,
        plan.programme_id,
        plan.as_of,
        only={UUID(code) for code in asked},
    )
    standing.leave(gone)
    standing.take_loads(loads)
    standing.look_at(asked, gathered, plan.as_of.year)
    return standing.run()


def _kept_pairs(organisation_id: UUID) -> list[tuple[str, str]]:
    """Who is asked or agreed: participant ids of mentee and mentor."""
    agreed = Match.objects.filter(organisation_id=organisation_id, state__in=LIVE_MATCH)
    asked = Proposal.objects.filter(organisation_id=organisation_id, state=ProposalState.ASKED)
    return [
        (str(mentee), str(mentor))
        for rows in (agreed, asked)
        for mentee, mentor in rows.values_list("mentee_id", "mentor_id")
    ]


def _locked_pairs(plan: Plan) -> set[tuple[str, str]]:
    held = Proposal.objects.filter(plan=plan, state=ProposalState.PROPOSED, is_locked=True)
    return {(str(one), str(other)) for one, other in held.values_list("mentee_id", "mentor_id")}


def _freed(plan: Plan, run: Run, busy: Collection[str]) -> set[str]:
    """Mentees of the plan who were asked once and are free again."""
    decided = Proposal.objects.filter(plan=plan).exclude(state=ProposalState.PROPOSED)
    mentees = {str(mentee) for mentee in decided.values_list("mentee_id", flat=True)}
    return mentees - set(run.mentees) - set(busy)


class _Standing:
    """A standing plan whose people are known by their ids."""

    def __init__(self, run: Run, programme: Programme) -> None:
        self._programme, self._run = programme, run
        self._plan = Standing(run.instance, self._rules, run.plan)
        self._load = dict(enumerate(run.instance.r_load.tolist()))
        self.mentee = {at: handle for handle, at in enumerate(run.mentees)}
        self.mentor = {at: handle for handle, at in enumerate(run.mentors)}

    @property
    def _rules(self) -> Rules:
        return self._programme.rules

    def other_loads(self, taken: Mapping[str, int]) -> dict[str, int]:
        """Mentors with whom more or fewer are asked and agreed than before."""
        found = {}
        for at, handle in self.mentor.items():
            cap = int(self._run.instance.r_cap[handle])
            load = min(taken.get(at, 0), cap)
            if load != self._load[handle]:
                found[at] = load
        return found

    def leave(self, mentees: Collection[str]) -> None:
        """These are asked or agreed now, or went."""
        for at in mentees:
            self._plan.remove(mentee=self.mentee.pop(at))

    def take_loads(self, loads: Mapping[str, int]) -> None:
        """So many places are taken."""
        for at, load in loads.items():
            self._plan.change({"r_load": load}, mentor=self.mentor[at])

    def look_at(self, ids: Collection[str], gathered: Gathered, year: int) -> None:
        """These people as they are now: new, changed, or not here any more."""
        found = dict(self._found(gathered, year))
        for at in sorted(ids):
            side, values = found.get(at, ("", {}))
            for name, handles in (("mentee", self.mentee), ("mentor", self.mentor)):
                if side != name and at in handles:
                    self._plan.remove(**{name: handles.pop(at)})
            if side:
                self._put(side, at, values)

    def _found(
        self, gathered: Gathered, year: int
    ) -> Iterator[tuple[str, tuple[str, dict[str, Any]]]]:
        """Id -> side and values, for those who are considered now."""
        mentees, mentors = ready_mentees(gathered.roster), gathered.roster.mentors
        if not isinstance(mentees, Side) or not isinstance(mentors, Side):
            raise TypeError("gathered people come in columns")
        arrays = arrays_by(self._run.codes, mentees, mentors, self._programme, year)
        arrays |= gathered.given
        for letter, name, side in (("e", "mentee", mentees), ("r", "mentor", mentors)):
            columns = {key: value for key, value in arrays.items() if key.startswith(letter)}
            for k, at in enumerate(side.at):
                values = {key: int(column[k]) for key, column in columns.items()}
                yield at, (name, values)

    def _put(self, side: str, at: str, values: dict[str, Any]) -> None:
        """Somebody new, or changed; with whom no pair may be made is read again."""
        handles, others = (
            (self.mentee, self.mentor) if side == "mentee" else (self.mentor, self.mentee)
        )
        if side == "mentor":
            values["r_serve"] = [values["r_loc"]]
        barred = [others[code] for code in _barred(side, at) if code in others]
        if at in handles and side == "mentee":
            self._plan.change(values, mentee=handles[at], excluded=barred)
        elif at in handles:
            self._plan.change(values, mentor=handles[at], excluded=barred)
        else:
            handles[at] = self._plan.insert(values, excluded=barred).person

    def run(self) -> Run:
        """What stands now, ready to be kept."""
        by_handle = {handle: at for at, handle in self.mentee.items()}
        of_mentor = {handle: at for at, handle in self.mentor.items()}
        return Run(
            tuple(by_handle[handle] for handle in self._plan.mentees.tolist()),
            tuple(of_mentor[handle] for handle in self._plan.mentors.tolist()),
            self._run.codes,
            self._plan.instance(),
            self._plan.plan(),
        )


def _barred(side: str, at: str) -> Iterator[str]:
    """The others with whom somebody must not be matched."""
    other = "mentor_id" if side == "mentee" else "mentee_id"
    rows = barred_pairs().filter(**{f"{side}_id": at}).values_list(other, flat=True)
    yield from map(str, rows)
