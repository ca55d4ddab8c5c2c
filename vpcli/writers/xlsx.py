"""Workbooks (XLSX), made in memory: numbers as numbers, texts never as formulas.

The same report makes the same bytes: nothing in them tells when or by whom they were written.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from rich.cells import cell_len

from vpcli.core.report import Column, Number, Report, Row
from vpcli.i18n import say
from vpcli.writers.display import Style, clean, source_text
from vpcli.writers.machine import machine_columns, plain

__all__ = ["write_xlsx"]

_Value = str | int | Decimal | None
_WIDEST = 60
_LONGEST = 32767
"""Characters of a cell."""
_MOST_DECIMALS = 12
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\']")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_TITLE = 31

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_BOLD, _QUOTED, _FIRST_NUMBER = 1, 2, 3
"""Styles of cells: of the header, of text that would run, and of numbers from there on."""
_FIRST_FORMAT = 164


def write_xlsx(report: Report, style: Style) -> bytes:
    """Return the report as a workbook: its table, with the header frozen, and a sheet of sources.

    The format is ECMA-376 (Office Open XML), with texts in their cells.
    """
    heading = _NOT_IN_A_TITLE.sub(" ", say(style.lang, f"title.{report.command}"))
    titles = [heading[:_LONGEST_TITLE], say(style.lang, "sheet.sources")]
    columns = machine_columns(report, style)
    rows = [[_value(row, column, style) for column in columns] for row in report.rows]
    formats = {one: at for at, one in enumerate(sorted({f for row in rows for _, f in row if f}))}
    sheets = [_table(columns, rows, formats), _texts(_about(report, style))]
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, pieces in (*_frame(titles, formats), *zip(_SHEETS, sheets, strict=True)):
            member = ZipInfo(name)  # dated as the format begins, in 1980
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0
            with archive.open(member, "w") as stream:
                stream.writelines(piece.encode() for piece in pieces)
    return out.getvalue()


_SHEETS = ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml")


def _frame(titles: Sequence[str], formats: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a workbook has beside its sheets, by the name of each part."""
    kinds = {"xl/workbook.xml": "sheet.main", "xl/styles.xml": "styles"}
    kinds |= dict.fromkeys(_SHEETS, "worksheet")
    parts = "".join(
        f'<Override PartName="/{name}" ContentType="{_KIND}{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    defaults = "".join(
        f'<Default Extension="{name}" ContentType="application/{kind}xml"/>'
        for name, kind in (("rels", "vnd.openxmlformats-package.relationships+"), ("xml", ""))
    )
    yield "[Content_Types].xml", (_HEAD, f'<Types xmlns="{_TYPES}">{defaults}{parts}</Types>')
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    listed = "".join(
        f'<sheet name="{escape(title)}" sheetId="{at}" r:id="rId{at}"/>'
        for at, title in enumerate(titles, 1)
    )
    yield (
        "xl/workbook.xml",
        (
            _HEAD,
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        ),
    )
    worksheets = [("worksheet", name.removeprefix("xl/")) for name in _SHEETS]
    yield "xl/_rels/workbook.xml.rels", _relations([*worksheets, ("styles", "styles.xml")])
    yield "xl/styles.xml", (_HEAD, _styles(list(formats)))


def _relations(targets: Iterable[tuple[str, str]]) -> tuple[str, str]:
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return _HEAD, f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'


