"""What stands in the way of goals that are missed, as profiles show it; printed where they are."""

_LOOKING = """\
Two thirds of the CPU at a million go into looking for pairs that are worth more than what a mentee
has: every round reads the bits of all mentors within reach of each mentee, about seven rounds long,
and allowed pairs grow almost with the square of the people. Bidding takes a sixth, settling the
priorities and building markets a sixteenth each"""
_MISSED = {
    "P1": f"{_LOOKING}; the largest country is one task, so that two processes never share it.",
    "P2": """\
A first answer settles the priorities of everybody and looks at 512 mentors per mentee; both need
the whole country, and countries are not split.""",
    "P3": f"{_LOOKING}.",
    "P4": "A third of so short a run is Python: arrays and territories before any kernel runs.",
    "P7": f"{_LOOKING}. Fewer rounds would help: the first prices are too far off.",
    "P8": f"{_LOOKING}.",
    "P10": """\
The checker shares nothing with the solver and remembers nothing of its rounds, so it must hold each
mentee against every list within reach until even the best points are not worth the price. Where
many places are free, prices are low and lists are read far; what languages and slots leave of them
(64 mentors at a time) is looked at one by one.""",
    "P11": """\
Half of an insertion is Python (reading the values of the newcomer, lists, calls); the other half
waits for memory: a hundred mentors, and some thousand pairs on the way, are spread over 400 MB.""",
    "P12": """\
The largest country decides: it is one task, and takes longer than half of all others together. Dask
also packs and unpacks every task.""",
}


def missed(key: str) -> str:
    """Why a figure misses its goal, on one line; nothing if no profile has been taken."""
    return " ".join(_MISSED.get(key, "").split())
