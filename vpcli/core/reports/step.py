"""One step of working: an identity, the numbers put into it, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from vpcli.core.facts.codes import Basis
from vpcli.core.facts.model import Kind, Measure, Series
from vpcli.core.facts.quantity_keys import Key
from vpcli.core.measures.digits import level_decimals, rate_decimals
from vpcli.core.reports.cells import Number, number
from vpcli.core.solver.identities import Scope
from vpcli.core.solver.quantity import Quantity
from vpcli.core.solver.relations import Relation
from vpcli.core.solver.solution import CONSTANTS, Known, derive

__all__ = ["Operation", "cell_of", "expectation", "operation_of", "steps_before"]


_MOST_STEPS = 8


class Operation(NamedTuple):
    """`relation` solved for `target`: the other terms by key, and the result.

    `series` holds the series of every term by indicator id.
    """

    relation: Relation
    target: Key
    values: Mapping[Key, Number]
    result: Number
    """What the numbers give."""
    series: Mapping[str, Series]
    narrowed: Number | None = None
    """What the other figures leave of the result, where that is less."""


def cell_of(key: Key, quantity: Quantity, series: Mapping[str, Series]) -> Number:
    """Return a quantity with the decimals it deserves."""
    about = series.get(key.indicator)
    if key.measure is None or about is None:
        decimals = 0
    elif key.measure.is_in_unit:
        decimals = level_decimals(quantity, about)
    else:
        decimals = rate_decimals(quantity)
    if key.measure in (Measure.MULTIPLE, Measure.RATIO) and quantity.published is None:
        decimals = 2
    cell = number(quantity, decimals)
    assert cell is not None
    return cell


def expectation(key: Key, quantity: Quantity, series: Mapping[str, Series]) -> Number:
    """Return what a printed figure is held against: a value with its bounds, and no mark."""
    return cell_of(key, quantity, series)._replace(basis=Basis.COMPUTED, shows_bounds=True)


def operation_of(
    target: Key,
    quantity: Quantity,
    known: Known,
    series: Mapping[str, Series],
) -> Operation | None:
    """Return the step by which a quantity was derived from what is known; None if it was not."""
    relation = quantity.relation
    if relation is None:
        return None
    values = {
        key: cell_of(key, found, series)
        for key in relation.terms
        if key != target and (found := CONSTANTS.get(key) or known(key))
    }
    result = cell_of(target, quantity, series)
    if relation.identity.adds and quantity.published is None:
        # A sum or a difference shows no more digits than what it is made of.
        result = result._replace(decimals=_decimals_of_sum(relation, target, values))
    if relation.identity.scope is Scope.METHOD:
        return Operation(relation, target, values, result, series)
    kinds = {id_: one.indicator.kind for id_, one in series.items()}
    made = derive(relation, target, known, {**dict.fromkeys(_ids(relation), Kind.LEVEL), **kinds})
    if made is None or made.point in (None, quantity.point):
        return Operation(relation, target, values, result, series)
    plain = result._replace(value=made.point, low=made.low, high=made.high)
    return Operation(relation, target, values, plain, series, result)


def _ids(relation: Relation) -> list[str]:
    return [key.indicator for key in relation.terms]


def _decimals_of_sum(relation: Relation, target: Key, values: Mapping[Key, Number]) -> int:
    """The decimals of the most precise term, from its own unit into that of the target."""
    scales = {operand.key: operand.times for operand in relation.all_operands}
    shift = {key: times.adjusted() for key, times in scales.items()}  # powers of ten
    finest = max(cell.decimals - shift[key] for key, cell in values.items())
    return max(0, finest + shift[target])


def steps_before(
    last: Operation | None, known: Known, series: Mapping[str, Series]
) -> tuple[Operation, ...]:
    """Return the steps that gave the operands of the last one, in the order they were made."""
    steps: dict[Key, Operation] = {}
    waiting = [key for key in last.values if key.measure is not None] if last else []
    while waiting and len(steps) < _MOST_STEPS:
        key = waiting.pop(0)
        found = known(key)
        step = operation_of(key, found, known, series) if found else None
        if step is not None and key not in steps:
            steps[key] = step
            waiting += [key for key in step.values if key.measure is not None]
    return tuple(reversed(steps.values()))
