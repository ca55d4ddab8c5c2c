"""Valid data in which everything occurs at once: what fuzzing of single figures seldom makes.

Several areas and editions, breakdowns with shares and contributions, plans that are ranges and
bounds, breaks, scenarios, precision, notes, results that are ranges or nothing; or a file that
holds rates and no level, or one measure alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from invent import invent
from invented import COLUMNS, Key, Printed, System

NAMES = ("low", "high", "base")
"""Of scenarios, as the options of tests/fuzz_commands.py name them."""
_DIRECTIONS = ("up", "down", "none")


def full(random: Random) -> tuple[str, str]:
    """A file's name and its text."""
    system = invent(random.randrange(10**9))
    if random.random() < 0.35:
        measures = sorted({one.key.measure for one in system.printed})
        rates = [one for one in measures if one not in ("actual", "plan", "change")]
        kept = random.choice((rates, random.sample(measures, min(2, len(measures))), measures[:1]))
        system.printed = [o for o in system.printed if o.key.measure in kept] or system.printed
    else:
        system.printed = [_changed(one, random) for one in system.printed]
    if system.as_yaml or random.random() < 0.5:
        return "full.yaml", _yaml(system, random)
    return "full.csv", _csv(system, random)


def _changed(one: Printed, random: Random) -> Printed:
    """Now and then a range, a zero, no figure, or a misprint."""
    roll = random.random()
    is_plain = one.value is not None and one.text.replace(".", "").isdecimal()
    if roll < 0.05 and is_plain and one.key.measure in ("actual", "plan"):
        return one._replace(text=f"{one.text}-9{one.text}")
    if roll < 0.07 and one.key.measure == "actual":
        return one._replace(text=random.choice(("0", "..", "-")), status="", precision="")
    if roll < 0.09 and is_plain:
        return one._replace(text=f"1{one.text}")
    if roll < 0.10 and one.key.measure == "actual" and is_plain:
        return one._replace(text=f"-{one.text}")
    return one


def _yaml(system: System, random: Random) -> str:
    system.as_yaml = True
    lines = ["title: {en: Results, vi: Kết quả}"]
    for line in system.text(random).splitlines():
        lines.append(line)
        if line.startswith("    unit:"):
            lines += [f"    {one}" for one in _about(random)]
        if line.startswith("      - {") and random.random() < 0.2:
            lines[-1] = f"{line[:-1]}, note: {random.choice(('sơ bộ', 'by the new method'))}}}"
    seen = {one.key.indicator for one in system.printed}
    if random.random() < 0.6:
        lines += ["scenarios:", *_scenarios(sorted(seen), system.years[-1], random)]
    return "\n".join([*lines, ""])


def _about(random: Random) -> Iterable[str]:
    if random.random() < 0.5:
        yield f"name: {{en: {random.choice(('Rice', 'Retail sales'))}, vi: Chỉ tiêu}}"
    if random.random() < 0.5:
        yield f"direction: {random.choice(_DIRECTIONS)}"


def _scenarios(ids: list[str], last: int, random: Random) -> Iterable[str]:
    """Plans of one's own: a growth a year, or levels, zero among them."""
    for name in NAMES[: random.randint(1, 3)]:
        yield f"  {name}:"
        for id_ in random.sample(ids, random.randint(1, len(ids))):
            if random.random() < 0.3:
                yield f"    {id_}: {random.choice(('6%', '-2.5%', '0%'))}"
                continue
            first = last + random.choice((1, 1, 2))
            levels = [random.choice(("0", "10", "120.5", "90000")) for _ in range(2)]
            told = ", ".join(f'{first + n}: "{level}"' for n, level in enumerate(levels))
            yield f"    {id_}: {{{told}}}"


def _csv(system: System, random: Random) -> str:
    """One fact a row; or, where each says something else, a row a year with columns of measures."""
    figures = list(system.printed)
    random.shuffle(figures)
    known = {one.key.indicator for one in figures}
    declared = "t" in known and known.issuperset(system.parts)
    if random.random() < 0.5 or not declared:
        lines = [f"{COLUMNS},note", *(f"{row},{_note(random)}" for row in system.rows(figures))]
        text = "\n".join([*lines, ""])
        return text if declared else text.replace(",level,t,", ",level,,")
    return _by_year(system, figures)


def _note(random: Random) -> str:
    return random.choice(("", "", "sơ bộ", '"by another method, as told"'))


def _by_year(system: System, figures: list[Printed]) -> str:
    rows: dict[tuple[Key, str], dict[str, Printed]] = {}
    for one in figures:
        since = one.key.against if isinstance(one.key.against, int) else None
        key = one.key._replace(measure="", against=since)
        rows.setdefault((key, one.source), {})[one.key.measure] = one
    measures = sorted({one.key.measure for one in figures})
    heading = [measure.replace("-", "_") for measure in measures]
    lines = [",".join((*_ABOUT, *heading))]
    for (key, source), found in rows.items():
        kind = system.kinds[key.indicator]
        unit = {"level": "USD", "rate": "%"}.get(kind, "index")
        part_of = "t" if key.indicator in system.parts else ""
        status = next((one.status for one in found.values() if one.status), "")
        since = "" if key.against is None else str(key.against)
        cells = [key.area, key.indicator, unit, kind, part_of, str(key.year), since, status, source]
        cells += [found[measure].text if measure in found else "" for measure in measures]
        lines.append(",".join(cells))
    return "\n".join([*lines, ""])


_ABOUT = ("area", "indicator", "unit", "kind", "part_of", "year", "since", "status", "source")
