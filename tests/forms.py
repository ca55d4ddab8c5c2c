"""One table of facts in every form that is read, each written here from the same rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from io import BytesIO, StringIO

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
    }
