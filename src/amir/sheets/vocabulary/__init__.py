"""The words of lists: what headings and cells are called, in every language at once.

`load_vocabulary` reads one YAML file per language and adds the names that CLDR knows
(languages, countries, months, weekdays). The engine itself holds no words.
"""

from .lexicon import Heading, Vocabulary
from .loading import VocabularyError, load_vocabulary
from .phrases import Phrases, Span, bare_key, key

__all__ = [
    "Heading",
    "Phrases",
    "Span",
    "Vocabulary",
    "VocabularyError",
    "bare_key",
    "key",
    "load_vocabulary",
]
