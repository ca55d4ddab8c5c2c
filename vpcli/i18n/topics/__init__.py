"""The reference: one topic a file, in plain Markdown, the same in every language.

A topic has a title (`#`), headings (`##`), paragraphs, lists (`- `), tables and blocks of code, and
nothing else, so that a terminal, a pipe and a web page show it alike. Tests hold the topics against
the code: options, columns, reasons, formats and limits; and every command in them is run.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["TOPICS", "title_of", "topic"]

TOPICS = (
    "files",
    "tables",
    "text",
    "methods",
    "columns",
    "reasons",
    "formats",
    "limits",
    "scripts",
)
"""What `vpcli help` tells of beside the commands, in this order."""


def topic(name: str, lang: str) -> str:
    """Return a topic as it is written, in Markdown."""
    return (Path(__file__).parent / lang / f"{name}.md").read_text("utf-8")


def title_of(name: str, lang: str) -> str:
    """Return the title of a topic: what it tells of, in one line."""
    return topic(name, lang).partition("\n")[0].removeprefix("# ")
