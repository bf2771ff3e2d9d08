"""Fields that are still missing, found by content among the columns that were left over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ...core.text import fold, tidy
from ..kinds import KINDS
from ..kinds.base import Context
from ..targets import Target, Targets, by_field
from .mapping import Mapped
from .results import EXTRA
from .weighing import BY_CONTENT, sampled

_DOUBTFUL = 0.6
_FITS = 0.85
_NAMES = 0.6
_WISH = "gender_preference"


@dataclass(frozen=True, slots=True)
class Leftovers:
    """One table's columns, and what may still be found among them."""

    targets: Targets
    context: Context

    def settle(self, mapped: Sequence[Mapped]) -> tuple[Mapped, ...]:
        """The columns, with a wish about gender and a name where they were still missing."""
        return self._names(self._wish(tuple(mapped)))

    def _wish(self, mapped: tuple[Mapped, ...]) -> tuple[Mapped, ...]:
        """Beside the person's own gender, a second column of genders and "any" is a wish."""
        genders = {t.field for t in self.targets if t.kind == "gender"}
        wish = next((t for t in self.targets if t.words == _WISH), None)
        there = {m.field for m in mapped}
        if wish is None or wish.field in there or not genders & there:
            return mapped
        return self._found(mapped, wish, self._wishes)

    def _wishes(self, column: Mapped) -> float:
        """How sure cells are wishes: all genders or "no matter", not the whole list of them."""
        vocabulary, languages = self.context.vocabulary, self.context.languages
        genders, wishes = vocabulary.phrases("gender"), vocabulary.phrases(_WISH)
        texts = [tidy(cell.text) for _, cell in sampled(column.column).cells]
        whole = [wishes.get(text, languages) for text in texts]
        gender = [genders.get(text, languages) in ("f", "m") for text in texts]
        if len(texts) < 2 or not any(gender) or not all(len(t) < 60 for t in texts):
            return 0.0
        fits = sum(bool(w) or g for w, g in zip(whole, gender, strict=True))
        return fits / len(texts) if any(whole) or len(set(map(fold, texts))) > 1 else 0.0

    def _names(self, mapped: tuple[Mapped, ...]) -> tuple[Mapped, ...]:
        """A list of people without names has them under a heading that says nothing of names."""
        fields = by_field(self.targets)
        there = [fields[m.field] for m in mapped if m.field != EXTRA and m.column.cells]
        full = next((t for t in self.targets if t.part == "full_name"), None)
        named = any(t.part.endswith("_name") for t in there)
        if full is None or named or len(there) < 3:
            return mapped
        return self._found(mapped, full, lambda column: self._like_names(column, full))

    def _like_names(self, column: Mapped, full: Target) -> float:
        """Share of cells of two words or more that look like names, no two alike."""
        few = sampled(column.column)
        texts = [tidy(cell.text) for _, cell in few.cells]
        if len({fold(text) for text in texts}) < 0.8 * max(1, len(texts)):
            return 0.0
        two = sum(2 <= len(text.split()) <= 5 for text in texts) / max(1, len(texts))
        like = KINDS[full.kind].likeness(few, self.context)
        return min(two, like) + (_FITS - _NAMES if min(two, like) >= _NAMES else 0.0)

    def _found(
        self, mapped: tuple[Mapped, ...], target: Target, sure: Callable[[Mapped], float]
    ) -> tuple[Mapped, ...]:
        """The columns, with the best of those left over mapped to a field."""
        open_still = [m for m in mapped if m.field == EXTRA and not m.sensitive and not m.known]
        scores = [(sure(m), -m.index, m) for m in open_still if m.column.cells]
        score, _, best = max(scores, key=lambda s: s[:2], default=(0.0, 0, None))
        if best is None or score < _FITS:
            return mapped
        told = {"words": target.words} if target.words else {}
        found = replace(
            best,
            field=target.field,
            confidence=_DOUBTFUL,
            why=BY_CONTENT,
            column=replace(best.column, told=told),
        )
        return tuple(found if m.index == best.index else m for m in mapped)
