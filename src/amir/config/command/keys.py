"""`amir keys create | list | rotate`: the key files that open sealed fields."""

import argparse
import sys

from amir.config.installation import using_database
from amir.core.secrets import rotation
from amir.core.secrets.errors import SecretsError
from amir.core.secrets.keys import key_folder
from amir.core.secrets.state import KeyState, create_first_keys, key_states

from . import Subparsers

KEEP = "Keep a copy of this folder apart from every backup: a backup cannot be opened without it."


def add_to(commands: Subparsers) -> None:
    """Register the command."""
    command = commands.add_parser("keys", help="make, list or change the keys of sealed fields")
    acts = command.add_subparsers(required=True, metavar="ACT")
    acts.add_parser("create", help="make the keys of a new installation").set_defaults(act=create)
    acts.add_parser("list", help="say which keys there are").set_defaults(act=show)
    rotate_parser = acts.add_parser("rotate", help="change to new keys; old ones still open")
    rotate_parser.add_argument(
        "--now", action="store_true", help="seal every row again instead of when it is next saved"
    )
    rotate_parser.set_defaults(act=rotate)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run one act with the database running; 1 and one sentence if a key cannot be used."""
    try:
        with using_database():
            options.act(options)
    except SecretsError as error:
        print(f"amir: {error}", file=sys.stderr)
        return 1
    return 0


def create(_: argparse.Namespace) -> None:
    """Make what is missing in a new installation."""
    made = create_first_keys()
    for key in made:
        print(f"made {key_folder() / key.file_name}")
    print(f"amir: {KEEP}" if made else f"amir: the keys are already in {key_folder()}.")


def show(_: argparse.Namespace) -> None:
    """One line a key."""
    for state in key_states():
        print(_line(state))


def rotate(options: argparse.Namespace) -> None:
    """New wrapping key, all data keys wrapped by it, new data keys, and rows sealed again."""
    create_first_keys()
    new = rotation.add_wrapping_key()
    wrapped = rotation.wrap_again()
    retired = rotation.retire_data_keys()
    print(f"made {key_folder() / new.file_name}; it wraps {wrapped + retired} data keys")
    if options.now:
        print(f"sealed {rotation.seal_again()} values again")
    else:
        print("each row is sealed again when it is next saved; --now does it for all")
    print("amir: older key files are needed as long as backups from before today are kept.")


def _line(state: KeyState) -> str:
    made = f"{state.created_at:%Y-%m-%d %H:%M}" if state.created_at else "MISSING         "
    use = f"wraps {state.wraps} data keys" if state.kind == "wrapping" else "digests of addresses"
    return f"{made}  {state.kind:8}  {state.id}  {use}{', newest' if state.is_newest else ''}"
