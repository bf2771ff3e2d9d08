"""Scores against the textbook formula, written another way; what must always hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amir.benchmarks.definition import Definition, Dimension, Factor, Indicator, Option
from amir.benchmarks.scoring import Given, score
from amir.benchmarks.shipped import shipped

VALUES = (0, 25, 50, 100)


def indicator(code: str, kind: str) -> Indicator:
    values = {"option": VALUES, "level": (0, 1, 2, 3), "text": ()}[kind]
    return Indicator(code, {"en": code}, kind, tuple(Option(v, {"en": str(v)}) for v in values))


@st.composite
def answered(draw: st.DrawFn) -> tuple[Definition, dict[str, Given]]:
    """A set of any shape, and some answers to it."""
    parts, answers = [], {}
    for d in range(draw(st.integers(1, 4))):
        factors = []
        for f in range(draw(st.integers(1, 2))):
            made = []
            for i in range(draw(st.integers(1, 3))):
                each = indicator(
                    f"d{d}f{f}i{i}", draw(st.sampled_from(["option", "level", "text"]))
                )
                made.append(each)
                options = [o.value for o in each.options]
                choice = draw(st.sampled_from(["none", "na", *map(str, options)]))
                if choice == "na":
                    answers[each.code] = Given(is_na=True)
                elif choice != "none":
                    answers[each.code] = Given(int(choice))
            factors.append(Factor(f"f{f}", {}, tuple(made)))
        parts.append(Dimension(f"d{d}", {"en": "D"}, tuple(factors), draw(st.integers(1, 5))))
    made_of = {"names": {"en": "S"}, "about": {}, "source": "s", "licence": "l", "theme": ""}
    return Definition("set", 1, "benchmark", dimensions=tuple(parts), **made_of), answers


@given(answered())
def test_scores_equal_the_formula_in_fractions(told: tuple[Definition, dict[str, Given]]) -> None:
    definition, answers = told
    means: list[tuple[Fraction, Fraction]] = []
    for part in definition.dimensions:
        values = [
            Fraction(answers[i.code].value or 0) * (Fraction(100, 3) if i.kind == "level" else 1)
            for f in part.factors
            for i in f.indicators
            if i.kind != "text" and i.code in answers and not answers[i.code].is_na
        ]
        if values:
            means.append((sum(values, Fraction()) / len(values), Fraction(part.weight)))
    found = score(definition, answers)
    if not means:
        assert found.overall.points is None
        return
    wanted = sum(m * w for m, w in means) / sum(w for _m, w in means)
    assert found.overall.points == pytest.approx(float(wanted))


@given(answered())
def test_what_does_not_apply_changes_no_figure(told: tuple[Definition, dict[str, Given]]) -> None:
    definition, answers = told
    without = {code: each for code, each in answers.items() if not each.is_na}
    found, bare = score(definition, answers), score(definition, without)
    assert [part.points for part in found.dimensions] == [part.points for part in bare.dimensions]
    assert found.overall.answered - bare.overall.answered == found.overall.not_applicable


@given(answered())
def test_coverage_counts_every_question_once(told: tuple[Definition, dict[str, Given]]) -> None:
    definition, answers = told
    found = score(definition, answers)
    assert found.overall.asked == sum(part.asked for part in found.dimensions)
    assert 0 <= found.overall.answered <= found.overall.asked
    assert 0 <= found.overall.coverage <= 1
    assert found.overall.points is None or 0 <= found.overall.points <= 100


@given(answered(), st.data())
def test_a_better_answer_never_lowers_a_score(
    told: tuple[Definition, dict[str, Given]], data: st.DataObject
) -> None:
    definition, answers = told
    open_to = [c for c, g in answers.items() if g.value is not None]
    if not open_to:
        return
    code = data.draw(st.sampled_from(sorted(open_to)))
    best = max(option.value for option in definition.indicators[code].options)
    better = score(definition, {**answers, code: Given(best)}).overall.points
    before = score(definition, answers).overall.points
    assert better is not None
    assert before is not None
    assert better >= before - 1e-9


def test_criteria_of_practices_are_the_six_with_levels_to_three() -> None:
    definition = shipped()["practice"]
    assert [part.code for part in definition.dimensions] == [
        "effectiveness", "participation", "relevance", "transferability", "sustainability",
        "partnership",
    ]  # fmt: skip
    levels = {tuple(o.value for o in each.options) for each in definition.indicators.values()}
    assert levels == {(0, 1, 2, 3)}
    assert all(each.needs_evidence for each in definition.indicators.values())
    best = score(definition, {code: Given(3) for code in definition.indicators})
    assert (best.overall.points, best.overall.coverage) == (100, 1)


def test_quick_check_has_twelve_questions_in_three_languages_with_a_next_step_each() -> None:
    definition = shipped()["quick"]
    assert len(definition.indicators) == 12
    assert definition.languages == ["ar", "en", "it"]
    assert {tuple(sorted(i.next_steps or {})) for i in definition.indicators.values()} == {
        ("ar", "en", "it")
    }
