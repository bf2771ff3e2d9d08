"""What an applicant agrees to, as it is shown: reviewed, or beside the host language."""

from dataclasses import dataclass

from django.utils.translation import override

from amir.core.i18n import Status, shipped_languages, statuses
from amir.organisations.models import Organisation

from .describing import CONSENT, OURS
from .models import ConsentText, Opening
from .queries import newest_version

SOURCE = "en"


@dataclass(frozen=True)
class ConsentShown:
    """A consent as somebody reads it; `beside`: the host language, where nobody reviewed it."""

    version: str
    language: str
    sentences: tuple[str, ...]
    is_reviewed: bool
    host: str = ""
    beside: tuple[str, ...] = ()

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each sentence with the one of the host language, "" where none is needed."""
        others = self.beside or ("",) * len(self.sentences)
        return list(zip(self.sentences, others, strict=True))


def consent_for(opening: Opening, language: str) -> ConsentShown:
    """What an applicant agrees to, in their language as far as it is written in it."""
    host = Organisation.objects.get(pk=opening.organisation_id).language
    rows = ConsentText.objects.filter(opening=opening)
    version = newest_version(rows)
    if not version:
        return _ours(language, host)
    texts = {row.language: row for row in rows.filter(version=version)}
    row = texts.get(language) or texts.get(host) or next(iter(texts.values()))
    mine = tuple(row.sentences)
    # What the organisation wrote in its own language needs nobody to review it.
    fits = row.language == language and (row.is_reviewed or row.language == host)
    other = texts.get(host) if row.language != host else None
    if fits or other is None:
        return ConsentShown(str(version), row.language, mine, is_reviewed=fits)
    beside = _as_long(other.sentences, len(mine))
    return ConsentShown(str(version), row.language, mine, False, host, beside)


def _ours(language: str, host: str) -> ConsentShown:
    """Our own text; a translation stands beside the host language while nobody reviewed it."""
    known = statuses(language)
    with override(SOURCE):
        source = [str(sentence) for sentence in CONSENT]
    fits = (Status.SOURCE, Status.REVIEWED)
    reviewed = language == SOURCE or all(known.get(each) in fits for each in source)
    mine = _in(language)
    if reviewed:
        return ConsentShown(OURS, language, mine, is_reviewed=True)
    other = host if host != language and host in dict(shipped_languages()) else SOURCE
    return ConsentShown(OURS, language, mine, False, other, _in(other))


def _in(language: str) -> tuple[str, ...]:
    with override(language):
        return tuple(str(sentence) for sentence in CONSENT)


def _as_long(sentences: list[str], count: int) -> tuple[str, ...]:
    return tuple((sentences + [""] * count)[:count])
