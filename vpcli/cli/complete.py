"""What may stand where the cursor is: names from the data on the line, and columns of the report.

A shell waits for this at every press of Tab, and shows whatever goes wrong in the middle of the
line. So nothing here fails: what cannot be read completes to nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

import click
from click.shell_completion import CompletionItem, ZshComplete

from vpcli.cli.language import spoken
from vpcli.core.facts.model import Dataset, Words
from vpcli.errors import VpcliError
from vpcli.readers import DEFAULT, ReadOptions, bundled, find, load

__all__ = ["candidates"]

_MOST_BYTES = 5_000_000
_DATA_SUFFIXES = frozenset(
    {
        *(".yaml", ".yml", ".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".xlsx", ".xls", ".px"),
        *(".txt", ".md", ".docx", ".html", ".htm"),
    }
)
_DEFAULTS = {"contribution": "vinh-phuc-grdp"}
_BASH_SPECIAL = frozenset(" \t\"'\\$`!&|;<>(){}[]*?~#")
_BASH_SPECIAL_IN: dict[str, frozenset[str]] = {'"': frozenset('"\\$`'), "'": frozenset()}
_Named = Iterable[tuple[str, str]]


def candidates(kind: str, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """Return what of a kind begins with what was typed."""
    try:
        if kind == "data":
            return _data(incomplete)
        before, typed = "", incomplete
        if kind == "columns":
            before, comma, typed = incomplete.rpartition(",")
            before += comma
        named = _KINDS[kind](ctx)
        return [
            CompletionItem(
                _quoted(before + value, described=bool(help_)),
                help=" ".join(help_.split()) or None,  # on one line, as zsh reads it
            )
            for value, help_ in dict(named).items()
            if value.isprintable() and value.casefold().startswith(typed.casefold())
        ]
    except (VpcliError, OSError, ValueError, ArithmeticError, RecursionError):
        return []


def _quoted(value: str, *, described: bool = False) -> str:
    """A candidate as the shell takes it.

    In bash it is inserted as it is, perhaps after a quote that was opened. In zsh a backslash
    marks what follows it where a description stands beside.
    """
    shell = os.environ.get("_VPCLI_COMPLETE", "").partition("_")[0]
    if shell == "zsh" and described:
        value = value.replace("\\", "\\\\")
        return value if ":" not in value or _marks_colons() else value.replace(":", "\\:")
    if shell != "bash":
        return value
    special = _BASH_SPECIAL_IN.get(_open_quote(os.environ.get("COMP_WORDS", "")), _BASH_SPECIAL)
    return "".join(f"\\{one}" if one in special else one for one in value)


def _marks_colons() -> bool:
    """Whether Click itself marks a colon for zsh, which ends a name there; older ones do not."""
    probe = CompletionItem(":", help="-")
    return "\\:" in ZshComplete.format_completion(ZshComplete(click.Command(""), {}, "", ""), probe)


def _open_quote(line: str) -> str:
    """The quote that a line leaves open; empty if none.

    >>> _open_quote("growth 'a b.csv' -i \'c"), _open_quote("growth 'a b.csv' -i c")
    ("'", '')
    """
    quote, escaped = "", False
    for one in line:
        if escaped:
            escaped = False
        elif one == "\\" and quote != "'":
            escaped = True
        elif one == quote:
            quote = ""
        elif one in "\"'" and not quote:
            quote = one
    return quote


def _data(incomplete: str) -> list[CompletionItem]:
    """Bundled names and data files of this folder; otherwise any file, as the shell does it."""
    names = [name for name in bundled() if name.startswith(incomplete)]
    if "/" not in incomplete:
        names += [
            entry.name
            for entry in sorted(Path().iterdir())
            if entry.suffix.casefold() in _DATA_SUFFIXES and entry.name.startswith(incomplete)
        ]
    if names:
        return [CompletionItem(_quoted(name)) for name in names]
    return [CompletionItem(incomplete, type="file")]


def _dataset(ctx: click.Context) -> Dataset:
    """The data named on the line so far; never standard input, a device or a very large file."""
    options = ctx.params
    if options.get("values") or options.get("plans"):
        from vpcli.readers.typed import read_typed

        return read_typed({"value": options["values"]}, None, ReadOptions())
    default = _DEFAULTS.get(ctx.command.name or "", DEFAULT)
    names = list(options.get("data") or _arguments(ctx)) or [
        os.environ.get("VPCLI_DATA") or default
    ]
    for name in names:
        path = find(name)
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            raise OSError
    return load(names, ReadOptions())


def _arguments(ctx: click.Context) -> list[str]:
    """Where the line ends in an option without its value, Click has not given arguments names."""
    takes_data = any(
        isinstance(one, click.Argument) and one.name == "data" for one in ctx.command.params
    )
    return ctx.args if takes_data else []


def _words(words: Words) -> str:
    return words.in_language(spoken())


def _indicators(ctx: click.Context) -> _Named:
    return ((one.indicator.id, _words(one.indicator.name)) for one in _dataset(ctx).series)


def _areas(ctx: click.Context) -> _Named:
    return ((one.area.id, _words(one.area.name)) for one in _dataset(ctx).series if one.area.id)


def _sources(ctx: click.Context) -> _Named:
    return ((id_, _words(one.title)) for id_, one in _dataset(ctx).sources.items())


def _dates(ctx: click.Context) -> _Named:
    return ((one.date, _words(one.title)) for one in _dataset(ctx).sources.values() if one.date)


def _years(ctx: click.Context) -> _Named:
    named = ctx.params.get("indicator")
    years = {
        fact.year
        for one in _dataset(ctx).series
        if not isinstance(named, str) or one.indicator.id == named
        for fact in one.facts
    }
    return ((str(year), "") for year in sorted(years))


def _measures(_ctx: click.Context) -> _Named:
    explained = import_module("vpcli.core.reports.explain").EXPLAINED
    return ((measure.value, "") for measure in explained)


def _columns(ctx: click.Context) -> _Named:
    """The columns of the report that the options so far ask for."""
    name, options = ctx.command.name, ctx.params
    variants = {
        "growth": {"analysed": "chain_and_fixed_base"},
        "attainment": {"progress": "on_track"},
        "projection": {"assessed": "on_track"}
        | dict.fromkeys(("growth", "scenarios", "target", "reach"), "projected_path"),
        "check": {"revisions": "revision_table"},
    }.get(name or "", {})
    module = next((module for key, module in variants.items() if options.get(key)), name)
    names = {"progress": "PROGRESS_COLUMNS", "assessed": "ASSESS_COLUMNS"}
    held = next((held for key, held in names.items() if options.get(key)), "COLUMNS")
    columns = getattr(import_module(f"vpcli.core.reports.{module}"), held)
    return ((column.name, "") for column in columns)


_KINDS: dict[str, Callable[[click.Context], _Named]] = {
    "indicator": _indicators,
    "area": _areas,
    "source": _sources,
    "date": _dates,
    "year": _years,
    "measure": _measures,
    "columns": _columns,
}
