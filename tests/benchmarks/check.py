"""Time and memory of `vpcli check` over growing data with parts.

python tests/benchmarks/check.py [FACTS ...]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from facts import lines

SIZES = (1_000, 10_000, 100_000, 1_000_000)


def run(*arguments: str) -> tuple[float, int]:
    """Seconds and peak memory (MiB) of one run of vpcli."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "vpcli", *arguments], stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    return time.perf_counter() - begin, usage.ru_maxrss // 1024


def main() -> None:
    """Print one line for each size."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    print(f"{'facts':>10} {'seconds':>9} {'µs a fact':>10} {'MiB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder, f"{size}.csv")
            with path.open("w", encoding="utf-8") as stream:
                stream.writelines(line + "\n" for line in lines(size))
            seconds, memory = run("check", str(path), "--csv")
            print(f"{size:>10} {seconds:>9.2f} {seconds / size * 1e6:>10.0f} {memory:>6}")


if __name__ == "__main__":
    main()
