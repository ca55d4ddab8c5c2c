"""What a command answers, for Python: rows by column name, and the same in every format."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from vpcli.answers import arranged, known_columns
from vpcli.core.reports.columns import Type
from vpcli.core.reports.table import Report
from vpcli.errors import InvocationError, Place, Problem, VpcliError
from vpcli.i18n import LANGUAGES, say, words_of_errors
from vpcli.keywords import several
from vpcli.values import choice, whole_number
from vpcli.values import digits as decimals
from vpcli.writers import FORMATS, format_of_file, render
from vpcli.writers.display import Style
from vpcli.writers.machine import machine_columns, plain

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["Row", "Table", "table_of"]

Row = dict[str, str | int | Decimal | None]
"""Cells by column name."""
_TEXTS = (Type.TEXT, Type.NAME, Type.CODE, Type.SOURCE)
_MOST_SHOWN = 60


class Table(Sequence[Row]):
    """Rows by column name: levels in the unit, rates in per cent, as `Decimal`; None for a blank.

    In a notebook it shows itself as a table, and `str` gives the text that the terminal shows.
    """

    def __init__(
        self, report: Report, columns: Sequence[str] = (), files: frozenset[str] = frozenset()
    ) -> None:
        """Hold a report, and the columns that are asked for; `report` has all that a writer needs.

        Raises `InvocationError` for a column that the report has not.
        """
        self.report = report
        self._files = files
        self._columns = tuple(known_columns(report, columns))
        self._rows = self.to_dicts()

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in the order of the CSV."""
        return [column.name for column in machine_columns(self.report, self._style())]

    @property
    def failed(self) -> bool:
        """Whether figures disagree or a condition is not met: where a command has exit status 1."""
        return self.report.failed

    def to_dicts(self, lang: str = "en", digits: int | None = None) -> list[Row]:
        """Return the rows as dicts; computed numbers to 12 significant digits, or to `digits`.

        >>> import vpcli
        >>> growth = vpcli.growth("viet-nam-gdp", last=1986, method="cagr")
        >>> [row["growth_pct"] for row in growth.to_dicts(digits=2)]
        [Decimal('3.30')]
        """
        with words_of_errors():
            style = self._style(lang=lang, digits=digits)
        columns = machine_columns(self.report, style)
        return [
            {column.name: plain(row, column, style) for column in columns}
            for row in self.report.rows
        ]

    def to_text(
        self,
        format: str = "table",
        lang: str = "en",
        digits: int | None = None,
        width: int | None = None,
        *,
        bounds: bool = False,
        chart: bool = False,
        excel: bool = False,
        clean: bool = False,
    ) -> str:
        """Return the table as text: table, csv, tsv, json, jsonl, md, html and so on.

        `bounds` shows the interval under every number, `chart` draws it, `clean` leaves marks and
        ranges out, `excel` is for CSV that a spreadsheet opens. Raises `InvocationError`, of a
        format that is no text as well.

        >>> import vpcli
        >>> text = vpcli.attainment("vinh-phuc-2019", indicator="industry").to_text("csv", digits=1)
        >>> text.splitlines()[1].split(",")[5:11]
        ['222742.5', '', '', '244794', '22051.5', '109.9']
        """
        with words_of_errors():
            style = self._style(
                lang=lang,
                digits=digits,
                width=width,
                bounds=bounds,
                chart=chart,
                excel=excel,
                clean=clean,
            )
            made = self._made(format, style)
            if isinstance(made, bytes):
                raise InvocationError(Problem("no-text", {"format": format}))
        return made

    def write(
        self,
        path: str | os.PathLike[str],
        format: str | None = None,
        lang: str = "en",
        digits: int | None = None,
        *,
        bounds: bool = False,
        chart: bool = False,
        excel: bool = False,
        clean: bool = False,
        force: bool = False,
    ) -> None:
        """Write the table into a file, whole or not at all; the format is that of its extension.

        Raises `DataError` where the file cannot be written, `InvocationError` also where the table
        was read from it, unless `force` lets it be overwritten.
        """
        from vpcli.writers.file import write_file

        with words_of_errors():
            style = self._style(
                lang=lang, digits=digits, bounds=bounds, chart=chart, excel=excel, clean=clean
            )
            made = self._made(format or format_of_file(os.fspath(path)), style)
            if not force and Path(path).exists() and self._was_read(Path(path)):
                raise InvocationError(Problem("output-is-input", {}, Place(os.fspath(path))))
            write_file(Path(path), [made if isinstance(made, bytes) else made.encode()])

    def _was_read(self, path: Path) -> bool:
        return any(Path(name).exists() and path.samefile(name) for name in self._files)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a data frame of pandas: numbers as float64, a blank as NaN or None.

        Raises `VpcliError` where pandas is not installed.
        """
        library = _library("pandas")
        kinds = {"text": "object", "whole": "Int64", "number": "float64"}
        frame: pandas.DataFrame = library.DataFrame(
            {
                name: library.Series(values, dtype=kinds[kind])
                for name, kind, values in self._series()
            }
        )
        return frame

    def to_polars(self) -> polars.DataFrame:
        """Return the rows as a data frame of Polars: numbers as Float64, a blank as null.

        Raises `VpcliError` where Polars is not installed.
        """
        library = _library("polars")
        kinds = {"text": library.String, "whole": library.Int64, "number": library.Float64}
        frame: polars.DataFrame = library.DataFrame(
            [
                library.Series(name, values, dtype=kinds[kind])
                for name, kind, values in self._series()
            ]
        )
        return frame

    def _series(self) -> Iterator[tuple[str, str, list[Any]]]:
        """The columns: name, kind, and values that data frames know."""
        for column in machine_columns(self.report, self._style()):
            values = [row[column.name] for row in self._rows]
            if any(isinstance(value, str) for value in values) or column.type in _TEXTS:
                yield column.name, "text", [value or None for value in values]
            elif any(isinstance(value, Decimal) for value in values):
                numbers = [None if value is None else float(value) for value in values]
                yield column.name, "number", numbers
            else:
                is_whole = any(isinstance(value, int) for value in values)
                yield column.name, "whole" if is_whole else "number", values

    def _style(self, *, lang: str = "en", digits: object = None, **more: Any) -> Style:
        return Style(choice(lang, LANGUAGES), decimals(digits), columns=self._columns, **more)

    def _made(self, format_name: str, style: Style) -> str | bytes:
        if format_name not in FORMATS:
            fields = {"text": format_name, "known": ", ".join(FORMATS)}
            raise InvocationError(Problem("unknown-format", fields))
        return render(self.report, format_name, style)

    @overload
    def __getitem__(self, position: int) -> Row: ...
    @overload
    def __getitem__(self, position: slice) -> list[Row]: ...
    def __getitem__(self, position: int | slice) -> Row | list[Row]:
        """Return a row, or several."""
        return self._rows[position]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows as dicts."""
        return iter(self._rows)

    def __str__(self) -> str:
        """Return the table as the terminal shows it."""
        return self.to_text()

    def __repr__(self) -> str:
        """Return the table as the terminal shows it, at most its first 60 rows."""
        text = render(self._begun(), "table", self._style())
        assert isinstance(text, str)
        return text.rstrip("\n") + "".join(f"\n{line}" for line in self._left_out())

    def _repr_html_(self) -> str:
        """Return the table as a notebook shows it, at most its first 60 rows."""
        from vpcli.writers.html import html_fragment

        left_out = [f"<p>{line}</p>" for line in self._left_out()]
        return "\n".join([html_fragment(self._begun(), self._style()), *left_out])

    def _begun(self) -> Report:
        return self.report._replace(rows=self.report.rows[:_MOST_SHOWN])

    def _left_out(self) -> list[str]:
        count = len(self._rows) - _MOST_SHOWN
        return [say("en", "table.more", count=count)] if count > 0 else []


def table_of(
    report: Report, options: Mapping[str, Any], files: frozenset[str] = frozenset()
) -> Table:
    """Return a report as a table, its rows and columns as `sort`, `reverse`, `top`, `columns` say.

    `files` are those that were read, which the table is not written over.
    Raises `InvocationError` for a column that the report has not.
    """
    top = options.get("top")
    report = arranged(
        report,
        sort=several(options.get("sort")),
        reverse=bool(options.get("reverse")),
        top=None if top is None else whole_number(top, 1),
    )
    return Table(report, several(options.get("columns")), files)


def _library(name: str) -> Any:
    """Import a library of data frames; one that is not there is an error with what to do."""
    try:
        return import_module(name)
    except ImportError:
        with words_of_errors():
            raise VpcliError(Problem("no-library", {"library": name})) from None
