"""What the launcher says when it cannot go on."""


class LauncherError(Exception):
    """The text is one sentence for the person at the terminal."""
