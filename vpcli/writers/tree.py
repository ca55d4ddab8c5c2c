"""A derivation as a tree: for a terminal, as nested Markdown, and as nested JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from rich.text import Text
from rich.tree import Tree

from vpcli.core.agreement import Agreement
from vpcli.core.explain import Alternative, Explanation
from vpcli.core.keys import Key
from vpcli.core.model import Fact, Series, Source
from vpcli.core.operation import Operation
from vpcli.core.report import Number, Report
from vpcli.i18n import say, say_date
from vpcli.writers.display import (
    Style,
    clean,
    code,
    legend_of,
    number_text,
    place_text,
    source_text,
    type_of,
    unit_text,
)
from vpcli.writers.formula import bounds_text, formula_in_numbers, formula_in_symbols, value_text
from vpcli.writers.machine import number_value, quoted
from vpcli.writers.table import console_for, printed

__all__ = ["tree_as_markdown", "tree_as_text", "tree_objects"]


class _Words:
    """Puts the parts of an explanation into words."""

    def __init__(self, report: Report, style: Style) -> None:
        self.style = style
        self.lang = style.lang
        self.sources = {source.id: source for source in report.sources}
        trees = report.trees or ()
        self.several_areas = len({tree.series.area.id for tree in trees}) > 1
        self._told: set[tuple[str, Key]] = set()

    def told_before(self, tree: Explanation) -> bool:
        """Whether this derivation stands above already, so that it need not be told again."""
        mark = tree.series.area.id, tree.key
        if tree.operation is None:
            return False
        before = mark in self._told
        self._told.add(mark)
        return before

    def begin(self) -> None:
        """Begin a tree of its own."""
        self._told.clear()

    def head(self, tree: Explanation, *, with_name: bool) -> str:
        """Name, measure, year and value, with its interval."""
        key = tree.key
        assert key.measure is not None
        years = f"{key.against}–{key.year}" if isinstance(key.against, int) else str(key.year)
        words = f"{code(key.measure.value, self.lang)} {years}"
        if with_name:
            indicator = tree.series.indicator
            area = tree.series.area.name.in_language(self.lang)
            prefix = f"{clean(area)}: " if self.several_areas else ""
            words = f"{prefix}{clean(indicator.name.in_language(self.lang))}, {words}"
        return f"{words}: {self.value(key, tree.value, tree.series)}"

    def value(self, key: Key, cell: Number, series: Series) -> str:
        """The number as a command shows it, with its marks, unit and interval."""
        assert key.measure is not None
        kind = type_of(key.measure)
        parts = number_text(cell, kind, series, self.style, compact=False)
        text = (parts.head + parts.tail).strip()
        if key.measure.is_in_unit:
            text += f" {unit_text(series, self.lang)}"
        bounds = bounds_text(key, cell, {series.indicator.id: series}, self.style)
        exact = cell.low is not None and cell.low == cell.high
        return text if not bounds or exact else f"{text} ({bounds})"

    def printed(self, fact: Fact) -> str:
        """What was printed, where, by whom and when."""
        text = clean(fact.figure.text.strip()) if fact.figure else ""
        line = say(self.lang, "explain.printed", text=text, place=place_text(fact))
        source = self.sources.get(fact.source)
        note = f" ({clean(fact.note)})" if fact.note else ""
        return line + (f" [{self.source(source)}]" if source else "") + note

    def source(self, source: Source) -> str:
        when = f", {say_date(source.date, self.lang)}" if source.date else ""
        return clean(source.title.in_language(self.lang)) + when

    def working(self, operation: Operation) -> list[str]:
        """The identity in words, the formula in symbols, and with the numbers."""
        return [
            say(self.lang, f"identity.{operation.relation.identity.name}"),
            formula_in_symbols(operation, self.lang),
            formula_in_numbers(operation, self.style),
        ]

    def agreement(self, tree: Explanation, other: Alternative) -> str:
        """How another way to the number agrees with it."""
        series = {tree.series.indicator.id: tree.series}
        value = value_text(tree.key, other.value, series, self.style)
        bounds = bounds_text(tree.key, other.value, series, self.style)
        if other.source and other.source in self.sources:
            name = "explain.other-edition"
            by = self.source(self.sources[other.source])
        else:
            name, by = "explain.other-way", ""
        grade = code(other.agreement.value, self.lang)
        if other.source and other.agreement is Agreement.DISAGREEMENT:
            grade = code("revision", self.lang, "finding")
        shown = f"{value} ({bounds})" if bounds else value
        return say(self.lang, name, value=shown, grade=grade, source=by)

    def legend(self, trees: list[Explanation]) -> list[str]:
        """A line for every mark that the numbers use."""
        used = dict.fromkeys(
            name
            for tree in _all(trees)
            if tree.key.measure is not None
            for name in legend_of(tree.value, compact=False, column=type_of(tree.key.measure))
        )
        return [say(self.lang, name) for name in used]


def _all(trees: list[Explanation]) -> Iterator[Explanation]:
    for tree in trees:
        yield tree
        yield from _all(list(tree.operands))
        for other in tree.alternatives:
            yield from _all(list(other.operands))


def tree_as_text(report: Report, style: Style) -> str:
    """Return the derivations as trees of plain lines."""
    words = _Words(report, style)
    console, out = console_for(style)
    title = clean(report.title.in_language(style.lang))
    head = say(style.lang, "title.explain")
    console.print(Text(head + (f" — {title}" if title else ""), style="bold"))
    for explanation in report.trees or ():
        console.print()
        console.print(_branch(words, explanation, None, with_name=True))
    legend = words.legend(list(report.trees or ()))
    for line in ["", *legend] if legend else []:
        console.print(Text(line, style="dim"))
    return printed(out)


def _branch(words: _Words, tree: Explanation, parent: Tree | None, *, with_name: bool) -> Tree:
    if parent is None:
        words.begin()
    before = words.told_before(tree)
    label = Text(words.head(tree, with_name=with_name), style="bold" if parent is None else "")
    if before:
        label.append(" " + say(words.lang, "explain.above"), style="dim")
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


def _working(
    words: _Words,
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


def tree_as_markdown(report: Report, style: Style) -> str:
    """Return the derivations as nested lists."""
    from vpcli.writers.markdown import escaped

    words = _Words(report, style)
    title = clean(report.title.in_language(style.lang))
    head = say(style.lang, "title.explain")
    lines = [f"## {escaped(head + (f' — {title}' if title else ''))}", ""]
    for source in report.sources:
        lines += [escaped(say(style.lang, "source", text=source_text(source, style.lang))), ""]
    for tree in report.trees or ():
        lines += _items(words, tree, 0, with_name=True)
    return "\n".join(lines).rstrip() + "\n"


def _items(words: _Words, tree: Explanation, depth: int, *, with_name: bool) -> list[str]:
    from vpcli.writers.markdown import escaped

    indent = "  " * depth
    if not depth:
        words.begin()
    before = words.told_before(tree)
    head = escaped(words.head(tree, with_name=with_name))
    if before:
        return [f"{indent}- {head} {escaped(say(words.lang, 'explain.above'))}"]
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


def _working_items(
    words: _Words,
    operation: Operation,
    operands: tuple[Explanation, ...],
    series: Series,
    depth: int,
) -> list[str]:
    from vpcli.writers.markdown import escaped

    name, symbols, numbers = (escaped(line) for line in words.working(operation))
    lines = [f"{'  ' * depth}  - {name}: {symbols}; {numbers}"]
    for operand in operands:
        lines += _items(words, operand, depth + 2, with_name=operand.series is not series)
    return lines


def tree_objects(report: Report, style: Style) -> Iterator[str]:
    """Make one nested JSON object for each derivation, on one line; numbers keep every digit."""
    sources = {source.id: source for source in report.sources}
    for tree in report.trees or ():
        yield _node(tree, sources, style)


def _node(tree: Explanation, sources: Mapping[str, Source], style: Style) -> str:
    series, key = tree.series, tree.key
    members: dict[str, str] = {
        "area": quoted(series.area.id),
        "indicator": quoted(series.indicator.id),
        "name": quoted(series.indicator.name.in_language(style.lang)),
        "year": str(key.year),
        "against": quoted(key.against or None),
        "measure": quoted(key.measure.value if key.measure else ""),
        **_numbers(tree.value, style),
        "basis": quoted(tree.value.basis.value),
        "status": quoted(tree.value.status.value),
        "published": _fact(tree.fact, sources, style) if tree.fact else "null",
        **_step(tree.operation, tree.operands, sources, style),
    }
    if tree.alternatives:
        listed = (
            _object(
                {
                    **_numbers(other.value, style),
                    "agreement": quoted(other.agreement.value),
                    "source": quoted(other.source),
                    "published": _fact(other.fact, sources, style) if other.fact else "null",
                    **_step(other.operation, other.operands, sources, style),
                }
            )
            for other in tree.alternatives
        )
        members["alternatives"] = f"[{', '.join(listed)}]"
    return _object(members)


def _step(
    operation: Operation | None,
    operands: tuple[Explanation, ...],
    sources: Mapping[str, Source],
    style: Style,
) -> dict[str, str]:
    if operation is None:
        return {}
    return {
        "identity": quoted(operation.relation.identity.name),
        "formula": quoted(formula_in_symbols(operation, style.lang)),
        "working": quoted(formula_in_numbers(operation, style)),
        "from": f"[{', '.join(_node(operand, sources, style) for operand in operands)}]",
    }


def _fact(fact: Fact, sources: Mapping[str, Source], style: Style) -> str:
    source = sources.get(fact.source)
    return _object(
        {
            "printed": quoted(fact.figure.text.strip() if fact.figure else ""),
            "file": quoted(fact.place.file),
            "line": quoted(fact.place.line),
            "source": quoted(fact.source),
            "date": quoted(source.date if source else ""),
        }
    )


def _numbers(cell: Number, style: Style) -> dict[str, str]:
    return {
        "value": _number(number_value(cell, style.digits)),
        "low": _number(number_value(cell, style.digits, "low")),
        "high": _number(number_value(cell, style.digits, "high")),
    }


def _number(value: Decimal | None) -> str:
    return "null" if value is None else f"{value:f}"


def _object(members: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{quoted(key)}: {value}" for key, value in members.items()) + "}"
