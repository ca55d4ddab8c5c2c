"""Golden cases: a command, its files, what it prints, and its exit status, in one readable file.

Files that stand in cases/data are there for every case that names them.

`pytest --regenerate` writes what is printed now; review it as a diff.
"""

from __future__ import annotations

import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest
from conftest import Vpcli

CASES = Path(__file__).parent / "cases"
SHARED = {path.name: path for path in (CASES / "data").iterdir()}
# Provoked in test_output.py and test_help.py: they need a full disk, many problems, a folder or a
# variable of the environment.
ELSEWHERE = {
    "unknown-language",
    "prefix",
    "more",
    "hint",
    "disk",
    "cannot-write",
    "output-is-input",
    "cannot-read",
}
# Provoked in test_workbooks.py, since they need a file that is no text.
ELSEWHERE |= {"no-xlsx-package", "bad-xlsx", "xlsx-too-large", "xlsx-too-many-cells"}
ELSEWHERE |= {
    "xlsx-too-many-settings",
    "columns-hidden",
    "sheets-not-read",
    "no-table-in-sheet",
    "empty-sheet",
}
ELSEWHERE |= {"no-such-sheet", "not-for-a-terminal", "formula-without-value"}
# Provoked in test_stream.py, since they need a table of more than 50,000 rows.
ELSEWHERE |= {"rows-apart", "years-fall", "against-first-rows"}
# Provoked in test_limits.py and test_hostile_data.py, since they need large files.
ELSEWHERE |= {"cell-too-long"}
ELSEWHERE |= {"input-too-large", "yaml-too-large", "json-too-large"}
ELSEWHERE |= {
    "too-many-figures",
    "too-many-columns",
    "table-too-large",
    "too-many-rows",
    "too-many-identities",
}
ELSEWHERE |= {"digits-hidden"}  # in test_office.py
ELSEWHERE |= {"too-many-contradictions", "bad-document", "document-too-large", "too-many-cells"}


@pytest.mark.parametrize(
    "path", sorted(CASES.rglob("*.case")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_case(path: Path, vpcli: Vpcli, request: pytest.FixtureRequest) -> None:
    text = path.read_text("utf-8")
    parts = re.split(r"^=== (.*)\n", text, flags=re.M)
    head, sections = parts[0], dict(zip(parts[1::2], parts[2::2], strict=True))
    command = re.search(r"^\$ vpcli (.*)$", head, re.M)
    assert command
    expected = {"stdout", "stderr", "exit"}
    files = {name: content for name, content in sections.items() if name not in expected}
    words = shlex.split(command[1])
    shared = {word: SHARED[word].read_bytes() for word in words if word in SHARED}
    ran = vpcli(*words, files=files | shared)
    found = {"stdout": ran.out, "stderr": ran.err, "exit": f"{ran.status}\n"}
    if request.config.getoption("--regenerate"):
        made = {**files, **{name: content for name, content in found.items() if content}}
        body = "".join(f"=== {name}\n{content}" for name, content in made.items())
        path.write_text(head + body, "utf-8")
        return
    assert found == {"stdout": "", "stderr": "", "exit": "0\n"} | {
        name: content for name, content in sections.items() if name in expected
    }


def test_every_message_has_a_case() -> None:
    codes = {
        key.removeprefix("error.")
        for key in import_module("vpcli.i18n.en").MESSAGES
        if key.startswith("error.")
    }
    assert codes - ELSEWHERE == {path.stem for path in (CASES / "error").glob("*.case")}
