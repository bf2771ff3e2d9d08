"""What can go wrong with keys and sealed values. The sentences are for operators."""


class SecretsError(Exception):
    """A key or a sealed value cannot be used."""


class KeyMissing(SecretsError):
    """A key file, or a data key, is not there (or was destroyed on purpose)."""


class SealBroken(SecretsError):
    """The sealed value was changed, or does not belong to the place where it was found."""
