"""One table of facts in every form that is read, each written here from the same rows."""

from __future__ import annotations

import csv
import html
import json
from collections.abc import Sequence
from io import BytesIO, StringIO

import xlwt
from docx import Document
from openpyxl import Workbook

AREA, AREA_NAME = "VN-70", "Vĩnh Phúc"
SOURCE, DATE = "Niên giám thống kê", "2020-06-30"
UNIT = "billion VND"
YEARS = (2017, 2018, 2019)
# id, name, texts of the three years; the last year is an estimate
FACTS = (
    ("01", "Công nghiệp (billion VND)", ("190123.5", "215811.0", "244794.25")),
    ("02", "Bán lẻ (billion VND)", ("41000", "", "51000")),
)
HEADINGS = ("area", "area_name", "indicator", "name", "unit", "source", "source_date")


def _status(year: int) -> str:
    return "E" if year == YEARS[-1] else "A"


def about(id_: str, name: str) -> list[str]:
    return [AREA, AREA_NAME, id_, name, UNIT, SOURCE, DATE]


def tidy_rows() -> list[list[str]]:
    rows = [[*HEADINGS, "year", "actual", "status"]]
    rows += [
        [*about(id_, name), str(year), text, _status(year)]
        for id_, name, texts in FACTS
        for year, text in zip(YEARS, texts, strict=True)
        if text
    ]
    return rows


def as_csv(rows: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    out = StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def as_yaml() -> str:
    lines = [f"area: {{id: {AREA}, en: {AREA_NAME}, vi: {AREA_NAME}}}", "numbers: en", "sources:"]
    lines += [f"  {SOURCE}: {{date: {DATE}}}", "indicators:"]
    for id_, name, texts in FACTS:
        lines += [f"  {id_}:", f"    name: {name}", f"    unit: {UNIT}", "    facts:"]
        for year, text in zip(YEARS, texts, strict=True):
            status = ", status: E" if year == YEARS[-1] else ""
            lines += [f"      - {{year: {year}, actual: {text}{status}}}"] if text else []
    return "\n".join(lines) + "\n"


def as_wide() -> str:
    rows = [[*HEADINGS, "2017", "2018", "Ước tính 2019"]]
    return as_csv(rows + [[*about(id_, name), *texts] for id_, name, texts in FACTS])


def as_world_bank() -> bytes:
    """A preamble, a comma at the end of every line, and every cell in quotes."""
    preamble = [["Data Source", SOURCE], [], ["Last Updated Date", DATE], []]
    header = ["Country Name", "Country Code", "Indicator Name", "Indicator Code"]
    rows = [
        *preamble,
        [*header, "2017", "2018", "2019 (e)"],
        *([AREA_NAME, AREA, name, id_, *texts] for id_, name, texts in FACTS),
    ]
    lines = ["".join(f'"{cell}",' for cell in row) for row in rows]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def records() -> list[str]:
    """Objects with the years and the figures as JSON numbers."""
    header, *rows = tidy_rows()
    plain = ("year", "actual")
    return [
        "{"
        + ", ".join(
            f"{json.dumps(key)}: {cell if key in plain else json.dumps(cell)}"
            for key, cell in zip(header, row, strict=True)
        )
        + "}"
        for row in rows
    ]


def _json_stat_unit(texts: Sequence[str]) -> dict[str, object]:
    """The unit with the decimals that every figure has at least."""
    return {"label": UNIT, "decimals": min(len(t.partition(".")[2]) for t in texts if t)}


def as_json_stat() -> str:
    """Sparse values, statuses by position, and the NUL that some servers put behind."""
    cells = [
        (f"{row * len(YEARS) + column}", text)
        for row, (_, _, texts) in enumerate(FACTS)
        for column, text in enumerate(texts)
        if text
    ]
    values = ", ".join(f'"{position}": {text}' for position, text in cells)
    document = {
        "version": "2.0",
        "class": "dataset",
        "source": SOURCE,
        "updated": f"{DATE}T00:00:00Z",
        "id": ["area", "indicator", "time"],
        "size": [1, len(FACTS), len(YEARS)],
        "role": {"geo": ["area"], "metric": ["indicator"], "time": ["time"]},
        "dimension": {
            "area": {"category": {"label": {AREA: AREA_NAME}}},
            "indicator": {
                "category": {
                    "index": {id_: row for row, (id_, _, _) in enumerate(FACTS)},
                    "label": {id_: name for id_, name, _ in FACTS},
                    "unit": {id_: _json_stat_unit(texts) for id_, _, texts in FACTS},
                }
            },
            "time": {"category": {"index": [str(year) for year in YEARS]}},
        },
        "value": "VALUES",
        "status": {"2": "E", "5": "E"},
    }
    return json.dumps(document).replace('"VALUES"', f"{{{values}}}") + "\0"


def as_sdmx() -> str:
    header = "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA: Area,INDICATOR: Indicator"
    header += ",TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,OBS_STATUS,SOURCE,SOURCE_DATE"
    flow = ["dataflow", "VP:DF(1.0.0)", "I", "A", f"{AREA}: {AREA_NAME}"]
    rows = [
        [*flow, f"{id_}: {name}", str(year), text, "VND", "9", _status(year), SOURCE, DATE]
        for id_, name, texts in FACTS
        for year, text in zip(YEARS, texts, strict=True)
        if text
    ]
    return as_csv([header.split(","), *rows])


def as_xlsx() -> bytes:
    """Numbers with the format that shows as many decimals as were printed; a title above."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Bảng 1"])
    sheet.append([])
    header, *rows = tidy_rows()
    sheet.append(header)
    for row in rows:
        sheet.append([float(c) if h == "actual" else c for h, c in zip(header, row, strict=True)])
        decimals = len(row[8].partition(".")[2])
        sheet.cell(sheet.max_row, 9).number_format = "#,##0" + "." * bool(decimals) + "0" * decimals
    sheet.append(["Nguồn: Cục Thống kê"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_px() -> str:
    """A cube with codes and units for its contents; the status stands in the label of the year."""
    cells = [text or '".."' for _, _, texts in FACTS for text in texts]
    years = ('"2017"', '"2018"', '"Ước tính 2019"')
    lines = [
        'CHARSET="ANSI";',
        'AXIS-VERSION="2013";',
        'CODEPAGE="utf-8";',
        'TITLE="Công nghiệp, bán lẻ";',
        f'SOURCE="{SOURCE}";',
        f'LAST-UPDATED="{DATE.replace("-", "")} 09:00";',
        'STUB="area","contents";',
        'HEADING="year";',
        'CONTVARIABLE="contents";',
        f'VALUES("area")="{AREA_NAME}";',
        f'CODES("area")="{AREA}";',
        'MAP("area")="provinces";',
        f'VALUES("contents")={",".join(chr(34) + name + chr(34) for _, name, _ in FACTS)};',
        f'CODES("contents")={",".join(chr(34) + id_ + chr(34) for id_, _, _ in FACTS)};',
        f'VALUES("year")={",".join(years)};',
        'TIMEVAL("year")=TLIST(A1),"2017","2018","2019";',
        *(f'UNITS("{name}")="{UNIT}";' for _, name, _ in FACTS),
        f"DATA=\n{' '.join(cells[:3])}\n{' '.join(cells[3:])};",
    ]
    return "\n".join(lines) + "\n"


def as_json_stat_1() -> str:
    """A bundle of version 1: id, size and role stand in the dimension."""
    document = json.loads(as_json_stat().rstrip("\0"), parse_float=str, parse_int=str)
    dimension = document.pop("dimension")
    members = {name: document.pop(name) for name in ("id", "size", "role")}
    members["size"] = [int(size) for size in members["size"]]
    values = ", ".join(f'"{at}": {text}' for at, text in document.pop("value").items())
    for name in ("version", "class"):
        del document[name]
    for category in dimension["indicator"]["category"]["unit"].values():
        category["decimals"] = int(category["decimals"])
    index = dimension["indicator"]["category"]["index"]
    dimension["indicator"]["category"]["index"] = {id_: int(at) for id_, at in index.items()}
    made = {"bundle": {**document, "dimension": {**members, **dimension}, "value": "VALUES"}}
    return json.dumps(made).replace('"VALUES"', f"{{{values}}}")


def as_html() -> str:
    """A page with a script, a table of links, and the table."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>\n"
        for row in tidy_rows()
    )
    return (
        "<!DOCTYPE html><html><head><script>document.write('<table>')</script></head><body>"
        "<table><tr><td><a href='/'>Home</a></td></tr></table>"
        f"<table>\n{rows}</table></body></html>"
    )


