"""What stands in a role description, a consent and a list of criteria until somebody writes one."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .rules import ELSEWHERE, MENTOR, MUST, MUST_NOT

Text = str | Promise
OURS = "ours-1"  # the version of the consent below

PARTS: Mapping[str, Text] = {
    "benefits": _("What you get"),
    "tasks": _("What you do"),
    "support": _("How we help you"),
    "challenges": _("What can be hard"),
    "eligibility": _("Who can take part"),
}
TITLES: Mapping[str, Text] = {"mentor": _("Become a mentor"), "mentee": _("Get a mentor")}
_MENTOR: Mapping[str, Text] = {
    "benefits": _("You help somebody who is where you once were. You get a training, "
                  "a certificate, and people around you."),
    "tasks": _("You meet one person every week or two, for about six months. You listen, "
               "explain, and go along."),
    "support": _("We train you first. A coordinator is there for you. We pay your fares."),
    "challenges": _("Not everything can be solved. Some stories are heavy. "
                    "You can always talk with us."),
    "eligibility": _("You are an adult. You came from another country and have lived here "
                     "for at least {years} years."),
}  # fmt: skip
_MENTEE: Mapping[str, Text] = {
    "benefits": _("You meet somebody who went the same way. Together you look for work, a home, "
                  "or order in your money."),
    "tasks": _("You meet your mentor every week or two, for about six months. "
               "You say what you want to reach."),
    "support": _("It costs nothing. You can ask for an interpreter. You can stop at any time."),
    "challenges": _("A mentor is no lawyer and no office. It takes time and patience."),
    "eligibility": _("You are an adult, you came from another country, and you live near here."),
}  # fmt: skip
# The sentences on which rights hang: short, one idea each.
CONSENT: tuple[Text, ...] = (
    _("We write down what you told us here."),
    _("We use it to find a good match for you."),
    _("Only the people of this organisation who do this see it."),
    _("Your match hears your first name and your languages."),
    _("We give nothing to the police or to offices without asking you."),
    _("If somebody is in danger, we must get help."),
    _("You can see everything that we keep about you."),
    _("You can take this back at any time. Nothing bad happens then."),
)
CRITERIA: Mapping[str, Text] = {
    "adult": _("Is an adult, or may take part as a minor"),
    "settled": _("Has lived here for at least {years} years"),
    "here": _("Lives where the programme works"),
    "wants": _("Wants it themself"),
    "time": _("Has time to meet every week or two"),
    "language": _("Shares a language with others here"),
    "harm": _("Has harmed somebody who was in their care"),
    "own_gain": _("Wants to sell something, or to win people for something"),
    "crisis": _("Needs specialist help first: illness, violence, a crisis"),
}
TOPICS: Mapping[str, Text] = {
    "role": _("The role and its limits"),
    "boundaries": _("Near and far: boundaries"),
    "confidentiality": _("What stays between us"),
    "culture": _("Other habits, other rules"),
    "safeguarding": _("Seeing danger and getting help"),
    "trauma": _("What hard times do to people"),
    "services": _("Who helps with what here"),
    "closure": _("Saying goodbye well"),
    "orientation": _("What mentoring is, your rights, how to complain"),
}


def default_texts(side: str, years: int) -> dict[str, str]:
    """Our description of a role, in the reader's language."""
    texts = _MENTOR if side == MENTOR else _MENTEE
    return {part: str(text).format(years=years) for part, text in texts.items()}


def default_criteria(side: str) -> list[dict[str, str]]:
    """Our criteria of a side, as they are kept (see models.Criteria)."""
    must = ["adult", "settled", "here", "wants", "time", "language"]
    if side != MENTOR:
        must.remove("settled")
    kinds = {**dict.fromkeys(must, MUST), "harm": MUST_NOT, "own_gain": MUST_NOT,
             "crisis": ELSEWHERE}  # fmt: skip
    return [{"key": key, "kind": kind, "label": ""} for key, kind in kinds.items()]


def label_of(item: Mapping[str, str]) -> str:
    """A criterion in words: the organisation's own, or ours."""
    return item["label"] or str(CRITERIA.get(item["key"], item["key"]))


def topic_name(key: str) -> str:
    """A module in the reader's language; its name as it was written if nobody knows it."""
    return str(TOPICS.get(key, key))
