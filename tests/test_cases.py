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
    "empty-pipe",
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
# Provoked in test_extract.py and test_office.py, since they need a file that is no text.
ELSEWHERE |= {"not-a-word-file", "text-not-read", "tables-of-text", "split-names"}
ELSEWHERE |= {"no-such-sheet", "not-for-a-terminal", "formula-without-value"}
# Provoked in test_api.py: they are said from Python alone.
ELSEWHERE |= {"no-text", "no-library"}
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
ELSEWHERE |= {"too-long-for-word"}  # in test_handed_in.py
ELSEWHERE |= {"too-many-contradictions", "bad-document", "document-too-large", "too-many-cells"}


ALL = sorted(CASES.rglob("*.case"))


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def words_of(path: Path) -> list[str]:
    """The arguments of a case."""
    command = re.search(r"^\$ vpcli (.*)$", path.read_text("utf-8"), re.M)
    assert command
    return shlex.split(command[1])


def outcome(path: Path, vpcli: Vpcli) -> tuple[dict[str, str], dict[str, str], str]:
    """What a case prints, what it expects, and its text down to what is printed."""
    parts = re.split(r"^=== (.*)\n", path.read_text("utf-8"), flags=re.M)
    head, sections = parts[0], dict(zip(parts[1::2], parts[2::2], strict=True))
    expected = {"stdout": "", "stderr": "", "exit": "0\n"}
    files = {name: content for name, content in sections.items() if name not in expected}
    words = words_of(path)
    shared = {word: SHARED[word].read_bytes() for word in words if word in SHARED}
    ran = vpcli(*words, files=files | shared)
    found = {"stdout": ran.out, "stderr": ran.err, "exit": f"{ran.status}\n"}
    expected |= {name: content for name, content in sections.items() if name in expected}
    return found, expected, head + written(files)


def written(sections: dict[str, str]) -> str:
    return "".join(f"=== {name}\n{content}" for name, content in sections.items())


@pytest.mark.parametrize("path", ALL, ids=named)
def test_case(path: Path, vpcli: Vpcli, request: pytest.FixtureRequest) -> None:
    found, expected, given = outcome(path, vpcli)
    if request.config.getoption("--regenerate"):
        made = {name: content for name, content in found.items() if content}
        path.write_text(given + written(made), "utf-8")
        return
    assert found == expected


def of_each_command() -> list[Path]:
    """The first case of each command that has an answer, and the first error."""
    found: dict[str, Path] = {}
    for path in ALL:
        kind = "error" if path.parent.name == "error" else words_of(path)[0]
        found.setdefault(kind, path)
    return list(found.values())


@pytest.mark.parametrize("path", of_each_command(), ids=named)
def test_it_is_the_same_in_a_process_of_its_own(path: Path, vpcli_process: Vpcli) -> None:
    found, expected, _ = outcome(path, vpcli_process)
    assert found == expected


def test_every_message_has_a_case() -> None:
    codes = {
        key.removeprefix("error.")
        for key in import_module("vpcli.i18n.en").MESSAGES
        if key.startswith("error.")
    }
    assert codes - ELSEWHERE == {path.stem for path in (CASES / "error").glob("*.case")}
