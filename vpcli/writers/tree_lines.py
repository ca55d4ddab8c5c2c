"""A derivation as lines, each with how deep it stands, for forms that nest them as lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from vpcli.core.facts.model import Series
from vpcli.core.reports.explanation import Blank, Explanation
from vpcli.core.reports.step import Operation
from vpcli.core.reports.table import Report
from vpcli.writers.tree_words import TreeWords

__all__ = ["TreeLine", "tree_lines"]


class TreeLine(NamedTuple):
    """One line; at depth 0 the number that is derived, below it where it comes from."""

    depth: int
    text: str


def tree_lines(report: Report, words: TreeWords) -> Iterator[TreeLine]:
    """Yield the derivations of a report, and what was asked for and is blank."""
    for tree in report.trees or ():
        yield from _of_tree(words, tree, 0, with_name=True)
    for blank in report.blanks:
        yield from _of_blank(words, blank)


def _of_tree(
    words: TreeWords, tree: Explanation, depth: int, *, with_name: bool
) -> Iterator[TreeLine]:
    if not depth:
        words.begin()
    before = words.told_before(tree)
    remarks = words.remarks(tree, is_above=before)
    yield TreeLine(depth, " ".join([words.head(tree, with_name=with_name), *remarks]))
    if before:
        return
    if tree.fact is not None:
        yield TreeLine(depth + 1, words.printed(tree.fact))
    if tree.operation is not None:
        yield from _of_working(words, tree.operation, tree.operands, tree.series, depth)
    for other in tree.alternatives:
        yield TreeLine(depth + 1, words.agreement(tree, other))
        if other.fact is not None:
            yield TreeLine(depth + 2, words.printed(other.fact))
        if other.operation is not None:
            yield from _of_working(words, other.operation, other.operands, tree.series, depth + 1)


def _of_blank(words: TreeWords, blank: Blank) -> Iterator[TreeLine]:
    head, way, missing = words.blank(blank)
    words.begin()
    yield TreeLine(0, head)
    if way:
        yield TreeLine(1, ": ".join(way))
        for known in blank.known:
            yield from _of_tree(words, known, 2, with_name=known.series is not blank.series)
        for line in missing:
            yield TreeLine(2, line)


def _of_working(
    words: TreeWords,
    operation: Operation,
    operands: tuple[Explanation, ...],
    series: Series,
    depth: int,
) -> Iterator[TreeLine]:
    name, symbols, numbers = words.working(operation)
    yield TreeLine(depth + 1, f"{name}: {symbols}; {numbers}")
    for operand in operands:
        yield from _of_tree(words, operand, depth + 2, with_name=operand.series is not series)
