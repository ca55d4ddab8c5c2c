"""A finding in words: what was printed, the identity with its numbers, and the facts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from vpcli.core.facts.model import Fact, Source
from vpcli.core.facts.quantity_keys import key_of
from vpcli.core.reports.cells import Number
from vpcli.core.reports.columns import Type
from vpcli.core.reports.findings import Finding, FindingKind, Rule
from vpcli.i18n import say, say_date
from vpcli.writers.display import (
    Style,
    clean,
    code,
    fact_text,
    place_text,
    plain_number,
    type_of,
    unit_of,
    with_area,
)
from vpcli.writers.formula import bounds_text, formula_in_numbers, value_text

__all__ = ["finding_head", "finding_lines"]


def finding_head(finding: Finding, style: Style, *, several_areas: bool) -> str:
    """The first line: what kind of finding it is, and about which printed figure."""
    lang = style.lang
    kind = code(finding.kind.value, lang, "finding")
    if finding.rule is not Rule.NONE:
        kind += f" ({code(finding.rule.value, lang, 'rule')})"
    fact = fact_text(finding.fact, finding.series, lang)
    about = finding.about_key
    if about is not None and about.measure is not None:
        name = clean(finding.series.indicator.name.in_language(lang))
        fact = f"{name}, {about.years}, {code(about.measure.value, lang)}"
    return f"{kind} — {with_area(fact, finding.series, lang, several=several_areas)}"


def finding_lines(finding: Finding, sources: Mapping[str, Source], style: Style) -> list[str]:
    """The lines below it: identity, expected value, difference, and every fact with its place."""
    lang = style.lang
    lines = []
    for step in (*finding.steps, finding.operation):
        if step is not None:
            name = say(lang, f"identity.{step.relation.identity.name}")
            lines.append(f"{name}: {formula_in_numbers(step, style)}")
    if finding.expected is not None:
        lines.append(_expected(finding, finding.expected, style))
    if finding.implied is not None and finding.about_key is not None:
        series = {finding.series.indicator.id: finding.series}
        value = value_text(finding.about_key, finding.implied, series, style)
        earlier = finding.kind is FindingKind.REVISION
        lines.append(say(lang, "finding.implies" if earlier else "finding.states", value=value))
    for one in finding.misprints:
        tied = {one.fact.indicator: finding.about.get(one.fact.indicator, finding.series)}
        value = value_text(key_of(one.fact), one.reads, tied, style)
        shown = fact_text(one.fact, tied[one.fact.indicator], lang)
        slip = code(one.slip.value, lang, "slip")
        lines.append(say(lang, "finding.misprint", fact=shown, value=value, slip=slip))
    if finding.word:
        lines.append(say(lang, "finding.by-the-rule", word=code(finding.word, lang)))
    if finding.rule is Rule.NONE and finding.kind is FindingKind.DISAGREEMENT:
        lines.append(say(lang, "finding.cannot-hold"))
    for fact in (finding.fact, *finding.against):
        about = finding.about.get(fact.indicator, finding.series)
        text = f"  {place_text(fact)}  {fact_text(fact, about, lang)}"
        if id(fact) in finding.shared:
            text += "  " + say(lang, "finding.shared", count=finding.shared[id(fact)])
        lines.append(text + _source(fact, sources, lang))
    return lines


def _expected(finding: Finding, expected: Number, style: Style) -> str:
    lang, key = style.lang, finding.about_key or key_of(finding.fact)
    series = {finding.series.indicator.id: finding.series}
    bounds = bounds_text(key, expected, series, style)
    if expected.value is None:
        value = bounds
    else:
        value = value_text(key, expected, series, style)
        value = f"{value} ({bounds})" if bounds else value
    later = finding.kind is FindingKind.REVISION
    text = say(lang, "finding.later" if later else "finding.expected", value=value)
    units = finding.difference_units
    if finding.difference is None or units is None or finding.kind.is_grade:
        return text
    unit = unit_of(_type_of_difference(finding), finding.series, lang)
    decimals = max(expected.decimals, finding.fact.figure.decimals if finding.fact.figure else 0)
    return text + say(
        lang,
        "finding.off-by",
        difference=_signed(finding.difference, decimals, lang) + unit,
        units=plain_number(units.copy_abs(), 0 if abs(units) >= 10 else 1, lang),
    )


def _type_of_difference(finding: Finding) -> Type:
    kind = type_of(finding.fact.measure)
    return Type.CHANGE if kind in (Type.LEVEL, Type.CHANGE) else Type.POINTS


def _signed(value: Decimal, decimals: int, lang: str) -> str:
    text = plain_number(value, decimals, lang)
    return text if text.startswith("−") else f"+{text}"


def _source(fact: Fact, sources: Mapping[str, Source], lang: str) -> str:
    source = sources.get(fact.source)
    if source is None:
        return ""
    title = clean(source.title.in_language(lang))
    when = f", {say_date(source.date, lang)}" if source.date else ""
    return f"  [{title}{when}]"
