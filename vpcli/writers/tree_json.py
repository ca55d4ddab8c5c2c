"""Derivations as nested JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from vpcli.core.facts.model import Fact, Series, Source
from vpcli.core.facts.quantity_keys import Key
from vpcli.core.reports.cells import Number
from vpcli.core.reports.explanation import Blank, Explanation
from vpcli.core.reports.step import Operation
from vpcli.core.reports.table import Report
from vpcli.writers.display import Style
from vpcli.writers.formula import formula_in_numbers, formula_in_symbols
from vpcli.writers.machine import json_array, number_value, quoted

__all__ = ["tree_as_json", "tree_as_jsonl"]


def tree_as_json(report: Report, style: Style) -> str:
    """Return the derivations as a JSON array with one nested object each."""
    return json_array(_objects(report, style))


def tree_as_jsonl(report: Report, style: Style) -> str:
    """Return the derivations as JSON Lines: the objects of the JSON array, one a line."""
    return "".join(f"{one}\n" for one in _objects(report, style))


def _objects(report: Report, style: Style) -> Iterator[str]:
    """Make one nested JSON object for each derivation, on one line; numbers keep every digit."""
    sources = {source.id: source for source in report.sources}
    for tree in report.trees or ():
        yield _node(tree, sources, style)
    for blank in report.blanks:
        yield _blank_node(blank, sources, style)


def _blank_node(blank: Blank, sources: Mapping[str, Source], style: Style) -> str:
    members = _about(blank.key, blank.series, style)
    members |= dict.fromkeys(("value", "low", "high"), "null")
    members |= {"basis": quoted(""), "status": quoted("O"), "published": "null"}
    members["reason"] = quoted(blank.reason)
    if blank.operation is not None:
        missing = (_object(_about(key, series, style)) for key, series in blank.missing)
        members |= {
            "identity": quoted(blank.operation.relation.identity.name),
            "formula": quoted(formula_in_symbols(blank.operation, style.lang)),
            "from": f"[{', '.join(_node(one, sources, style) for one in blank.known)}]",
            "missing": f"[{', '.join(missing)}]",
        }
    return _object(members)


def _about(key: Key, series: Series, style: Style) -> dict[str, str]:
    return {
        "area": quoted(series.area.id),
        "indicator": quoted(series.indicator.id),
        "name": quoted(series.indicator.name.in_language(style.lang)),
        "year": str(key.year),
        "against": quoted(key.against or None),
        "measure": quoted(key.measure.value if key.measure else ""),
        **({"plan_by": quoted(key.by)} if key.by else {}),
    }


def _node(tree: Explanation, sources: Mapping[str, Source], style: Style) -> str:
    members = _about(tree.key, tree.series, style) | {
        **_numbers(tree.value, style),
        "basis": quoted(tree.value.basis.value),
        "status": quoted(tree.value.status.value),
        "published": _fact(tree.fact, sources, style) if tree.fact else "null",
        **_step(tree.operation, tree.operands, sources, style),
    }
    if tree.is_cut or tree.mark:
        members["reason"] = quoted("too-deep" if tree.is_cut else tree.mark)
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
