"""Identities as formulas: in symbols, and with the numbers put in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from vpcli.core.facts.arithmetic import ONE
from vpcli.core.facts.model import Kind, Measure, Series, Status
from vpcli.core.facts.number import Qualifier
from vpcli.core.facts.quantity_keys import Key
from vpcli.core.reports.cells import Number
from vpcli.core.reports.step import Operation
from vpcli.core.solver.identities import Scope
from vpcli.core.solver.relations import Operand, Relation
from vpcli.i18n import say
from vpcli.writers.display import Style, number_text, per_cent, plain_number, type_of

__all__ = ["bounds_text", "formula_in_numbers", "formula_in_symbols", "value_text"]

_SYMBOLS = {
    Measure.ACTUAL: "y",
    Measure.PLAN: "k",
    Measure.GROWTH: "g",
    Measure.PLANNED_GROWTH: "p",
    Measure.ATTAINMENT: "a",
    Measure.CHANGE: "Δy",
    Measure.PLANNED_CHANGE: "Δk",
    Measure.GAP: "d",
    Measure.MULTIPLE: "m",
    Measure.AVERAGE_GROWTH: "ḡ",
    Measure.PLANNED_AVERAGE_GROWTH: "p̄",
    Measure.REQUIRED_GROWTH: "r",
    Measure.PROJECTED: "ŷ",
    Measure.ASSUMED_GROWTH: "g",
    Measure.RATIO: "R",
    Measure.SHARE: "s",
    Measure.CONTRIBUTION: "c",
    Measure.SHARE_OF_GROWTH: "q",
}
_OF_TOTAL = {"y": "Y", "Δy": "ΔY", "g": "G"}
_SUBSCRIPT = str.maketrans("0123456789-", "₀₁₂₃₄₅₆₇₈₉₋")
_FACTORS = frozenset(
    {
        Measure.GROWTH,
        Measure.PLANNED_GROWTH,
        Measure.AVERAGE_GROWTH,
        Measure.PLANNED_AVERAGE_GROWTH,
        Measure.REQUIRED_GROWTH,
        Measure.ASSUMED_GROWTH,
    }
)
_MOST_TERMS = 8
_METHODS = {
    "mean": "ḡ = Σ gₜ ÷ n",
    "log": "r = ln(yₜ ÷ y₀) ÷ n",
    "least-squares": "ln yₜ = a + b t; exp(b) − 1",
    "least-squares-log": "ln yₜ = a + b t; b",
}


class _Terms(NamedTuple):
    """How terms are written: each by itself, and scales between units in a language."""

    atom: Callable[[Operand], str]
    lang: str


def formula_in_symbols(operation: Operation, lang: str) -> str:
    """Return the identity solved for what is sought, such as `g₂₀₁₉ = y₂₀₁₉ ÷ y₂₀₁₈ − 1`."""
    relation, target = operation.relation, operation.target

    if relation.identity.scope is Scope.METHOD:
        return _METHODS[relation.identity.name]

    def atom(operand: Operand) -> str:
        return _symbol(operand.key, relation)

    if relation.identity.scope is Scope.WHOLE:
        whole, each = atom(relation.result), f"{_letter(relation.operands[0].key)}ᵢ"
        whole = _all_of_it(lang) if relation.result.key.measure is None else whole
        if target == relation.result.key:
            return f"{whole} = Σ {each}"
        return f"{atom(_operand(relation, target))} = {whole} − Σ {each}"
    right = _right_side(operation, _Terms(atom, lang))
    return f"{_symbol(target, relation)} = {right}"


def formula_in_numbers(operation: Operation, style: Style) -> str:
    """Return the formula with its numbers, and what comes out of it."""

    def atom(operand: Operand) -> str:
        key = operand.key
        if key.measure is None:
            return str(key.year)
        return value_text(key, operation.values[key], operation.series, style)

    result = value_text(operation.target, operation.result, operation.series, style)
    if operation.relation.identity.scope is Scope.METHOD:
        return f"{_method_in_numbers(operation.relation, atom)} = {result}"
    text = f"{_right_side(operation, _Terms(atom, style.lang))} = {result}"
    if operation.narrowed is None:
        return text
    narrowed = value_text(operation.target, operation.narrowed, operation.series, style)
    if narrowed == result:
        return text
    return text + say(style.lang, "formula.narrowed", value=narrowed)


def _method_in_numbers(relation: Relation, atom: Callable[[Operand], str]) -> str:
    """An average with its numbers; of a line fitted to them only how many there are."""
    terms = [atom(operand) for operand in relation.operands]
    if relation.identity.name == "mean":
        return f"({_added(terms)}) ÷ {len(terms)}"
    if relation.identity.name == "log":
        return f"ln({terms[1]} ÷ {terms[0]}) ÷ {relation.years}"
    return f"n = {len(terms)}: {_METHODS[relation.identity.name].partition('; ')[2]}"


def value_text(key: Key, cell: Number, series: Mapping[str, Series], style: Style) -> str:
    """A number in the unit of its quantity, without marks and qualifiers."""
    assert key.measure is not None
    plain = cell._replace(qualifier=Qualifier.NONE, conflict=False, status=Status.NORMAL)
    about = series.get(key.indicator)
    parts = number_text(plain, type_of(key.measure), about, style, compact=False)
    text = (parts.head + parts.tail).replace(" ≈", "").strip()
    return text if cell.value is None else text.removeprefix("+")


def bounds_text(key: Key, cell: Number, series: Mapping[str, Series], style: Style) -> str:
    """The interval of a number, rounded outward; empty where it is not bounded."""
    shown = style._replace(bounds=True)
    assert key.measure is not None
    about = series.get(key.indicator)
    return number_text(cell, type_of(key.measure), about, shown, compact=False).below


def _right_side(operation: Operation, terms: _Terms) -> str:
    relation, target = operation.relation, operation.target
    sought = _operand(relation, target)
    if relation.identity.adds:
        text, single = _sum(relation, sought, terms, operation)
    else:
        text, single = _product(relation, sought, terms, operation)
    if sought.times != ONE:
        text = f"{text if single else f'({text})'} ÷ {_plain(sought.times, terms.lang)}"
    if _is_factor(sought, operation) and not sought.shift:
        text = f"{text} − 1"
    if sought.shift and not _is_factor(sought, operation):
        text = f"{text} + {_all_of_it(terms.lang)}"  # an attainment, taken less the plan itself
    return text


def _sum(
    relation: Relation, sought: Operand, terms: _Terms, operation: Operation
) -> tuple[str, bool]:
    if sought is relation.result:
        taken = [_taken(operand, terms, operation) for operand in relation.operands]
        return _added(taken), len(taken) == 1
    others = [
        _taken(operand, terms, operation)
        for operand in relation.operands
        if operand.key != sought.key
    ]
    whole = _taken(relation.result, terms, operation)
    return " − ".join([whole, *(_bracketed(term) for term in _shortened(others))]), not others


def _added(terms: Sequence[str]) -> str:
    """Join terms, a negative one with its sign."""
    text = ""
    for term in _shortened(terms):
        if not text:
            text = term
        elif term.startswith("−"):
            text += f" − {term[1:]}"
        else:
            text += f" + {term}"
    return text


def _shortened(terms: Sequence[str]) -> Sequence[str]:
    return terms if len(terms) <= _MOST_TERMS else [*terms[: _MOST_TERMS - 2], "…", terms[-1]]


def _product(
    relation: Relation, sought: Operand, terms: _Terms, operation: Operation
) -> tuple[str, bool]:
    base, factor = relation.operands
    power = f"^{relation.years}" if relation.years > 1 else ""
    if sought is relation.result:
        second = _bracketed(_taken(factor, terms, operation)) + power
        if base.key == Key(None, 1):
            return second, True
        return f"{_bracketed(_taken(base, terms, operation))} × {second}", True
    whole = _bracketed(_taken(relation.result, terms, operation))
    if sought is base:
        return f"{whole} ÷ {_bracketed(_taken(factor, terms, operation))}{power}", True
    if base.key == Key(None, 1):
        ratio = whole
    else:
        ratio = f"{whole} ÷ {_bracketed(_taken(base, terms, operation))}"
    if relation.years > 1:
        simple = base.key == Key(None, 1)
        return f"{ratio if simple else f'({ratio})'}^(1/{relation.years})", True
    return ratio, True


def _taken(operand: Operand, terms: _Terms, operation: Operation) -> str:
    """A term as the identity takes it: a growth rate as one plus the rate, unless it is net."""
    text = terms.atom(operand)
    if operand.key.measure is None:
        whole = operation.relation.identity.scope is Scope.WHOLE
        return _all_of_it(terms.lang) if whole else str(operand.key.year)
    if _is_factor(operand, operation) and not operand.shift:
        sign = f"− {text[1:]}" if text.startswith("−") else f"+ {text}"
        text = f"(1 {sign})"
    elif operand.shift and not _is_factor(operand, operation):
        text = f"({text} − {_all_of_it(terms.lang)})"
    if operand.times != ONE:
        text = f"{_plain(operand.times, terms.lang)} × {text}"
    return text


def _all_of_it(lang: str) -> str:
    return "100" + per_cent(lang)


def _is_factor(operand: Operand, operation: Operation) -> bool:
    about = operation.series.get(operand.key.indicator)
    rate = about is not None and about.indicator.kind is Kind.RATE
    return operand.key.measure in _FACTORS and not rate


def _bracketed(text: str) -> str:
    return f"({text})" if text.startswith("−") or " × " in text else text


def _plain(value: Decimal, lang: str) -> str:
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return plain_number(value, max(0, -exponent), lang)


def _operand(relation: Relation, key: Key) -> Operand:
    return next(operand for operand in relation.all_operands if operand.key == key)


def _letter(key: Key) -> str:
    assert key.measure is not None
    return _SYMBOLS[key.measure]


def _symbol(key: Key, relation: Relation) -> str:
    if key.measure is None:
        return str(key.year)
    letter = _letter(key)
    if relation.identity.scope in (Scope.PART, Scope.WHOLE):
        part = relation.result.key.indicator
        if relation.identity.scope is Scope.PART and key.indicator != part:
            letter = _OF_TOTAL.get(letter, letter)
        if relation.identity.scope is Scope.WHOLE and key == relation.result.key:
            letter = _OF_TOTAL.get(letter, letter)
    years = f"{key.against}-{key.year}" if isinstance(key.against, int) else str(key.year)
    return letter + years.translate(_SUBSCRIPT)
