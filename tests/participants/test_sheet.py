from amir.participants.sheet import PARTICIPANT_TARGETS, participant_vocabulary
from amir.sheets.kinds import KINDS


def test_targets_name_kinds_that_exist() -> None:
    assert {target.kind for target in PARTICIPANT_TARGETS} - KINDS.keys() == set()


def test_targets_have_headings_in_every_language() -> None:
    vocabulary = participant_vocabulary()
    told = {(field, language) for _, field, language in vocabulary.headings}
    missing = {
        (target.field, language)
        for target in PARTICIPANT_TARGETS
        for language in vocabulary.languages
        if (target.field, language) not in told
    }
    assert missing == set()
