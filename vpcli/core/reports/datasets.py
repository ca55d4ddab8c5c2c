"""What is bundled: one row for each data set."""

from __future__ import annotations

from collections.abc import Mapping

from vpcli.core.facts.model import Dataset, Words
from vpcli.core.reports.columns import Column, Type
from vpcli.core.reports.table import Report, Row

__all__ = ["datasets"]

COLUMNS = (
    Column("dataset", Type.TEXT),
    Column("title", Type.NAME),
    Column("indicators", Type.YEAR),
    Column("years", Type.TEXT),
    Column("facts", Type.YEAR),
    Column("published_by", Type.NAME),
)


def datasets(loaded: Mapping[str, Dataset]) -> Report:
    """Return one row for each data set: name, title, what it holds, and its sources."""
    rows = []
    for name, dataset in loaded.items():
        facts = [fact for series in dataset.series for fact in series.facts]
        years = [fact.year for fact in facts]
        names = [
            source.publisher if source.publisher.en else source.title
            for source in dataset.sources.values()
        ]
        title = dataset.title
        if not (title.en or title.vi):
            title = dataset.series[0].indicator.name
        rows.append(
            Row(
                None,
                {
                    "dataset": name,
                    "title": title,
                    "indicators": len({series.indicator.id for series in dataset.series}),
                    "years": f"{min(years)}–{max(years)}",
                    "facts": sum(fact.figure is not None for fact in facts),
                    "published_by": Words(
                        "; ".join(words.in_language("en") for words in names),
                        "; ".join(words.in_language("vi") for words in names),
                    ),
                },
            )
        )
    screen = [column.name for column in COLUMNS]
    return Report("datasets", Words(), COLUMNS, rows, (), screen, yielding=("facts", "indicators"))
