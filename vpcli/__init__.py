"""vpcli: growth, plan attainment and targets from yearly figures as they were printed.

A figure goes through the package in one direction: `readers` turn a file or text into facts
(`core.facts`: the number as printed, its interval, its unit), `core.solver` works out what follows
from them by the identities of the field, `core.measures` holds the formulas, `core.reports` one
question a file, each answered by a neutral table, and `writers` put that table into a format, in
the words of `i18n`. `cli` (one file a command) and `api` call these in this order and hold nothing
else; `stream` is the short way of large tables, `limits` says how much is read, `errors` what goes
wrong. A module imports only what stands before it on this way.

From Python, the commands have the same names: `vpcli.load`, `vpcli.growth`,
`vpcli.attainment`, `vpcli.projection`, `vpcli.contribution`, `vpcli.summary`, `vpcli.report`,
`vpcli.check`, `vpcli.explain`, `vpcli.show`, `vpcli.datasets` and `vpcli.template`; see
`vpcli.api`.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:  # for type checkers; importing typing would cost more than all of this
    from vpcli.api import (
        Table,
        VpcliError,
        VpcliWarning,
        attainment,
        check,
        contribution,
        datasets,
        explain,
        growth,
        load,
        projection,
        report,
        show,
        summary,
        template,
    )

__version__ = "0.2.0"
__all__ = [
    "Table",
    "VpcliError",
    "VpcliWarning",
    "__version__",
    "attainment",
    "check",
    "contribution",
    "datasets",
    "explain",
    "growth",
    "load",
    "projection",
    "report",
    "show",
    "summary",
    "template",
]


def __getattr__(name: str) -> object:
    """Import what is asked for only then, so that the command line starts at once."""
    if name in __all__:
        from vpcli import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
