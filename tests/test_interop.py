"""What other programs make of our output, wherever they are installed."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from conftest import Vpcli

DIMENSIONS = (
    "FREQ",
    "REF_AREA",
    "INDICATOR",
    "MEASURE",
    "SINCE",
    "OF",
    "PLAN_BY",
    "SOURCE",
    "TIME_PERIOD",
)


def needed(tool: str) -> str:
    found = shutil.which(tool)
    if found is None:
        pytest.skip(f"{tool} is not installed")
    return found


def test_sdmx1_reads_our_sdmx_csv(vpcli: Vpcli) -> None:
    pytest.importorskip("sdmx", reason="sdmx1 is not installed")
    from sdmx.model import common, v30
    from sdmx.reader.csv import Reader

    text = vpcli("show", "-q", "--format", "sdmx-csv").out
    header, *lines = csv.reader(StringIO(text))
    attributes = header[header.index("OBS_VALUE") + 1 :]
    assert header[3 : header.index("OBS_VALUE")] == list(DIMENSIONS)
    structure = v30.DataStructureDefinition(id="FACTS", version="1.0")
    for id_ in DIMENSIONS:
        concept = common.Concept(id=id_)
        structure.dimensions.append(common.Dimension(id=id_, concept_identity=concept))
    measure = v30.Measure(id="OBS_VALUE", concept_identity=common.Concept(id="OBS_VALUE"))
    structure.measures.append(measure)
    for id_ in attributes:
        concept = common.Concept(id=id_)
        structure.attributes.append(common.DataAttribute(id=id_, concept_identity=concept))
    flow = v30.Dataflow(id="FACTS", structure=structure)

    message = Reader().convert(io.BytesIO(text.encode()), structure=flow)
    (data,) = message.data
    assert data.action is common.ActionType.information
    assert len(data.obs) == len(lines) == 12
    keys = {tuple(str(obs.dimension[id_].value) for id_ in DIMENSIONS) for obs in data.obs}
    assert len(keys) == 12
    first = data.obs[0]
    assert (first.dimension["MEASURE"].value, first.value) == ("actual", "244794")
    told = {id_: first.attached_attribute[id_].value for id_ in attributes}
    assert (told["UNIT_MEASURE"], told["UNIT_MULT"], told["OBS_STATUS"]) == ("VND", "9", "E")
    assert told["PRINTED"] == "244.794 tỷ đồng"


def test_jq_reads_our_json_with_every_digit(vpcli: Vpcli) -> None:
    jq = needed("jq")
    for form, program in (("json", ".[] | "), ("jsonl", "")):
        out = vpcli("growth", "-q", f"--{form}").out
        query = program + 'select(.indicator == "industry") | [.year, .growth_pct, .reason]'
        command = [jq, "-c", query]
        done = subprocess.run(command, input=out, capture_output=True, text=True, check=True)
        assert json.loads(done.stdout) == [2019, 13.43, None]


def test_miller_reads_our_csv_and_tsv(vpcli: Vpcli) -> None:
    mlr = needed("mlr")
    for form in ("csv", "tsv"):
        out = vpcli("growth", "-q", f"--{form}").out
        command = [mlr, f"--i{form}", "--ojson", "cut", "-f", "indicator,growth_pct"]
        done = subprocess.run(command, input=out, capture_output=True, text=True, check=True)
        assert json.loads(done.stdout)[:2] == [
            {"indicator": "industry", "growth_pct": 13.43},
            {"indicator": "exports", "growth_pct": 14},
        ]


def test_sqlite_imports_our_csv(vpcli: Vpcli, tmp_path: Path) -> None:
    sqlite = needed("sqlite3")
    assert vpcli("growth", "viet-nam-gdp", "-q", "-o", "out.csv").status == 0
    query = "select count(*), max(cast(growth_pct as real)) from t where growth_pct <> ''"
    command = [sqlite, ":memory:", "-cmd", ".import --csv out.csv t", query]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    rows = list(csv.DictReader(StringIO((tmp_path / "out.csv").read_text())))
    rates = [Decimal(row["growth_pct"]) for row in rows if row["growth_pct"]]
    count, highest = done.stdout.strip().split("|")
    assert (int(count), round(Decimal(highest), 6)) == (len(rates), round(max(rates), 6))
    assert len(rates) == 39


def test_libreoffice_reads_our_workbook(vpcli: Vpcli, tmp_path: Path) -> None:
    soffice = needed("soffice")
    pytest.importorskip("openpyxl", reason="needs the extra vpcli[xlsx]")
    note = "=1+1 [giá so sánh 2010]"
    files = {
        "f.csv": f"indicator,name,year,actual,note\na,đường,2018,1234.5,{note}\na,,2019,1358,\n"
    }
    assert vpcli("show", "f.csv", "-o", "out.xlsx", files=files).status == 0
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2",
        "out.xlsx",
    ]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=180)
    first, second = csv.DictReader(StringIO((tmp_path / "out-data.csv").read_text("utf-8")))
    assert (first["name"], first["year"], first["note"]) == ("đường", "2018", note)
    assert re.sub("[^0-9.]", "", first["value"]) == "1234.5"
    assert second["printed"] == "1358"
