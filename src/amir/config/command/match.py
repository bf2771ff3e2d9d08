"""`amir match FILE... -o plan.xlsx`: lists in, a workbook with explained pairs out."""

import argparse
import sys
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext, ngettext

from amir.mentoring.exports import write_plan
from amir.mentoring.planning import Proposals, propose
from amir.mentoring.rules import RulesRefused, programme_rules
from amir.participants.readiness import Attestation
from amir.participants.reading import locator
from amir.participants.roster import roster_of
from amir.places import open_gazetteer
from amir.sheets.understanding import Understanding
from peermatch.errors import PeermatchError

from .asking import ask_all, can_ask
from .reading import Stopped, add_reading_options, given_answers, open_lists, read_lists


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = commands.add_parser("match", help="turn lists into a workbook with explained pairs")
    add_reading_options(command)
    command.add_argument("-o", "--out", type=Path, required=True, metavar="PLAN.xlsx")
    command.add_argument(
        "--programme-rules", type=Path, metavar="FILE", help="the programme's rules"
    )
    command.add_argument(
        "--attest", metavar="NAME", help="who vouches for what the lists do not show"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read, ask, match, write."""
    with translation.override(options.language):
        try:
            return _run(options)
        except (Stopped, RulesRefused, PeermatchError) as error:
            return _refuse(str(error))
        except OSError as error:
            text = gettext("{path} cannot be written: {why}")
            return _refuse(text.format(path=options.out, why=error.strerror))


def _run(options: argparse.Namespace) -> int:
    programme = programme_rules(options.programme_rules)
    _tell(ngettext("Reading {count} file …", "Reading {count} files …", len(options.files)),
          count=len(options.files))  # fmt: skip
    answers = given_answers(options)
    lists, gazetteer = open_lists(options.files), open_gazetteer()
    understanding = read_lists(options, lists, answers, gazetteer)
    while understanding.questions and can_ask():
        longer = ask_all(understanding, answers, _prompt)
        if longer == answers:
            break
        answers = longer
        understanding = read_lists(options, lists, answers, gazetteer)
    _tell_refused(understanding)
    if not understanding.people:
        return _refuse(gettext("No people were found in these files; nothing was written."))
    attestation = Attestation(options.attest, understanding.as_of) if options.attest else None
    roster = roster_of(understanding, locator(gazetteer, understanding.country), attestation)
    proposals = propose(
        roster,
        programme,
        year=understanding.as_of.year,
        attestation=attestation,
        progress=_progress,
    )
    write_plan(options.out, proposals, understanding)
    _tell_result(proposals, understanding, options.out)
    return 0


def _prompt(text: str) -> str:
    print(text, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline()


def _progress(stage: str, share: float) -> None:
    """One line per stage; the small path of the library has three."""
    if stage == "plan":
        _tell(gettext("Looking for the best plan …"))


def _tell_refused(understanding: Understanding) -> None:
    for name, why in understanding.refused.items():
        _tell(
            "{name}: {why}",
            name=name,
            why=why if isinstance(why, str) else why.text(gettext, ngettext),
        )


def _tell_result(proposals: Proposals, understanding: Understanding, out: Path) -> None:
    matched = proposals.plan.matched
    _tell(
        ngettext(
            "{count} of {mentees} mentees has a proposal; no other plan gives more.",
            "{count} of {mentees} mentees have a proposal; no other plan gives more.",
            matched,
        ),
        count=matched,
        mentees=len(proposals.roster.mentees),
    )
    lacking = len(proposals.waiting) + sum(not p.is_ready for p in proposals.mentors)
    if lacking:
        _tell(
            ngettext(
                "{count} person lacks evidence and is not matched.",
                "{count} people lack evidence and are not matched.",
                lacking,
            ),
            count=lacking,
        )
    for question in understanding.questions:
        _tell(gettext("Still open: {question}"), question=question.ask.text(gettext, ngettext))
    _tell(gettext("Written: {path}"), path=out)


def _tell(template: str, **values: object) -> None:
    print(template.format(**values), file=sys.stderr)


def _refuse(sentence: str) -> int:
    print(f"amir: {sentence}", file=sys.stderr)
    return 1
