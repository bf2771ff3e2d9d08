"""The fields that a list of participants may fill, and the words by which lists call them."""

from importlib.resources import files
from pathlib import Path

from amir.sheets.sayings import N_, Saying
from amir.sheets.targets import Target
from amir.sheets.vocabulary import Vocabulary, load_vocabulary

PARTICIPANT_TARGETS: tuple[Target, ...] = (
    Target("role", "choice", Saying(N_("role")), words="roles", part="role"),
    Target("full_name", "name", Saying(N_("full name")), part="full_name"),
    Target("given_name", "name", Saying(N_("given name")), part="given_name"),
    Target("family_name", "name", Saying(N_("family name")), part="family_name"),
    Target("phone", "phone", Saying(N_("phone")), part="contact"),
    Target("email", "email", Saying(N_("e-mail")), part="contact"),
    Target("external_id", "text", Saying(N_("number in your list")), part="id"),
    Target("languages", "languages", Saying(N_("languages")), many=True, joined="merged"),
    Target("gender", "gender", Saying(N_("gender"))),
    Target("birth", "birth", Saying(N_("date or year of birth")), part="born"),
    Target("country_of_origin", "country", Saying(N_("country of origin"))),
    Target("arrival_year", "year", Saying(N_("year of arrival"))),
    Target("place", "place", Saying(N_("place"))),
    Target("availability", "availability", Saying(N_("availability")), many=True, joined="week"),
    Target("topics", "options", Saying(N_("topics")), many=True, joined="list"),
    Target(
        "gender_preference",
        "choice",
        Saying(N_("preferred gender of the other")),
        words="gender_preference",
    ),
    Target("capacity", "capacity", Saying(N_("how many mentees at most"))),
    Target("police_check_on", "evidence_date", Saying(N_("police check seen on"))),
    Target("trained", "agreement", Saying(N_("training done"))),
    Target("consent", "agreement", Saying(N_("consent"))),
    Target("notes", "text", Saying(N_("notes")), many=True),
)


def participant_vocabulary() -> Vocabulary:
    """The words of lists of participants, in all languages that are shipped."""
    return load_vocabulary(Path(str(files("amir.participants") / "vocabulary")))
