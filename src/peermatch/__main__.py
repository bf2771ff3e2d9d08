"""`python -m peermatch solve | check`: plans for instances in .npz files.

Exit status: 0 done or accepted, 1 refused, 2 the input cannot be read.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from peermatch.archives import read_npz
from peermatch.check import check
from peermatch.errors import PeermatchError, Refused, RulesError
from peermatch.instance import Instance
from peermatch.rules import BUILT_IN, Rules
from peermatch.solve import solve


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    given = _parser().parse_args(arguments)
    try:
        rules = _rules(given.rules)
        instance = Instance.from_npz(given.instance)
        return (
            _solve(given, instance, rules)
            if given.command == "solve"
            else _check(given, instance, rules)
        )
    except Refused as reason:
        print(f"refused: {reason}")
        return 1
    except PeermatchError as reason:
        print(f"peermatch: {reason}", file=sys.stderr)
    except OSError as reason:
        print(f"peermatch: {reason.strerror}: {reason.filename}", file=sys.stderr)
    except MemoryError:
        print("peermatch: there is not enough memory for so many people.", file=sys.stderr)
    return 2


def _solve(given: argparse.Namespace, instance: Instance, rules: Rules) -> int:
    plan = solve(instance, rules, seed=given.seed)
    plan.to_npz(given.out)
    plan.certificate.to_npz(given.certificate)
    print(f"matched {plan.matched} of {instance.mentees}, objective {plan.objective}, "
          f"bound {plan.certificate.bound}")  # fmt: skip
    return 0


def _check(given: argparse.Namespace, instance: Instance, rules: Rules) -> int:
    plan, certificate = given.plan or given.plan_file, given.certificate or given.proof_file
    if not plan or not certificate:
        raise PeermatchError("check needs a plan and a certificate.")
    verdict = check(instance, rules, read_npz(plan), read_npz(certificate))
    print(f"accepted: matched {verdict.matched} of {instance.mentees}, "
          f"objective {verdict.objective}, proven optimal")  # fmt: skip
    return 0


def _rules(name: str) -> Rules:
    """A built-in rule set, or one from a JSON file."""
    if name in BUILT_IN:
        return BUILT_IN[name]
    try:
        data = json.loads(Path(name).read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise RulesError("'{path}' is not a JSON file.", path=name) from error
    if not isinstance(data, dict):
        raise RulesError("'{path}' must hold named settings.", path=name)
    return Rules.from_mapping(data)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m peermatch", description="Match and prove.")
    commands = parser.add_subparsers(dest="command", required=True)
    solving = commands.add_parser("solve", help="find the best plan and its certificate")
    checking = commands.add_parser("check", help="accept or refuse a plan and its certificate")
    for command in (solving, checking):
        command.add_argument("instance", metavar="INSTANCE.npz")
        command.add_argument(
            "--rules", default="yardstick", help=f"{', '.join(BUILT_IN)}, or a JSON file"
        )
    solving.add_argument("--out", required=True, metavar="PLAN.npz")
    solving.add_argument("--certificate", required=True, metavar="CERT.npz")
    solving.add_argument("--seed", type=int, default=0, help="decides between equal plans only")
    checking.add_argument("plan_file", nargs="?", metavar="PLAN.npz")
    checking.add_argument("proof_file", nargs="?", metavar="CERT.npz")
    checking.add_argument("--plan", metavar="PLAN.npz")
    checking.add_argument("--certificate", metavar="CERT.npz")
    return parser


if __name__ == "__main__":
    sys.exit(main())
