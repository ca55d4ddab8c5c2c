"""A derivation as nested lists of Markdown."""

from __future__ import annotations

from vpcli.core.reports.table import Report
from vpcli.i18n import say
from vpcli.writers.display import Style, clean, source_text
from vpcli.writers.layout import notes_of
from vpcli.writers.markdown import escaped
from vpcli.writers.tree_lines import tree_lines
from vpcli.writers.tree_words import TreeWords

__all__ = ["tree_as_markdown"]


def tree_as_markdown(report: Report, style: Style) -> str:
    """Return the derivations as nested lists."""
    title = clean(report.title.in_language(style.lang))
    head = say(style.lang, "title.explain")
    lines = [f"## {escaped(head + (f' — {title}' if title else ''))}", ""]
    for source in report.sources:
        lines += [escaped(say(style.lang, "source", text=source_text(source, style.lang))), ""]
    for depth, text in tree_lines(report, TreeWords(report, style)):
        item = escaped(text)
        lines.append(f"{'  ' * depth}- {item if depth else f'**{item}**'}")
    notes = [escaped(note) for note in notes_of(report, (), style.lang)]
    return "\n".join([*lines, *(["", *notes] if notes else [])]).rstrip() + "\n"
