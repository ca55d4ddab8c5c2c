"""Data that nobody should have written: each has its message, and none a traceback.

Every row is a file and what is said of it, read as an official would read it on the screen.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path
from typing import IO

import pytest
from conftest import ROOT, Vpcli
from openpyxl import Workbook

HEAD = "indicator,year,actual\n"
YAML = "indicators:\n  a:\n    unit: USD\n    facts:\n"
STAT = {
    "class": "dataset",
    "version": "2.0",
    "id": ["time", "indicator"],
    "size": [2, 1],
    "dimension": {
        "time": {"category": {"index": ["2018", "2019"]}},
        "indicator": {"category": {"index": ["a"]}},
    },
    "value": [100, 110],
}

LONG = "in.csv:2: a cell of more than 131072 characters; shorten it, or look for a quote"
UNIT = '"index": ["a"], "unit": {"a": {"decimals": %s}}'
LOOK = 'in.json: not a valid JSON-stat 2.0 data set: look at "%s"'


def stat(**changes: object) -> str:
    return json.dumps(STAT | changes)


def year(text: str) -> tuple[str, str, str]:
    said = f'in.csv:2: year: "{text}" is not a whole year'
    return "in.csv", f"{HEAD}a,{text},1\n", said


def number(text: str, said: str) -> tuple[str, str, str]:
    return "in.csv", f'{HEAD}a,2019,"{text}"\n', f"in.csv:2: actual: {said}"


REFUSED = {
    "empty": ("in.csv", "", "in.csv: the file is empty"),
    "blanks": ("in.csv", " \n\t\n", "in.csv: the file is empty"),
    "empty YAML": ("in.yaml", "", "in.yaml: the file is empty"),
    "a remark only": ("in.yaml", "# nothing\n", "in.yaml: the file is empty"),
    "empty JSON": ("in.json", "[]", "no figures"),
    "header only": ("in.csv", HEAD, "in.csv: no figures"),
    "sep= and nothing": ("in.csv", "sep=\r\nx\n", "each is taken for: sep= = ?"),
    "sep= a quote": ("in.csv", 'sep="\nx\n', 'each is taken for: sep=" = ?'),
    "a long key": ("in.yaml", f"? {'x' * 2000}\n: 1\n", f'"{"x" * 1000}…"; valid'),
    "no header": ("in.csv", "a,2019,1\n", "in.csv:1: no column is understood as a year"),
    "binary": ("in.csv", bytes(range(256)) * 40, "in.csv:2: not valid utf-8"),
    "a picture": ("in.csv", b"\x89PNG\r\n\x1a\n" + bytes(200), "this is no text file"),
    "an old workbook": (
        "in.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "not a readable workbook",
    ),
    "NUL": ("in.csv", HEAD + "a\0b,2019,1\n", "in.csv:2: a NUL character"),
    "NUL in YAML": (
        "in.yaml",
        YAML + "      - {year: 2019, actual: 1\0}\n",
        "unacceptable character",
    ),
    "unterminated quote": ("in.csv", HEAD + '"a,2019,1\n', "a quote that is not closed"),
    "a line of 10 MB": ("in.csv", f"{HEAD}a,2019,{'1' * 10_000_000}\n", LONG),
    "a name of 10 MB": ("in.csv", f"{HEAD}{'x' * 10_000_000},2019,1\n", LONG),
    "ragged": ("in.csv", HEAD + "a,2019\n", "in.csv:2: 2 cells"),
    "ragged the other way": ("in.csv", HEAD + "a,2019,1,2\n", "in.csv:2: 4 cells"),
    "year 0": year("0"),
    "year 99999": year("99999"),
    "a letter for a nought": year("2O19"),
    "fullwidth digits in a year": year("２０１９"),
    "a huge exponent": number("1e999999999", '"1e999999999" has too large an exponent'),
    "a longer exponent": number("1e99999999999", '"1e99999999999" is not a number'),
    "Infinity": number("Infinity", '"Infinity" is not a number'),
    "10,000 digits": number("9" * 10_000, f'"{"9" * 40}…" is too long; at most 40 digits are read'),
    "two signs": number("--5", '"--5" is not a number'),
    "two points": number("1.2.3", '"1.2.3" is not a number'),
    "small groups": number("1,2,3", '"1,2,3" is not a number'),
    "Arabic digits": number("٣٤٥", '"٣٤٥" is not a number'),
    "fullwidth digits": number("１２３", '"１２３" is not a number'),
    "two percent signs": (
        "in.csv",
        "indicator,year,growth\na,2019,13%%\n",
        'in.csv:2: growth: "13%%" is not',
    ),
    "units that do not convert": (
        "in.csv",
        "indicator,unit,year,actual\na,USD,2019,5 kg\n",
        'in.csv:2: actual: "5 kg" does not convert',
    ),
    "YAML: aliases": ("in.yaml", "a: &a [x]\nb: *a\n", "alias *a is not supported"),
    "YAML: deep": ("in.yaml", "indicators: " + "[" * 100_000, "nested deeper than 30 levels"),
    "YAML: a tag": ("in.yaml", "a: !!python/object/apply:os.system [ls]\n", "in.yaml:1: tag "),
    "YAML: repeated key": (
        "in.yaml",
        YAML + "      - {year: 2019, year: 2018, actual: 1}\n",
        'in.yaml:5: the key "year" stands already',
    ),
    "YAML: tabs": ("in.yaml", "indicators:\n\ta: 1\n", "in.yaml:2: not valid YAML"),
    "YAML: two documents": ("in.yaml", "a: 1\n---\nb: 2\n", "in.yaml:2: a second document"),
    "YAML: a part of itself": (
        "in.yaml",
        "indicators:\n  a:\n    parts: [a]\n    facts: [{year: 2019, actual: 5}]\n",
        "a is a part of itself",
    ),
    "YAML: a circle of parts": (
        "in.yaml",
        "indicators:\n"
        "  a:\n    parts: [b]\n    facts: [{year: 2019, actual: 5}]\n"
        "  b:\n    parts: [a]\n    facts: [{year: 2019, actual: 5}]\n",
        "is a part of itself",
    ),
    "JSON: deep": ("in.json", "[" * 100_000 + "]" * 100_000, "in.json:1: not valid JSON"),
    "JSON: deep objects": ("in.json", '{"a":' * 100_000 + "1" + "}" * 100_000, "nested too deeply"),
    "JSON: cut": ("in.json", '[{"indicator": "a", "year": 2019, "actual": 1', "not valid JSON"),
    "JSON: repeated key": (
        "in.json",
        '[{"indicator": "a", "year": 2019, "year": 2018, "actual": 1}]',
        'the column "year" stands twice',
    ),
    "JSON-stat: too few values": ("in.json", stat(value=[1]), LOOK % "value"),
    "JSON-stat: too many values": ("in.json", stat(value=[1, 2, 3]), LOOK % "value"),
    "JSON-stat: another size": ("in.json", stat(size=[3, 1]), LOOK % "size"),
    "JSON-stat: a negative size": ("in.json", stat(size=[-2, -1]), LOOK % "size"),
    "JSON-stat: an enormous size": ("in.json", stat(size=[10**9, 10**9]), LOOK % "size"),
    "JSON-stat: sizes missing": ("in.json", stat(size=[2]), LOOK % "size"),
    "JSON-stat: decimals of 5,000 digits": (
        "in.json",
        stat(value=["x", 1]).replace('"index": ["a"]', UNIT % ("9" * 5_000)),
        '"x" is not a number',
    ),
    "JSON-stat: no dimensions": ("in.json", stat(dimension={}), LOOK % "dimension.time"),
    "XLSX: cut": ("in.xlsx", b"PK\x03\x04" + bytes(50), "not a readable workbook"),
    "XLSX: another zip": ("in.xlsx", b"PK\x05\x06" + bytes(18), "not a readable workbook"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_its_place(vpcli: Vpcli, name: str) -> None:
    file, content, said = REFUSED[name]
    ran = vpcli("growth", file, files={file: content})
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith("error: ")
    assert said in ran.err
    assert len(ran.err) < 2000
    vietnamese = vpcli("growth", file, "--lang", "vi")
    assert vietnamese.status == 3
    assert vietnamese.err.startswith("lỗi: ")


READ = {
    "20,000 columns": (
        "in.csv",
        f"{HEAD[:-1]}{''.join(f',c{n}' for n in range(20_000))}\na,2019,1{',' * 20_000}\n",
    ),
    "a plan of zero": ("in.csv", "indicator,year,actual,plan\na,2019,1,0\n"),
    "a growth of minus 100 %": ("in.csv", "indicator,year,actual,growth\na,2019,0,-100\n"),
    "a growth below minus 100 %": ("in.csv", "indicator,year,actual,growth\na,2019,5,-150\n"),
    "an attainment of 0 %": ("in.csv", "indicator,year,actual,attainment\na,2019,5,0\n"),
    "the largest numbers": (
        "in.csv",
        f"{HEAD}a,2018,{'9' * 40}\na,2019,1e59\na,2020,1e-59\n",
    ),
    "a share of everything": (
        "in.yaml",
        "indicators:\n"
        "  t:\n    some-parts: [a]\n    facts: [{year: 2019, actual: 0}]\n"
        "  a:\n    facts: [{year: 2019, actual: 0, share: 100 %}]\n",
    ),
}
COMMANDS = ("growth", "attainment", "projection", "summary", "check --all", "show")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", READ)
def test_it_is_read_and_every_command_has_an_answer(vpcli: Vpcli, name: str, command: str) -> None:
    file, content = READ[name]
    for form in ("table", "json"):
        ran = vpcli(*command.split(), file, "--format", form, files={file: content})
        assert ran.status in (0, 1), ran.err
        assert ran.out
        assert len(ran.err) < 3000


def test_a_wrong_byte_in_the_middle_names_its_line(vpcli: Vpcli) -> None:
    rows = [f"a,{year},1\n".encode() for year in range(1000, 2000)]
    rows[500] = b"\xff\xfe\x00,1500,1\n"
    ran = vpcli("growth", "in.csv", "-e", "utf-8", files={"in.csv": HEAD.encode() + b"".join(rows)})
    assert ran.status == 3
    assert "in.csv:502: not valid utf-8" in ran.err


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def workbook(rows: list[tuple[object, ...]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_member(raw: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    return zipped(*(members | {name: content}).items())


ROWS: list[tuple[object, ...]] = [
    ("indicator", "year", "actual"),
    ("a", 2018, 100),
    ("a", 2019, 110),
]


def test_a_workbook_that_unpacks_to_gigabytes_is_not_unpacked(vpcli: Vpcli) -> None:
    bomb = with_member(workbook(ROWS), "xl/worksheets/sheet1.xml", bytes(300_000_000))
    assert len(bomb) < 1_000_000
    started = time.process_time()
    ran = vpcli("growth", "in.xlsx", files={"in.xlsx": bomb})
    assert ran.status == 3
    assert "a workbook may unpack to 200 MB" in ran.err
    assert time.process_time() - started < 5  # it takes far longer to read it


def test_a_workbook_with_links_to_others_reads_what_was_saved(vpcli: Vpcli) -> None:
    raw = with_member(
        workbook(ROWS),
        "xl/externalLinks/externalLink1.xml",
        b'<externalLink xmlns:r="x"><externalBook r:id="rId1"/></externalLink>',
    )
    ran = vpcli("growth", "in.xlsx", "--csv", "-c", "year,growth_pct", files={"in.xlsx": raw})
    assert (ran.status, ran.out) == (0, "year,growth_pct\n2018,\n2019,10\n")


def test_a_workbook_with_entities_that_explode(vpcli: Vpcli) -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 20}">' for n in range(20))
    sheet = f'<!DOCTYPE x [<!ENTITY e0 "lol">{entities}]><worksheet>&e20;</worksheet>'
    raw = with_member(workbook(ROWS), "xl/worksheets/sheet1.xml", sheet.encode())
    ran = vpcli("growth", "in.xlsx", files={"in.xlsx": raw})
    assert ran.status == 3
    assert ran.err.startswith("error: in.xlsx: ")


def test_a_million_empty_rows_in_a_workbook_cost_nothing(vpcli: Vpcli) -> None:
    raw = workbook(ROWS)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    sheet = sheet.replace("</sheetData>", '<row r="1048576"/></sheetData>')
    sheet = sheet.replace('ref="A1:C3"', 'ref="A1:XFD1048576"')
    ran = vpcli(
        "growth",
        "in.xlsx",
        "--csv",
        "-c",
        "growth_pct",
        files={"in.xlsx": with_member(raw, "xl/worksheets/sheet1.xml", sheet.encode())},
    )
    assert (ran.status, ran.out, ran.err) == (0, 'growth_pct\n""\n10\n', "")


def run(*arguments: str, folder: Path, **how: object) -> subprocess.CompletedProcess[bytes]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "vpcli", *arguments],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
        capture_output=True,
        check=False,
        timeout=60,
        **how,
    )


def test_a_folder(tmp_path: Path) -> None:
    ran = run("growth", ".", folder=tmp_path)
    assert (ran.returncode, ran.stderr) == (3, b"error: .: cannot be read: Is a directory\n")


def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to("b.csv")
    (tmp_path / "b.csv").symlink_to("a.csv")
    ran = run("growth", "a.csv", folder=tmp_path)
    assert ran.returncode == 3
    assert ran.stderr == b"error: a.csv: cannot be read: links that lead in a circle\n"
    ran = run("growth", "-o", "b.csv", "-q", folder=tmp_path)
    assert ran.returncode == 3
    assert b"error: b.csv: cannot be written: links that lead in a circle" in ran.stderr


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    ran = run("growth", "x" * 5000, folder=tmp_path)
    assert ran.returncode == 3
    assert b"cannot be read: File name too long" in ran.stderr


def test_a_file_without_permission(
    vpcli: Vpcli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {"in.csv": HEAD + "a,2019,1\n"}
    assert vpcli("growth", "in.csv", files=files).status == 0
    (tmp_path / "in.csv").chmod(0)
    around = (*tmp_path.parents, *ROOT.parents)  # another user has to get at both
    closed = [one for one in around if one.stat().st_mode & 0o777 == 0o700]
    for folder in [tmp_path, *closed]:
        folder.chmod(0o755)
    as_root = os.geteuid() == 0
    if as_root:
        os.seteuid(65534)  # nobody
    try:
        ran = vpcli("growth", "in.csv")
    finally:
        if as_root:
            os.seteuid(0)
        for folder in closed:
            folder.chmod(0o700)
    assert ran.status == 3
    assert ran.err == "error: in.csv: cannot be read: Permission denied\n"


def test_a_fifo_is_read_to_its_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "in.csv")
    text = HEAD + "".join(f"a,{year},{year}\n" for year in range(1000, 2999))
    writer = threading.Thread(target=(tmp_path / "in.csv").write_text, args=[text], daemon=True)
    writer.start()
    ran = run("growth", "in.csv", "--csv", folder=tmp_path)
    assert ran.returncode == 0
    assert len(ran.stdout.splitlines()) == 2000


@pytest.mark.parametrize("encoding", ["rot_13", "hex_codec", "zlib_codec", "undefined", "mbcs"])
@pytest.mark.parametrize("form", ["csv", "table"])
def test_what_is_no_text_encoding(vpcli: Vpcli, encoding: str, form: str) -> None:
    files = {"in.csv": HEAD + "a,2019,1\n"}
    ran = vpcli("growth", "in.csv", "--format", form, "-e", encoding, files=files)
    assert ran.status == 3
    assert f"error: in.csv: no text encoding of the name {encoding} is known" in ran.err


def test_remarks_only_as_sdmx_csv(vpcli: Vpcli) -> None:
    files = {"in.csv": "#foo\n"}
    ran = vpcli("growth", "in.csv", "--input-format", "sdmx-csv", files=files)
    assert ran.status == 3
    assert ran.err.startswith("error: in.csv: the file is empty")


SLOW = {
    "a unit of blanks": ("in.csv", f"đơn vị:{' ' * 60_000}(,,\nindicator,2018,2019\na,1,2\n"),
    "unknown sources": (
        "in.yaml",
        "sources: {" + ", ".join(f"s{n}: {{}}" for n in range(3_000)) + "}\n"
        f"{YAML}" + "".join(f"      - {{year: {1000 + n}, source: z{n}}}\n" for n in range(3_000)),
    ),
    "unknown keys": (
        "in.yaml",
        YAML
        + "      - {year: 2019, actual: 1}\n"
        + "".join(f"    k{n}: 1\n" for n in range(9_000)),
    ),
    "the same key": ("in.yaml", "a: 1\n" * 30_000),
}


@pytest.mark.parametrize("name", SLOW)
def test_small_files_take_little_time(vpcli: Vpcli, name: str) -> None:
    file, content = SLOW[name]
    started = time.process_time()
    ran = vpcli("growth", file, files={file: content})
    assert time.process_time() - started < 8
    assert len(ran.err) < 20_000
    assert ran.status == (0 if name == "a unit of blanks" else 3)


def test_a_device_without_an_end(tmp_path: Path) -> None:
    ran = run("growth", "/dev/zero", folder=tmp_path)
    assert ran.returncode == 3
    assert ran.stderr.startswith(b"error: /dev/zero: too large: at most 100 MB are read whole")


def test_a_file_that_vanishes(vpcli: Vpcli, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def vanished(path: Path, mode: str) -> IO[bytes]:
        if path.name == "in.csv" and mode == "rb":
            path.unlink()
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", vanished)
    ran = vpcli("growth", "in.csv", files={"in.csv": HEAD + "a,2019,1\n"})
    assert ran.status == 3
    assert ran.err == "error: in.csv: cannot be read: No such file or directory\n"