def _styles(formats: Sequence[str]) -> str:
    font = '<sz val="11"/><name val="Calibri"/>'
    plain_cell = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"'
    cells = [
        f"{plain_cell}/>",
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
        f'{plain_cell} quotePrefix="1"/>',
    ]
    cells += [
        f'<xf numFmtId="{_FIRST_FORMAT + at}" fontId="0" fillId="0" borderId="0" xfId="0"'
        ' applyNumberFormat="1"/>'
        for at in range(len(formats))
    ]
    numbers = [
        f'<numFmt numFmtId="{_FIRST_FORMAT + at}" formatCode="{escape(one)}"/>'
        for at, one in enumerate(formats)
    ]
    fills = [f'<fill><patternFill patternType="{one}"/></fill>' for one in ("none", "gray125")]
    return (
        f'<styleSheet xmlns="{_MAIN}">'
        + _counted("numFmts", numbers)
        + _counted("fonts", [f"<font>{font}</font>", f"<font><b/>{font}</font>"])
        + _counted("fills", fills)
        + _counted("borders", ["<border><left/><right/><top/><bottom/><diagonal/></border>"])
        + _counted("cellStyleXfs", ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'])
        + _counted("cellXfs", cells)
        + _counted("cellStyles", ['<cellStyle name="Normal" xfId="0" builtinId="0"/>'])
        + "</styleSheet>"
    )


def _counted(name: str, members: Sequence[str]) -> str:
    """A list with its length; one without members is left out."""
    listed = "".join(members)
    return f'<{name} count="{len(members)}">{listed}</{name}>' if members else ""


def _table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[tuple[_Value, str]]],
    formats: dict[str, int],
) -> Iterator[str]:
    """Write the header, bold and frozen, and one row for each row of the report."""
    widths = []
    for position, column in enumerate(columns):
        longest = max((cell_len(str(cells[position][0] or "")) for cells in rows), default=0)
        width = min(max(longest, len(column.name)) + 2, _WIDEST)
        at = position + 1
        widths.append(f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>')
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{''.join(widths)}</cols><sheetData>"
    )
    letters = [_letters(at) for at in range(len(columns))]
    header = [
        _text(f"{at}1", column.name, _BOLD) for at, column in zip(letters, columns, strict=True)
    ]
    yield f'<row r="1">{"".join(header)}</row>'
    for line, cells in enumerate(rows, 2):
        made = [
            _cell(f"{at}{line}", value, _FIRST_NUMBER + formats.get(number_format, 0))
            for at, (value, number_format) in zip(letters, cells, strict=True)
        ]
        yield f'<row r="{line}">{"".join(made)}</row>'
    yield "</sheetData></worksheet>"


def _texts(lines: Iterable[str]) -> Iterator[str]:
    """A sheet of one column of texts."""
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'
    for at, line in enumerate(lines, 1):
        yield f'<row r="{at}">{_text(f"A{at}", line)}</row>'
    yield "</sheetData></worksheet>"


def _letters(position: int) -> str:
    """The name of a column: A, B, … Z, AA, AB, …"""
    letters = ""
    position += 1
    while position:
        position, last = divmod(position - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


def _value(row: Row, column: Column, style: Style) -> tuple[_Value, str]:
    """A cell as a plain value, and the number format that shows its digits."""
    value = plain(row, column, style)
    if isinstance(value, str):
        return value or None, ""
    if isinstance(value, int):
        return value, "0"
    if value is None:
        return None, ""
    cell = row.cells[column.name]
    decimals = cell.decimals if isinstance(cell, Number) else _decimals(value)
    return value, "#,##0" + (f".{'0' * min(decimals, _MOST_DECIMALS)}" if decimals else "")


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _cell(at: str, value: _Value, style: int) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _text(at, value)
    shown = repr(float(value)) if isinstance(value, Decimal) else str(value)
    return f'<c r="{at}" s="{style}"><v>{shown}</v></c>'


def _text(at: str, text: str, style: int = 0) -> str:
    """A cell that is text whatever it begins with, now and when it is edited."""
    if text.startswith(("=", "+", "-", "@")):
        style = _QUOTED
    shown = escape(_NOT_IN_XML.sub("�", text[:_LONGEST]), quote=False)
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'


def _about(report: Report, style: Style) -> Iterator[str]:
    """The title of the report, what it says first, and its sources."""
    lang = style.lang
    title = clean(report.title.in_language(lang))
    yield say(lang, f"title.{report.command}") + (f" — {title}" if title else "")
    for name, fields in report.lead:
        yield say(lang, name, **fields)
    for source in report.sources:
        yield say(lang, "source", text=source_text(source, lang))
