"""The key that signs sessions and links: made once per installation, kept beside the other keys."""

import os
import secrets
from pathlib import Path


def secret_key(folder: Path) -> str:
    """AMIR_SECRET_KEY, or the key in `folder`, which is made if this is the first start."""
    named = os.environ.get("AMIR_SECRET_KEY")
    if named:
        return named
    file = folder / "secret_key"
    try:
        return file.read_text()
    except FileNotFoundError:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = folder / f".secret_key.{os.getpid()}"
        aside.touch(mode=0o600)
        aside.write_text(secrets.token_urlsafe(50))
        try:
            # A link refuses to replace: of two first starts at once, one key wins for both.
            os.link(aside, file)
        except FileExistsError:
            pass
        finally:
            aside.unlink()
        return file.read_text()
