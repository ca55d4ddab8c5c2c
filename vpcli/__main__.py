"""The program `vpcli`, also as `python -m vpcli`: a process that is quick to begin and to end."""

from __future__ import annotations

import gc
from typing import NoReturn

__all__ = ["program"]

_OBJECTS = 500_000
"""New objects until the collector looks for cycles; modules, facts and rows make few of them."""


def program() -> NoReturn:
    """Run vpcli and end the process at once; nothing registered for its end is run."""
    gc.set_threshold(_OBJECTS)
    from vpcli.cli import run_to_status
    from vpcli.cli.streams import leave

    leave(run_to_status())


if __name__ == "__main__":
    program()
