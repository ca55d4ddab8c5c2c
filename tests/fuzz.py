"""Fuzzing of the readers: valid inputs changed by structure; a result or an error of vpcli's own.

    python tests/fuzz.py --inputs 200000 --reader wide.csv

Without --reader all are taken in turn. A failure is printed with the seed that makes it again:
--seed N --inputs 1.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random
from unittest import mock

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from forms import all_forms, as_eurostat
from test_readers import LONG, REPORT

from vpcli.cli import group
from vpcli.core.facts.model import Dataset
from vpcli.core.facts.number import NumberFormat
from vpcli.core.reports.check import check
from vpcli.core.reports.contribution import contribution
from vpcli.core.reports.growth import growth
from vpcli.core.reports.projection import projection
from vpcli.core.reports.show import show
from vpcli.core.reports.summary import summary
from vpcli.errors import VpcliError
from vpcli.readers.options import ReadOptions
from vpcli.readers.registry import FORMATS as INPUT_FORMATS
from vpcli.readers.registry import read
from vpcli.readers.tables.naming import parse_naming
from vpcli.writers import FORMATS, render
from vpcli.writers.display import Style

MOST_SECONDS = 10
STREAM = [
    {"area": area, "indicator": indicator, "unit": unit, "year": year, "actual": n, "plan": n + 5}
    for area, indicator, unit, n, years in (
        ("A", "grdp", "tỷ đồng", 40, 3),
        ("A", "poverty", "%", 7.5, 1),
        ("Hà Nội", "grdp", "tỷ đồng", 12.25, 1),
        ("Hà Nội", "retail", "ha", -3, 2),
        ("Huế", "retail", "ha", 100, 1),
    )
    for year in range(2001, 2001 + years)
]
STREAMED = {
    "stream.csv": "\n".join(
        [",".join(STREAM[0]), *(",".join(map(str, r.values())) for r in STREAM)]
    ),
    "stream.jsonl": "\n".join(json.dumps(record, ensure_ascii=False) for record in STREAM),
}
"""Tables that are read as a stream too, the result of which must then be the same."""
ANNEXES = {
    "annex.csv": "Bảng 3. Kết quả;;;;;;\n"
    ";;Đơn vị tính: tỷ đồng;;;;\n"
    ";Năm 2022;Năm 2023;;So sánh (%);;KH 2024\n"
    ";;Kế hoạch;Ước thực hiện;TH 2023/TH 2022;TH/KH;\n"
    "Công nghiệp;;;;;;\n  Than;100,5;110,0;105,5;105,0;95,9;120\n"
    "  Thép;50;55,5;60;120,0;108,1;\n"
    "Nông nghiệp;;;;;;\n  Lúa (nghìn tấn);10,1;10,5;9,5 b;94,1;90,5;\n"
    "Trong đó: Nếp;1;(2);<5;..;c;\n",
    "down.csv": "Country,Year,Sex,Exports (million USD),Rate (%)\n"
    "A,2019,Men,10.5,2.5\nA,2020,Men,11.5,2.6\nB,2019-20,Women,$1.5 million,3%\n",
    "api.json": '[{"page":1,"pages":1},[{"indicator":{"id":"N","value":"GDP (annual %)"},'
    '"country":{"id":"VN","value":"V"},"countryiso3code":"VNM","date":"2023","value":5.05,'
    '"unit":"","obs_status":"","decimal":1}]]',
    "px-web.json": '{"columns":[{"code":"t","text":"Tỉnh","type":"d"},{"code":"n","text":"Năm",'
    '"type":"t"},{"code":"c","text":"Dân số (người)","type":"c"}],"comments":[],'
    '"data":[{"key":["Huế","2022"],"values":["8.5"]},{"key":["Huế","Sơ bộ 2023"],"values":["9"]}]}',
    "eurostat.tsv": as_eurostat(),
    "parts.csv": ",Đơn vị,2021,2022\nTổng cộng,tỷ đồng,100,110\nChia ra:,,,\nA,tỷ đồng,60,66\n"
    "B,tỷ đồng,40,44\nDân số,người,500,510\nPhân theo giới tính,,,\n- Nam,người,240,245\n"
    "- Nữ,người,260,265\nTrong đó: Trẻ em,người,90,92\n",
    "codes.csv": '"LOCATION","Country","SUBJECT","Subject","TIME","Time","Unit","PowerCode",'
    '"Value","Flag Codes","Flags"\n'
    '"FRA","France","B1","Output","2021","2021","Euro","Millions","250","P",'
    '"Provisional value"\n"FRA","France","B1","Output","2022","2022","Euro","Millions","264",,\n'
    '"footnoteSeqID","Footnote"\n"1","x"\n',
    "series.csv": '"Title","Output: £m","Rate %"\n"CDID","ABMI","IHYP"\n"PreUnit","£",""\n'
    '"Unit","m","%"\n"Release date","28-03-2024","28-03-2024"\n"2021","21526","8.6"\n'
    '"2022","22462",""\n"2021 Q1","5198","1"\n',
}
"""Tables as offices print them."""
CORPUS = {
    name: form.encode() if isinstance(form, str) else form
    for name, form in (
        all_forms() | {"report.yaml": REPORT, "long.csv": LONG} | STREAMED | ANNEXES
    ).items()
}
HOSTILE_NUMBERS = (
    "1e999999999",
    "NaN",
    "Infinity",
    "-0",
    "--5",
    "1.2.3",
    "1,2,3",
    "1.234",
    "7,28",
    "٣٤",
    "２０１９",
    "13,43%%",
    "9" * 45,
    "9" * 5000,
    "0." + "0" * 50 + "1",
    "1e-60",
    "99999",
    "2O19",
    "2019.0",
    "gần 51 nghìn tỷ",
    "6,6–6,8",
    "dưới 4",
    "28 tỷ 500 triệu",
    "tăng 13,43 %",
)
HOSTILE_TEXTS = (
    "",
    " ",
    "\0",
    "\x1b[31m",
    "\u202e",
    "\ud7ff",
    "\u0301",
    "ß",
    "x" * 300,
    "=1+1",
    "[/bold]",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    ":",
    ",",
    ";",
    "\t",
    "\r",
    "\n",
    "\\",
    "#",
    "&a",
    "*a",
    "!!python/object:os.system",
    "---",
    "year",
    "actual",
    "%",
    "indicators",
    "null",
    "true",
    "..",
)
FIRST_LINES = (
    "sep=;\n",
    "sep=,\r\n",
    "sep=\t\n",
    "sep=\0\n",
    'sep="\n',
    "sep=\n",
    "\n\n",
    "\ufeff",
    "# \n",
    "Bảng 1. Sản lượng (Đơn vị tính: tỷ đồng)\n",
    "---\n",
)
DECLARED: tuple[Callable[[Random], dict[str, object]], ...] = (
    lambda random: {"numbers": random.choice([*NumberFormat])},
    lambda random: {"delimiter": random.choice(",;\t| 0é")},
    lambda random: {"encoding": random.choice(CODECS)},
    lambda random: {"null_values": frozenset({random.choice(("", "51000", "2018", "x"))})},
    lambda random: {"precision": {"actual": Decimal(random.choice(("0.1", "1", "1000")))}},
    lambda random: {"skip_lines": random.choice((1, 2, 1000))},
    lambda random: {"sheet": random.choice(("1", "2", "Sheet", "0"))},
    lambda random: {"input_format": random.choice(INPUT_FORMATS)},
    lambda random: {"stored": True},
    lambda random: {"columns": tuple(map(parse_naming, random.sample(NAMINGS, 2)))},
)
"""What a person may say of an input, rightly or not: `ReadOptions`."""
NAMINGS = (
    *("indicator=#1", "year=Year", "actual 2022=#2", "-=#3", "dimension=Sex", "unit=unit"),
    *("growth-index 2023=#4", "plan=actual", "area=Country", "name=indicator", "actual=value"),
)
CODECS = ("utf-8", "utf-16", "cp1258", "latin-1", "utf-7", "idna", "hex", "undefined", "none")
_TOKEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+(?:[.,][0-9]+)*|\w+|\s+|.", re.DOTALL)


def changed_text(text: str, random: Random) -> str:
    """A text with a few of its tokens or lines changed; half of the time only its figures."""
    gentle = random.random() < 0.5
    for _ in range(1 if gentle else random.randint(1, 3)):
        text = (_gently if gentle else random.choice(HARSH))(text, random)
    return text


def _gently(text: str, random: Random) -> str:
    """Another figure, another year, another name: mostly still a valid input.

    Not another date, which a source must have in common in all rows.
    """
    tokens = _TOKEN.findall(text)
    places = [
        place for place, token in enumerate(tokens) if token[0].isdigit() and "-" not in token
    ]
    if not places:
        return text
    place = random.choice(places)
    token = tokens[place]
    if len(token) == 4 and token.isdecimal():
        tokens[place] = str(random.randint(1990, 2035))
    else:
        digits = "".join(random.choice("0123456789") if c.isdigit() else c for c in token)
        tokens[place] = digits if token[0] == "0" else f"1{digits[1:]}"
    return "".join(tokens)


def _harshly(text: str, random: Random) -> str:
    tokens = _TOKEN.findall(text) or [""]
    place = random.randrange(len(tokens))
    action = random.randrange(7)
    if action == 0:
        tokens[place] = random.choice(HOSTILE_NUMBERS)
    elif action == 1:
        tokens[place] = random.choice(HOSTILE_TEXTS)
    elif action == 2:
        tokens[place] = random.choice(tokens)
    elif action == 3:
        tokens.insert(place, random.choice(HOSTILE_TEXTS + HOSTILE_NUMBERS))
    elif action == 4:
        del tokens[place : place + random.choice((1, 1, 2, 20))]
    elif action == 5:
        tokens[place:place] = tokens[place : place + random.randint(1, 30)] * random.randint(1, 3)
    else:
        tokens[place] = "".join(chr(ord(c) ^ 1 << random.randrange(7)) for c in tokens[place])
    return "".join(tokens)


def _by_lines(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    action = random.randrange(4)
    if action == 0:
        lines[one], lines[other] = lines[other], lines[one]
    elif action == 1:
        del lines[one]
    elif action == 2:
        lines.insert(other, lines[one])
    else:
        lines = lines[:one]
    return "".join(lines)


def _by_beginning(text: str, random: Random) -> str:
    """Another first line than the heading."""
    return random.choice(FIRST_LINES) + text


def changed_bytes(raw: bytes, random: Random) -> bytes:
    """Some bytes flipped, cut or put in: what a bad disk or a wrong encoding leaves."""
    place = random.randrange(len(raw) + 1)
    if random.random() < 0.5:
        return raw[:place] + random.randbytes(random.randint(0, 4)) + raw[place + 1 :]
    return raw[:place]


def flipped(raw: bytes, random: Random) -> bytes:
    """A few bytes changed in their places, so that all others keep theirs."""
    made = bytearray(raw)
    for _ in range(random.randint(1, 3)):
        made[random.randrange(len(made))] = random.randrange(256)
    return bytes(made)


def changed_workbook(raw: bytes, random: Random) -> bytes:
    """A workbook whose cells, or now and then whose other parts, are changed."""
    if random.random() < 0.05:
        return changed_bytes(raw, random)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(out, "w") as after:
        names = before.namelist()
        cells = [name for name in names if re.search("sheet|Strings|document.xml$", name)]
        chosen = random.choice(cells if random.random() < 0.8 else names)
        for name in names:
            content = before.read(name)
            if name == chosen:
                content = changed_text(content.decode(errors="replace"), random).encode(
                    errors="replace"
                )
            after.writestr(name, content)
    return out.getvalue()


def changed(name: str, random: Random) -> bytes:
    """An input of the corpus, changed."""
    raw = CORPUS[name]
    if name.endswith((".xlsx", ".docx")):
        return changed_workbook(raw, random)
    if name.endswith(".xls"):
        return flipped(raw, random) if random.random() < 0.9 else changed_bytes(raw, random)
    if random.random() < 0.03:
        return changed_bytes(raw, random)
    encoding = random.choice(CODECS[1:5]) if random.random() < 0.03 else "utf-8"
    return changed_text(raw.decode(), random).encode(encoding, errors="replace")


def declared(random: Random) -> ReadOptions:
    """Now and then something is said of the input, mostly wrongly."""
    return ReadOptions(**random.choice(DECLARED)(random) if random.random() < 0.1 else {})


HARSH = (_gently, _harshly, _harshly, _by_lines, _by_lines, _by_beginning)


@dataclass
class Outcome:
    """What a run of many inputs came to."""

    inputs: int = 0
    results: int = 0
    reports: int = 0
    slowest: float = 0.0
    codes: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


REPORTS: tuple[Callable[..., object], ...] = (
    growth,
    projection,
    contribution,
    summary,
    check,
    show,
)


@contextmanager
def time_limit() -> Iterator[None]:
    def late(*_: object) -> None:
        raise TimeoutError(f"more than {MOST_SECONDS} seconds")

    # Of the processor: how long others keep it is no finding about the input.
    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def fuzz(name: str, inputs: int, seed: int) -> Outcome:
    """Read that many inputs made from one of the corpus; every 50th result makes a report too."""
    outcome = Outcome()
    for number in range(seed, seed + inputs):
        random = Random(f"{name} {number}")
        raw = changed(name, random)
        started = time.process_time()
        try:
            with time_limit():
                if name in STREAMED:
                    outcome.results += _streams(raw, name, random)
                    continue
                dataset = read(raw, name, Path(name).suffix, declared(random))
                outcome.results += 1
                if random.random() < 0.02:
                    outcome.reports += 1
                    _report(dataset, random)
        except VpcliError as error:
            outcome.codes.update({problem.code for problem in error.problems})
        except Exception:
            outcome.failures.append(f"{name}: --seed {number}\n{traceback.format_exc()}")
        finally:
            outcome.inputs += 1
            outcome.slowest = max(outcome.slowest, time.process_time() - started)
    return outcome


def _report(dataset: Dataset, random: Random) -> None:
    report = random.choice(REPORTS)(dataset)
    style = Style(lang=random.choice(("en", "vi")), width=random.choice((None, 80)))
    render(report, random.choice([name for name in FORMATS if name != "xlsx"]), style)


def _streams(raw: bytes, name: str, random: Random) -> bool:
    """Whether a stream of the input gives a result, which then is that of the whole.

    Raises the error that the stream ends with.
    """
    with tempfile.NamedTemporaryFile(suffix=Path(name).suffix) as file:
        file.write(raw)
        file.flush()
        arguments = [random.choice(("growth", "attainment")), file.name, "-q"]
        arguments += ["--format", random.choice(("csv", "tsv", "jsonl"))]
        years = (["--from", "2003"], ["--from", "2050"], ["--to", "2000", "-i", "retail"])
        arguments += random.choice(([], ["--digits", "2"], ["--numbers", "en"], *years))
        sizes = {"SMALL": 1, "CHUNK": random.choice((64, 4096))}
        block = mock.patch("vpcli.stream.blocks.CHUNK", random.choice((16, 100, 4096)))
        with block, mock.patch.multiple("vpcli.cli.stream", **sizes):
            streamed = _output(arguments)
        whole = _output([*arguments, "--top", "999999999"])
    assert streamed == whole, f"{raw!r}\n{arguments}\n{streamed}\n{whole}"
    return bool(whole)


def _output(arguments: list[str]) -> str:
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()):
        group.main(args=arguments, prog_name="vpcli", standalone_mode=False)
    return out.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", choices=list(CORPUS), action="append")
    parser.add_argument("--inputs", type=int, default=10_000, help="for each reader")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    failed = False
    for name in asked.reader or CORPUS:
        started = time.process_time()
        outcome = fuzz(name, asked.inputs, asked.seed)
        seconds = time.process_time() - started
        print(
            f"{name}: {outcome.inputs} inputs in {seconds:.0f} s,"
            f" {outcome.results / outcome.inputs:.0%} with a result, {outcome.reports} reports,"
            f" {len(outcome.codes)} kinds of error, slowest {outcome.slowest:.2f} s,"
            f" {len(outcome.failures)} failures",
            flush=True,
        )
        print("".join(outcome.failures[:5]), end="", flush=True)
        failed = failed or bool(outcome.failures)
    return failed


if __name__ == "__main__":
    sys.exit(main())
