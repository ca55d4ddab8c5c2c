"""A derivation as a tree for a terminal or a pipe."""

from __future__ import annotations

from rich.text import Text
from rich.tree import Tree

from vpcli.core.facts.model import Series
from vpcli.core.reports.explanation import Blank, Explanation
from vpcli.core.reports.step import Operation
from vpcli.core.reports.table import Report
from vpcli.i18n import say
from vpcli.writers.display import Style, clean
from vpcli.writers.table import SCREENFUL, console_for, printed
from vpcli.writers.tree_words import TreeWords

__all__ = ["tree_as_text", "write_tree"]


def write_tree(report: Report, style: Style) -> str:
    """Return the derivations as trees for a terminal or a pipe.

    What is longer than a screen ends with its title and the numbers that were asked for.
    """
    return _written(report, style, screenful=SCREENFUL)


def tree_as_text(report: Report, style: Style) -> str:
    """Return the derivations as trees of plain lines, for a page that holds them."""
    return _written(report, style, screenful=None)


def _written(report: Report, style: Style, *, screenful: int | None) -> str:
    words = TreeWords(report, style)
    console, out = console_for(style)
    title = clean(report.title.in_language(style.lang))
    head = say(style.lang, "title.explain")
    headline = Text(head + (f" — {title}" if title else ""), style="bold")
    console.print(headline)
    for explanation in report.trees or ():
        console.print()
        console.print(_branch(words, explanation, None, with_name=True))
    for blank in report.blanks:
        console.print()
        console.print(_blank(words, blank))
    notes = words.notes(report)
    for line in ["", *notes] if notes else []:
        console.print(Text(line, style="dim"))
    if screenful is not None and out.getvalue().count("\n") > screenful:
        answers = [Text(words.head(tree, with_name=True)) for tree in report.trees or ()]
        for text in [Text(), headline, *answers]:
            console.print(text)
    return printed(out)


def _branch(words: TreeWords, tree: Explanation, parent: Tree | None, *, with_name: bool) -> Tree:
    if parent is None:
        words.begin()
    before = words.told_before(tree)
    label = Text(words.head(tree, with_name=with_name), style="bold" if parent is None else "")
    for remark in words.remarks(tree, is_above=before):
        label.append(" " + remark, style="dim")
    if tree.fact is not None:
        label.append("\n" + words.printed(tree.fact), style="dim")
    branch = Tree(label, guide_style="dim") if parent is None else parent.add(label)
    if tree.operation is not None and not before:
        _working(words, tree.operation, tree.operands, tree.series, branch)
    for other in tree.alternatives:
        node = branch.add(Text(words.agreement(tree, other)))
        if other.fact is not None:
            node.add(Text(words.printed(other.fact), style="dim"))
        if other.operation is not None:
            _working(words, other.operation, other.operands, tree.series, node)
    return branch


def _blank(words: TreeWords, blank: Blank) -> Tree:
    head, way, missing = words.blank(blank)
    words.begin()
    root = Tree(Text(head, style="bold"), guide_style="dim")
    if way:
        text = Text(way[0])
        text.append(f"\n{way[1]}", style="italic")
        step = root.add(text)
        for known in blank.known:
            _branch(words, known, step, with_name=known.series is not blank.series)
        for line in missing:
            step.add(Text(line))
    return root


def _working(
    words: TreeWords,
    operation: Operation,
    operands: tuple[Explanation, ...],
    series: Series,
    branch: Tree,
) -> None:
    name, symbols, numbers = words.working(operation)
    text = Text(name)
    text.append(f"\n{symbols}\n{numbers}", style="italic")
    step = branch.add(text)
    for operand in operands:
        _branch(words, operand, step, with_name=operand.series is not series)
