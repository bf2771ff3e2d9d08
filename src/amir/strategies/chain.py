"""The chain from evidence to what is done: evidence, objective, measure, and on, walked both ways.

Higher rooms put on what comes after a measure (a pilot, an indicator) with `extend`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor

from .enums import PartKind
from .models import Citation, Measure, Objective, Strategy
from .queries import citations_of, measures_of

EVIDENCE = "evidence"
COLUMNS: dict[str, str | Promise] = {
    EVIDENCE: _("Evidence"),
    PartKind.SECTION.value: _("Sections"),
    PartKind.OBJECTIVE.value: _("Objectives"),
    PartKind.MEASURE.value: _("Measures"),
}
# Sections that make a claim about the place, and so need evidence.
CLAIMING = frozenset({"diagnosis"})


@dataclass(frozen=True)
class Node:
    """A thing in the chain. `number` names evidence."""

    column: str
    key: str
    label: str
    number: str = ""
    href: str = ""

    @property
    def name(self) -> str:
        """Its name in links: column and key."""
        return f"{self.column}:{self.key}"


@dataclass
class Chain:
    """Nodes in order, links from a node to what it leads to, and what stands alone."""

    nodes: dict[str, Node] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)
    claims_without_evidence: list[Node] = field(default_factory=list)
    evidence_without_measure: list[Node] = field(default_factory=list)

    def add(self, node: Node) -> None:
        """Put a node in; the first of a name stays."""
        self.nodes.setdefault(node.name, node)

    def link(self, source: str, target: str) -> None:
        """Lead from one to the other, once."""
        if (source, target) not in self.links:
            self.links.append((source, target))

    def forward(self, name: str) -> list[Node]:
        """What a node leads to."""
        return [self.nodes[b] for a, b in self.links if a == name]

    def back(self, name: str) -> list[Node]:
        """What leads to a node."""
        return [self.nodes[a] for a, b in self.links if b == name]

    def column(self, name: str) -> list[Node]:
        """The nodes of a column."""
        return [node for node in self.nodes.values() if node.column == name]

    def columns(self) -> list[tuple[str, str, list[Node]]]:
        """(column, heading, nodes) of every column that has nodes."""
        heads = {**COLUMNS, **_extra_columns}
        return [(c, str(h), found) for c, h in heads.items() if (found := self.column(c))]

    def reached(self, name: str, *, is_forward: bool) -> list[Node]:
        """Everything that a node leads to (or that leads to it), nearest first."""
        step = self.forward if is_forward else self.back
        seen: dict[str, Node] = {}
        wave = step(name)
        while wave:
            fresh = [node for node in wave if node.name not in seen]
            seen |= {node.name: node for node in fresh}
            wave = [following for node in fresh for following in step(node.name)]
        return list(seen.values())


# (actor, strategy, measures) -> (nodes of the column, links from names of nodes to names)
Extension = Callable[
    [Actor, Strategy, Sequence[Measure]], tuple[Sequence[Node], Sequence[tuple[str, str]]]
]
_extensions: dict[str, Extension] = {}
_extra_columns: dict[str, str | Promise] = {}


def extend(column: str, heading: str | Promise, find: Extension) -> None:
    """Let a higher room put a column behind the measures; the same column twice replaces it."""
    _extra_columns[column], _extensions[column] = heading, find


def chain_of(actor: Actor, strategy: Strategy) -> Chain:
    """The chain of a strategy; four queries, and those of the extensions."""
    chain = Chain()
    cited = citations_of(strategy)
    for citations in cited.values():
        for each in citations:
            chain.add(_evidence(each))
    _put_parts(chain, strategy, cited)
    measures = list(measures_of(strategy))
    for measure in measures:
        node = Node(PartKind.MEASURE, measure.key, measure.title)
        chain.add(node)
        chain.link(f"{PartKind.OBJECTIVE}:{measure.objective.key}", node.name)
        _lean(chain, node, cited)
    for find in _extensions.values():
        nodes, links = find(actor, strategy, measures)
        for node in nodes:
            chain.add(node)
        for source, target in links:
            chain.link(source, target)
    _find_loose_ends(chain)
    return chain


def _put_parts(chain: Chain, strategy: Strategy, cited: dict[str, list[Citation]]) -> None:
    for section in strategy.sections.all():
        node = Node(PartKind.SECTION, section.key, section.title)
        if node.name in cited or section.key in CLAIMING:
            chain.add(node)
            _lean(chain, node, cited)
    objectives: list[Objective] = list(strategy.objectives.all())
    for objective in objectives:
        node = Node(PartKind.OBJECTIVE, objective.key, objective.title)
        chain.add(node)
        _lean(chain, node, cited)


def _lean(chain: Chain, node: Node, cited: dict[str, list[Citation]]) -> None:
    for each in cited.get(node.name, ()):
        chain.link(_evidence(each).name, node.name)


def _find_loose_ends(chain: Chain) -> None:
    for node in chain.nodes.values():
        claims = node.column == PartKind.OBJECTIVE or (
            node.column == PartKind.SECTION and node.key in CLAIMING
        )
        if claims and not chain.back(node.name):
            chain.claims_without_evidence.append(node)
        if node.column == EVIDENCE:
            reached = chain.reached(node.name, is_forward=True)
            if not any(each.column == PartKind.MEASURE for each in reached):
                chain.evidence_without_measure.append(node)


def _evidence(citation: Citation) -> Node:
    return Node(EVIDENCE, str(citation.cited_id), citation.title, citation.number)


def id_of(node: Node) -> UUID | None:
    """The id of a piece of evidence."""
    return UUID(node.key) if node.column == EVIDENCE else None
