"""A derivation as nested lists of Markdown."""

from __future__ import annotations

from vpcli.core.facts.model import Series
from vpcli.core.reports.explanation import Blank, Explanation
from vpcli.core.reports.step import Operation
from vpcli.core.reports.table import Report
from vpcli.i18n import say
from vpcli.writers.display import Style, clean, source_text
from vpcli.writers.layout import notes_of
from vpcli.writers.markdown import escaped
from vpcli.writers.tree_words import TreeWords

__all__ = ["tree_as_markdown"]


def tree_as_markdown(report: Report, style: Style) -> str:
    """Return the derivations as nested lists."""
    words = TreeWords(report, style)
    title = clean(report.title.in_language(style.lang))
    head = say(style.lang, "title.explain")
    lines = [f"## {escaped(head + (f' — {title}' if title else ''))}", ""]
    for source in report.sources:
        lines += [escaped(say(style.lang, "source", text=source_text(source, style.lang))), ""]
    for tree in report.trees or ():
        lines += _items(words, tree, 0, with_name=True)
    for blank in report.blanks:
        lines += _blank_items(words, blank)
    notes = [escaped(note) for note in notes_of(report, (), style.lang)]
    return "\n".join([*lines, *(["", *notes] if notes else [])]).rstrip() + "\n"


def _items(words: TreeWords, tree: Explanation, depth: int, *, with_name: bool) -> list[str]:
    indent = "  " * depth
    if not depth:
        words.begin()
    before = words.told_before(tree)
    remarks = words.remarks(tree, is_above=before)
    head = escaped(" ".join([words.head(tree, with_name=with_name), *remarks]))
    if before:
        return [f"{indent}- {head}"]
    lines = [f"{indent}- {head if depth else f'**{head}**'}"]
    if tree.fact is not None:
        lines.append(f"{indent}  - {escaped(words.printed(tree.fact))}")
    if tree.operation is not None:
        lines += _working_items(words, tree.operation, tree.operands, tree.series, depth)
    for other in tree.alternatives:
        lines.append(f"{indent}  - {escaped(words.agreement(tree, other))}")
        if other.fact is not None:
            lines.append(f"{indent}    - {escaped(words.printed(other.fact))}")
        if other.operation is not None:
            lines += _working_items(words, other.operation, other.operands, tree.series, depth + 1)
    return lines


def _blank_items(words: TreeWords, blank: Blank) -> list[str]:
    head, way, missing = words.blank(blank)
    words.begin()
    lines = [f"- **{escaped(head)}**"]
    if way:
        lines.append(f"  - {escaped(': '.join(way))}")
        for known in blank.known:
            lines += _items(words, known, 2, with_name=known.series is not blank.series)
        lines += [f"    - {escaped(line)}" for line in missing]
    return lines


def _working_items(
    words: TreeWords,
    operation: Operation,
    operands: tuple[Explanation, ...],
    series: Series,
    depth: int,
) -> list[str]:
    name, symbols, numbers = (escaped(line) for line in words.working(operation))
    lines = [f"{'  ' * depth}  - {name}: {symbols}; {numbers}"]
    for operand in operands:
        lines += _items(words, operand, depth + 2, with_name=operand.series is not series)
    return lines
