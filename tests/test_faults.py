"""Faults of the world around it, each brought about in a process of its own."""

from __future__ import annotations

import fcntl
import os
import resource
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

INPUT = "indicator,year,actual\na,2018,100\na,2019,110\n"
# A process that stops where the file is written but not yet in its place, and says so. It heeds
# signals even where those who started it do not, as under nohup.
HELD = """
import os, signal, sys, time
import vpcli.cli
signal.signal(signal.SIGINT, signal.default_int_handler)
for heeded in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(heeded, signal.SIG_DFL)
written = os.fsync
def fsync(descriptor):
    written(descriptor)
    os.close(int(os.environ["READY"]))
    time.sleep(60)
os.fsync = fsync
vpcli.cli.main()
"""
NAMED = "import os; del os.O_TMPFILE\n"
"""For a system that makes no file without a name."""


def environ(**more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"} | more


def process(*arguments: str, **how: object) -> subprocess.CompletedProcess[bytes]:
    how = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": environ()} | how
    return subprocess.run(
        [sys.executable, "-m", "vpcli", *arguments],
        check=False,
        timeout=60,
        **how,
    )


def in_shell(script: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a line of sh in which $V is vpcli."""
    return subprocess.run(
        ["sh", "-c", script],
        cwd=folder,
        env=environ(V=f"{sys.executable} -m vpcli"),
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in.csv").write_text(INPUT)
    return tmp_path


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 KB, nearly full."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("a small disk can only be mounted by root")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "jsonl", "md", "html"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_stdout(form: str, folder: Path) -> None:
    ran = in_shell(f"$V growth in.csv --format {form} > /dev/full", folder)
    assert ran.returncode == 3
    assert ran.stderr == b"error: the result could not be written: No space left on device\n"
    ran = in_shell(f"$V growth in.csv --format {form} -o /dev/full", folder)
    assert ran.returncode == 3
    assert b"/dev/full: " in ran.stderr
    assert b"Traceback" not in ran.stderr


def test_a_full_disk_behind_a_file(small_disk: Path, folder: Path) -> None:
    old = small_disk / "out.csv"
    old.write_text("the old file\n")
    before = os.listdir(small_disk)
    ran = process("show", "viet-nam-gdp", "-q", "-o", str(old), cwd=folder)
    assert ran.returncode == 3
    assert b"No space left on device" in ran.stderr
    assert old.read_text() == "the old file\n"
    assert os.listdir(small_disk) == before


def test_a_limit_on_the_size_of_files(folder: Path) -> None:
    (folder / "out.csv").write_text("old")

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    # Nor may Python cut off what it compiled a module to, and keep that.
    arguments = ("show", "viet-nam-gdp", "-q", "-o", "out.csv")
    unkept = environ(PYTHONDONTWRITEBYTECODE="1")
    ran = process(*arguments, cwd=folder, env=unkept, preexec_fn=limited)
    assert ran.returncode == 3
    assert b"File too large" in ran.stderr
    assert (folder / "out.csv").read_text() == "old"
    assert sorted(os.listdir(folder)) == ["in.csv", "out.csv"]


def test_a_closed_stdout(folder: Path) -> None:
    ran = in_shell("$V growth in.csv --csv >&-", folder)
    assert ran.returncode == 3
    assert ran.stderr == b"error: the result could not be written: Bad file descriptor\n"
    ran = in_shell("$V growth in.csv -o out.csv >&-", folder)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert (folder / "out.csv").read_text().startswith("area,")


def test_a_closed_stderr(folder: Path) -> None:
    ran = in_shell("$V growth --csv 2>&-", folder)  # with a note
    assert (ran.returncode, ran.stdout[:5]) == (0, b"area,")
    ran = in_shell("$V growth missing.csv 2>&-", folder)
    assert (ran.returncode, ran.stdout) == (3, b"")
    ran = in_shell("$V growth --nothing 2>&-", folder)
    assert (ran.returncode, ran.stdout) == (2, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_stderr(folder: Path) -> None:
    ran = in_shell("$V growth --csv 2> /dev/full", folder)
    assert (ran.returncode, ran.stdout[:5]) == (0, b"area,")
    assert in_shell("$V growth missing.csv 2> /dev/full", folder).returncode == 3


def test_a_closed_stdin(folder: Path) -> None:
    ran = in_shell("$V growth - <&-", folder)
    assert ran.returncode == 3
    assert ran.stderr.startswith(b"error: -: ")
    assert in_shell("$V growth in.csv --csv <&- >&- 2>&-", folder).returncode == 3


def test_nobody_reads_the_pipe(folder: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    ran = process("growth", "viet-nam-gdp", "--json", stdout=write, cwd=folder)
    os.close(write)
    assert (ran.returncode, ran.stderr) == (141, b"")


def test_nobody_reads_the_messages(folder: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    ran = process("growth", "--csv", stderr=write, cwd=folder)
    assert (ran.returncode, ran.stdout[:5]) == (0, b"area,")
    assert process("growth", "missing.csv", stderr=write, cwd=folder).returncode == 3
    os.close(write)


@pytest.mark.parametrize("old", ["the old file\n", None], ids=["a file stands", "no file"])
@pytest.mark.parametrize("named", [False, True], ids=["without a name", "with a name"])
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_signal_in_the_middle_of_writing(
    folder: Path, sent: signal.Signals, named: bool, old: str | None
) -> None:
    if old:
        (folder / "out.csv").write_text(old)
    before = sorted(os.listdir(folder))
    script = (NAMED if named else "") + HELD
    ready, held = os.pipe()
    started = subprocess.Popen(
        [sys.executable, "-c", script, "growth", "in.csv", "-o", "out.csv"],
        cwd=folder,
        env=environ(READY=str(held)),
        pass_fds=[held],
        stderr=subprocess.PIPE,
    )
    os.close(held)
    assert os.read(ready, 1) == b""  # the file is written and has not taken its place
    os.close(ready)
    started.send_signal(sent)
    _, err = started.communicate(timeout=20)
    assert started.returncode == (130 if sent is signal.SIGINT else -sent)
    assert err.strip() == b""
    if old:
        assert (folder / "out.csv").read_text() == old
    left = [name for name in sorted(os.listdir(folder)) if name not in before]
    # Only what has a name can be left, and only by a signal that ends a process at once.
    assert len(left) == (named and sent is not signal.SIGINT)
    assert process("growth", "in.csv", "-o", "out.csv", cwd=folder).returncode == 0
    assert (folder / "out.csv").read_text().startswith("area,")


def test_what_a_killed_run_left_does_no_harm(folder: Path) -> None:
    (folder / "out.csv").write_text("old")
    # The process itself leaves the name that it is going to need, as one of its number did before.
    script = (
        "import os; open(f'.out.csv.{os.getpid()}', 'w').close()\n"
        "import vpcli.cli; vpcli.cli.main()"
    )
    command = [sys.executable, "-c", script, "growth", "in.csv", "-o", "out.csv"]
    ran = subprocess.run(command, cwd=folder, env=environ(), check=False)
    assert ran.returncode == 0
    assert (folder / "out.csv").read_text().startswith("area,")
    assert sorted(os.listdir(folder)) == ["in.csv", "out.csv"]


def test_two_runs_writing_one_file(folder: Path) -> None:
    whole = {
        lang: process("growth", "viet-nam-gdp", "--md", "--lang", lang, cwd=folder).stdout
        for lang in ("en", "vi")
    }
    seen: set[bytes] = set()
    stopped = threading.Event()

    def watch() -> None:
        while not stopped.is_set():
            if (folder / "out.md").exists():
                seen.add((folder / "out.md").read_bytes())
            time.sleep(0.001)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    growth = ("growth", "viet-nam-gdp")
    statuses = []
    for _ in range(3):
        running = [
            subprocess.Popen(
                [sys.executable, "-m", "vpcli", *growth, "--lang", lang, "-o", "out.md"],
                cwd=folder,
                env=environ(),
            )
            for lang in ("en", "vi")
        ]
        statuses += [one.wait(60) for one in running]
    stopped.set()
    watcher.join(10)
    assert statuses == [0] * 6
    assert seen
    assert seen <= set(whole.values())
    assert sorted(os.listdir(folder)) == ["in.csv", "out.md"]


@pytest.mark.parametrize(
    "script",
    [
        "$V growth in.csv -o in.csv",
        '$V growth ./in.csv -o "$PWD/in.csv"',
        "ln -s in.csv link.csv; $V growth in.csv -o link.csv",
        "ln -s in.csv link.csv; $V growth link.csv -o in.csv",
        "ln in.csv hard.csv; $V growth in.csv -o hard.csv",
        "ln in.csv hard.csv; $V growth hard.csv -o in.csv",
        "$V growth - -o in.csv < in.csv",
        "VPCLI_DATA=in.csv $V growth -o in.csv",
        "echo 'indicator,year,actual' > b.csv; echo 'b,2019,1' >> b.csv;"
        " $V growth b.csv in.csv -o in.csv",
        "$V explain a --data in.csv -o in.csv",
        "$V show in.csv -o in.csv",
    ],
)
def test_an_input_is_never_overwritten(script: str, folder: Path) -> None:
    ran = in_shell(script, folder)
    assert ran.returncode == 3
    assert b"--force" in ran.stderr
    assert (folder / "in.csv").read_text() == INPUT
    if "explain" not in script:
        assert in_shell(script + " --force", folder).returncode == 0


def test_a_bundled_data_set_is_an_input(folder: Path) -> None:
    bundled = ROOT / "data" / "viet-nam-gdp.csv"
    before = bundled.read_bytes()
    ran = process("growth", "viet-nam-gdp", "-o", str(bundled), cwd=folder)
    assert ran.returncode == 3
    assert bundled.read_bytes() == before


def test_the_mode_of_a_file_is_kept_and_a_new_one_has_that_of_the_umask(folder: Path) -> None:
    (folder / "old.csv").touch(0o640)
    assert in_shell("umask 027; $V growth in.csv -o old.csv", folder).returncode == 0
    assert in_shell("umask 027; $V growth in.csv -o new.csv", folder).returncode == 0
    modes = [(folder / name).stat().st_mode & 0o777 for name in ("old.csv", "new.csv")]
    assert modes == [0o640, 0o640]
    (folder / "old.csv").chmod(0o604)
    assert in_shell("$V growth in.csv -o old.csv", folder).returncode == 0
    assert (folder / "old.csv").stat().st_mode & 0o777 == 0o604


def test_a_symbolic_link_stays_one(folder: Path) -> None:
    (folder / "there").mkdir()
    (folder / "out.csv").symlink_to("there/out.csv")
    assert in_shell("$V growth in.csv -o out.csv", folder).returncode == 0
    assert (folder / "out.csv").is_symlink()
    assert (folder / "there" / "out.csv").read_text().startswith("area,")


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link"])
@pytest.mark.parametrize("to", [">", ">>"])
def test_standard_output_by_its_name_is_the_open_stream(folder: Path, name: str, to: str) -> None:
    (folder / "out.csv").write_text("first\n")
    (folder / "link").symlink_to("/dev/stdout")
    script = f"{{ echo before; $V growth in.csv --csv -o {name}; echo after; }} {to} out.csv"
    assert in_shell(script, folder).stderr == b""
    lines = (folder / "out.csv").read_text().splitlines()
    kept = ["first"] if to == ">>" else []
    assert lines[: len(kept) + 1] == [*kept, "before"]
    assert lines[len(kept) + 1].startswith("area,")
    assert lines[-1] == "after"
    assert len(lines) == len(kept) + 5


def test_any_other_open_file_is_written_to_as_it_is(folder: Path) -> None:
    script = "{ echo before >&3; $V growth in.csv --csv -o /dev/fd/3; echo after >&3; } 3> out.csv"
    assert in_shell(script, folder).stderr == b""
    lines = (folder / "out.csv").read_text().splitlines()
    assert (lines[0], lines[-1], len(lines)) == ("before", "after", 5)
    ran = in_shell("$V growth in.csv --csv -o /dev/fd/57", folder)
    assert (ran.returncode, ran.stderr) == (
        3,
        b"error: /dev/fd/57: cannot be written: Bad file descriptor; nothing was changed\n",
    )


def test_a_fifo_is_written_to(folder: Path) -> None:
    ran = in_shell("mkfifo f; cat f > seen & $V growth in.csv --csv -o f; wait", folder)
    assert ran.returncode == 0
    assert (folder / "seen").read_text().startswith("area,")
    assert (folder / "f").is_fifo()


@pytest.mark.skipif(not hasattr(fcntl, "F_SETPIPE_SZ"), reason="needs a pipe made small")
def test_the_reader_of_a_fifo_leaves(folder: Path) -> None:
    os.mkfifo(folder / "f")
    reader = os.open(folder / "f", os.O_RDONLY | os.O_NONBLOCK)
    fcntl.fcntl(reader, fcntl.F_SETPIPE_SZ, 4096)
    process = subprocess.Popen(
        [sys.executable, "-m", "vpcli", "show", "viet-nam-gdp", "--json", "-o", "f"],
        cwd=folder,
        env=environ(),
        stderr=subprocess.PIPE,
    )
    select.select([reader], [], [], 20)  # it holds less than is written
    os.close(reader)
    _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (141, b"")


def test_an_empty_name_is_no_file(folder: Path) -> None:
    for command in ("growth in.csv", "template"):
        ran = in_shell(f"$V {command} -o ''", folder)
        assert ran.returncode == 2
        assert b"'-o' / '--output': the name of a file is expected" in ran.stderr


AS_NOBODY = """
import os, sys, tempfile
from pathlib import Path
from vpcli.errors import DataError
from vpcli.writers.file import write_file
if sys.argv[1:]:
    del os.O_TMPFILE
os.setgroups([]), os.setgid(65534), os.setuid(65534)
try:
    write_file(Path("out.csv"), [b"new\\n"])
except DataError as error:
    print(error.problems[0].fields["detail"])
"""


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder in which anybody may make and remove files; with one of root's."""
    if os.getuid():
        pytest.skip("another user can only be made by root")
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o777)
        (Path(name) / "out.csv").write_text("old, and longer than what takes its place\n")
        yield Path(name)


@pytest.mark.parametrize("named", [[], ["named"]], ids=["without a name", "with a name"])
def test_a_file_that_may_not_be_written_is_not_replaced(shared: Path, named: list[str]) -> None:
    command = [sys.executable, "-c", AS_NOBODY, *named]
    ran = subprocess.run(command, cwd=shared, env=environ(), capture_output=True, check=False)
    assert (ran.stdout, ran.stderr) == (b"Permission denied\n", b"")
    assert (shared / "out.csv").read_text().startswith("old")
    assert os.listdir(shared) == ["out.csv"]


@pytest.mark.parametrize("named", [[], ["named"]], ids=["without a name", "with a name"])
def test_a_file_of_another_owner_stays_that_owners(shared: Path, named: list[str]) -> None:
    out = shared / "out.csv"
    out.chmod(0o646)
    before = out.stat()
    command = [sys.executable, "-c", AS_NOBODY, *named]
    ran = subprocess.run(command, cwd=shared, env=environ(), capture_output=True, check=False)
    assert (ran.stdout, ran.stderr) == (b"", b"")
    after = out.stat()
    assert (after.st_uid, after.st_mode, after.st_ino) == (0, before.st_mode, before.st_ino)
    assert out.read_text() == "new\n"
    assert os.listdir(shared) == ["out.csv"]


def test_root_leaves_a_file_to_its_owner(shared: Path) -> None:
    out = shared / "out.csv"
    os.chown(out, 65534, 65534)
    assert in_shell("$V growth --csv -o out.csv", shared).returncode == 0
    assert (out.stat().st_uid, out.stat().st_gid) == (65534, 65534)
    assert out.read_text().startswith("area,")


@pytest.mark.parametrize(
    "module",
    ["vpcli.cli", "click", "vpcli.i18n", "vpcli.cli.commands.growth", "vpcli.core.facts.model"],
)
def test_an_interrupt_while_modules_are_loaded(module: str, folder: Path) -> None:
    script = f"""
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder)
from vpcli.__main__ import program
program()
"""
    command = [sys.executable, "-c", script, "growth", "viet-nam-gdp"]
    ran = subprocess.run(command, cwd=folder, env=environ(), capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (130, b"")


def test_an_interrupt_that_is_ignored_stays_so(folder: Path) -> None:
    ran = in_shell("trap '' INT; $V growth in.csv --csv & kill -INT $!; wait $!", folder)
    assert (ran.returncode, ran.stdout[:5]) == (0, b"area,")
