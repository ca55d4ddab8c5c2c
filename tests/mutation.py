"""Mutation testing of vpcli/core: `python tests/mutation.py [NAMES...]`.

mutmut makes the mutants and keeps the results (`mutmut results`, `mutmut show NAME`). It would
start pytest anew for each of them; here the tests are collected once, and a mutant is a fork that
runs the tests which reach its function, those first that killed its neighbours. A mutant that has
used SECONDS of the processor without a failing test counts as surviving, so the score is a lower
bound. MUTATION_SECONDS=300 looks longer.
"""

from __future__ import annotations

import functools
import gc
import os
import resource
import signal
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from time import process_time

import pytest
from _pytest.config import _prepareconfig
from _pytest.runner import runtestprotocol
from mutmut.__main__ import cli
from mutmut.runners.harness import ListAllTestsResult, PytestRunner
from mutmut.state import state
from mutmut.utils.file_utils import change_cwd
from mutmut.utils.format_utils import mangled_name_from_mutant_name
from mutmut.workers import isolation

SECONDS = float(os.environ.get("MUTATION_SECONDS", "20"))
MEMORY = 4 << 30
KILLED, SURVIVED, TIMEOUT = 1, 0, 36
KILLERS = Path("mutants/killers.tsv").resolve()


class WarmRunner(PytestRunner):
    """mutmut's runner, except that tests are collected once and run in forks of that state."""

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[str, pytest.Item] = {}

    def items(self) -> dict[str, pytest.Item]:
        """The tests by node id; collected when first asked for."""
        if not self._items:
            arguments = self._pytest_add_cli_args_test_selection + self._pytest_add_cli_args
            config = _prepareconfig(["--rootdir=.", "--tb=no", "-q", "-s", *arguments])
            session = pytest.Session.from_config(config)
            config._do_configure()
            config.hook.pytest_sessionstart(session=session)
            config.hook.pytest_collection(session=session)
            self._items = {item.nodeid: item for item in session.items}
        return self._items

    def run_stats(self, *, tests: Iterable[str]) -> int:
        with change_cwd("mutants"):
            items = self.items()
            failed = False
            for name in list(tests) or items:
                state()._stats.clear()
                began = process_time()
                failed |= self._fails(items[name], None)
                state().duration_by_test[name] = process_time() - began
                for function in state()._stats:
                    state().tests_by_mangled_function_name[function].add(name)
        return int(failed)

    def run_tests(self, *, mutant_name: str | None, tests: Iterable[str]) -> int:
        if mutant_name is None:
            return 0  # the clean run: statistics are taken from one
        with change_cwd("mutants"):
            self._forget()
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            signal.signal(signal.SIGPROF, lambda *_: os._exit(TIMEOUT))
            items, function = self.items(), mangled_name_from_mutant_name(mutant_name)
            order = _promising(function, tests)
            for name, following in zip(order, [*order[1:], None], strict=True):
                patience = 2 + 10 * state().duration_by_test[name]
                signal.setitimer(signal.ITIMER_PROF, patience)
                if self._fails(items[name], items[following] if following else None):
                    with KILLERS.open("a", encoding="utf-8") as file:
                        file.write(f"{function}\t{name}\n")
                    return KILLED
                if process_time() > SECONDS:
                    break
        return SURVIVED

    def run_forced_fail(self) -> int:
        with change_cwd("mutants"):
            return int(any(self._fails(item, None) for item in [*self.items().values()][:500]))

    def list_all_tests(self) -> ListAllTestsResult:
        with change_cwd("mutants"):
            return ListAllTestsResult(ids=set(self.items()))

    @staticmethod
    def _fails(item: pytest.Item, following: pytest.Item | None) -> bool:
        return any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))

    def _forget(self) -> None:
        """What the unmutated code has worked out and remembers must be worked out again."""
        gc.unfreeze()
        for thing in gc.get_objects():
            if isinstance(thing, functools._lru_cache_wrapper):
                thing.cache_clear()


def _promising(function: str, tests: Iterable[str]) -> list[str]:
    """The tests, those first that killed other mutants of the function, then of its module."""
    near: Counter[str] = Counter()
    if KILLERS.exists():
        module = function.rpartition(".")[0]
        for line in KILLERS.read_text("utf-8").splitlines():
            where, _, test = line.partition("\t")
            if where == function:
                near[test] += 1000
            elif where.startswith(module + "."):
                near[test] += 1
    return sorted(tests, key=lambda test: (-near[test], state().duration_by_test[test]))


if __name__ == "__main__":
    isolation.PytestRunner = WarmRunner  # type: ignore[misc]
    cli(["run", *sys.argv[1:]])
