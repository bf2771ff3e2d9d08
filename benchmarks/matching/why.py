"""What stands in the way of goals that are missed, as profiles show it; printed where they are."""

_LOOKING = """\
Three fifths of the CPU at a million go into looking for pairs that are worth more than what a
mentee has. Two thirds of that are the first two looks, before there are prices and at the first
ones: everybody reads the bits of all mentors within reach, and allowed pairs grow almost with the
square of the people. Later looks go mostly to mentors who became cheaper. Bidding takes a fifth,
settling the priorities and building markets a fourteenth each"""
_MISSED = {
    "P1": f"{_LOOKING}.",
    "P2": """\
First answers take a third of the CPU of the whole run: the priorities of everybody are settled
before anybody looks at points.""",
    "P3": f"{_LOOKING}.",
    "P5": """\
Nobody can match more people: the plan is proven to match as many as any plan does. How many
mentor-match leaves out depends on the people; the prototype's 7.1 % are of seed 1 (698 instead of
652), the same 698 as here.""",
    "P7": f"""{_LOOKING}.
Ten times the people need more rounds, too: five at 100,000. What makes small sizes faster makes the
slope steeper: at 10,000 the pairs of a country are few enough to be listed once.""",
    "P8": f"{_LOOKING}.",
    "P9": """\
Most of what is added are the pairs a market knows, by mentee and by mentor, 16 bytes each, and half
as much again while it grows. Then come the people themselves and the lists of a look.""",
    "P10": """\
The checker shares nothing with the solver and remembers nothing of its rounds, so it must hold each
mentee against every list within reach until even the best points are not worth the price. Where
many places are free, prices are low and lists are read far; what languages and slots leave of them
(a fifth of a billion entries at 300,000 mentees) is looked at one by one. At small sizes the share
is that of a cold start: the checker begins in a process of its own and loads its code (2 s).""",
    "P11": """\
Two fifths of an insertion are Python (reading the values of the newcomer, lists, calls); the rest
mostly waits for memory: a hundred mentors, and some thousand pairs on the way, are spread over
hundreds of MB.""",
    "P12": """\
A country is one task, so that a million are nine: at best 98.9 % of two workers are busy (seed 1).
Before the first worker begins, one process finds the territories (0.5 s); then three processes
share two cores until all are handed over (0.7 s); the rest is two processes reading memory at once.
The prototype's 99 % and 64 % were taken at 100,000 people, of 3.81 s: of a run that is twice as
short the same handing over is a greater share.""",
}


def missed(key: str) -> str:
    """Why a figure misses its goal, on one line; nothing if no profile has been taken."""
    return " ".join(_MISSED.get(key, "").split())
