"""What the coordinator reads about pairs and about people without one."""

from dataclasses import replace

import pytest
from django.utils import translation

from amir.mentoring.planning import Proposals, propose
from amir.mentoring.rules import programme_rules
from amir.mentoring.sentences import (
    how_to_prove,
    what_blocks,
    what_is_missing,
    what_would_help,
    why_pair,
)
from amir.participants.readiness import Evidence, Standing
from amir.participants.roster import Participant

from .people import AMINA, CARPI, RAHEL, YUSUF, roster


def proposals(*people: Participant) -> Proposals:
    return propose(roster(*people), programme_rules(), year=2025)


def test_why_pair_names_what_they_share() -> None:
    assert why_pair(proposals(AMINA, YUSUF), 0) == (
        "Yusuf Warsame needs help with work and housing, and Amina Abdullahi knows about it. "
        "Both speak Somali. They live in the same town. They are close in age. "
        "Both are free on Tuesday evening."
    )


def test_why_pair_speaks_the_readers_language() -> None:
    found = proposals(AMINA, YUSUF)
    with translation.override("it"):
        assert why_pair(found, 0) == (
            "Yusuf Warsame ha bisogno di aiuto per lavoro e casa, e Amina Abdullahi se ne intende. "
            "Parlano entrambi: somalo. Abitano nello stesso comune. Hanno un'età vicina. "
            "Sono liberi entrambi: martedì sera."
        )


def test_points_add_up_to_the_score() -> None:
    explanation = proposals(AMINA, YUSUF).explanations[0]
    assert sum(p.points for p in explanation.points) == explanation.score == 746


def test_what_blocks_names_the_rule_that_fails() -> None:
    found = proposals(AMINA, RAHEL)
    assert what_blocks(found, 0) == "No mentor fits. 1 shares no language well enough."


def test_what_would_help_is_one_change() -> None:
    found = proposals(AMINA, RAHEL)
    assert what_would_help(found, found.explanations[0]) == (
        "If Rahel Tesfaye spoke Italian well enough, Amina Abdullahi could help. "
        "With an interpreter for Italian, Amina Abdullahi could help. "
        "If Rahel Tesfaye spoke Somali well enough, Amina Abdullahi could help."
    )


def test_a_taken_mentor_is_named_as_such() -> None:
    hassan = replace(YUSUF, at="list!9", name="Hassan Ali")
    found = proposals(AMINA, YUSUF, hassan)
    alone = found.plan.mate.tolist().index(-1)
    assert what_blocks(found, alone) == "1 mentor would fit, but is needed by somebody else."
    name = found.mentees[alone].name
    assert what_would_help(found, found.explanations[alone]) == (
        f"If Amina Abdullahi took one more mentee, {name} would have a mentor."
    )


@pytest.mark.parametrize(
    ("standing", "missing", "proof"),
    [
        (
            Standing.UNTOLD,
            "The list shows no training.",
            "Write it into the list, or name who vouches for it with --attest.",
        ),
        (
            Standing.DENIED,
            "The list says that the training is not done.",
            "Complete what is missing, then write it into the list.",
        ),
    ],
)
def test_missing_evidence_is_named(standing: Standing, missing: str, proof: str) -> None:
    untrained = replace(AMINA, evidence={**AMINA.evidence, Evidence.TRAINING: standing})
    assert (what_is_missing(untrained), how_to_prove(untrained)) == (missing, proof)


def test_a_mentor_without_evidence_is_what_would_help() -> None:
    untrained = replace(AMINA, evidence={**AMINA.evidence, Evidence.TRAINING: Standing.DENIED})
    found = proposals(untrained, YUSUF)
    assert found.plan.matched == 0
    assert what_would_help(found, found.explanations[0]) == (
        "Amina Abdullahi could help once this is there: the training."
    )


def test_distance_is_said_in_kilometres() -> None:
    far = replace(YUSUF, place=CARPI)
    told = why_pair(proposals(AMINA, far), 0).split(". ")
    assert told[2] == "They live about 15 km apart"