def as_docx() -> bytes:
    """A paragraph, and the table."""
    document = Document()
    document.add_paragraph("Bảng 1")
    rows = tidy_rows()
    table = document.add_table(len(rows), len(rows[0]))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def as_xls() -> bytes:
    """Numbers with the format that shows as many decimals as were printed; a title above."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Bảng")
    sheet.write(0, 0, "Bảng 1")
    header, *rows = tidy_rows()
    for at, heading in enumerate(header):
        sheet.write(2, at, heading)
    for line, row in enumerate(rows, 3):
        for at, text in enumerate(row):
            if header[at] == "actual":
                decimals = len(text.partition(".")[2])
                shown = "#,##0" + "." * bool(decimals) + "0" * decimals
                sheet.write(line, at, float(text), xlwt.easyxf(num_format_str=shown))
            else:
                sheet.write(line, at, text)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_eurostat() -> str:
    """Dimensions joined by commas, flags behind the figures; it has no names and no source."""
    lines = ["freq,unit,indic,geo\\TIME_PERIOD\t2017 \t2018 \t2019 "]
    for id_, _, texts in FACTS:
        cells = [text or ":" for text in texts]
        cells[-1] += " e"
        lines.append("\t".join([f"A,{UNIT},{id_},{AREA}", *cells]))
    return "\n".join(lines) + "\n"


def all_forms() -> dict[str, str | bytes]:
    """The files by name; the names tell the form to a person, not to the program."""
    return {
        "facts.yaml": as_yaml(),
        "tidy.csv": as_csv(tidy_rows()),
        "tidy.tsv": as_csv(tidy_rows(), "\t"),
        "wide.csv": as_wide(),
        "world-bank.csv": as_world_bank(),
        "records.json": "[\n" + ",\n".join(records()) + "]",
        "records.jsonl": "\n".join(records()) + "\n",
        "cube.json": as_json_stat(),
        "sdmx.csv": as_sdmx(),
        "book.xlsx": as_xlsx(),
        "book.xls": as_xls(),
        "cube.px": as_px(),
        "cube-1.json": as_json_stat_1(),
        "page.html": as_html(),
        "report.docx": as_docx(),
    }
