"""English headings, messages and reasons."""

MESSAGES = {
    # titles and headings
    "title.growth": "Growth on the previous year",
    "title.attainment": "Plan attainment",
    "title.projection": "Targets and the growth they require",
    "title.show": "Facts as loaded",
    "title.datasets": "Bundled data sets",
    "heading.name": "Indicator",
    "heading.area": "Area",
    "heading.indicator": "Id",
    "heading.unit": "Unit",
    "heading.year": "Year",
    "heading.base_year": "Base year",
    "heading.base": "Base",
    "heading.growth.base": "Previous year",
    "heading.value": "Level",
    "heading.show.value": "Value",
    "heading.change": "Change",
    "heading.growth_pct": "Growth",
    "heading.growth_low": "Growth from",
    "heading.growth_high": "Growth to",
    "heading.growth_unit": "% or points",
    "heading.method": "Method",
    "heading.basis": "Basis",
    "heading.status": "Status",
    "heading.reason": "Reason",
    "heading.source": "Source",
    "heading.plan": "Plan",
    "heading.actual": "Actual",
    "heading.gap": "Gap",
    "heading.attainment_pct": "Attainment",
    "heading.attainment_low": "Attainment from",
    "heading.attainment_high": "Attainment to",
    "heading.verdict": "Verdict",
    "heading.target": "Target",
    "heading.required_growth_pct": "Required growth",
    "heading.planned_growth_pct": "Planned, as printed",
    "heading.agreement": "Agreement",
    "heading.measure": "Measure",
    "heading.printed": "As printed",
    "heading.low": "From",
    "heading.high": "To",
    "heading.qualifier": "Qualifier",
    "heading.file": "File",
    "heading.line": "Line",
    "heading.note": "Note",
    "heading.dataset": "Data set",
    "heading.title": "Title",
    "heading.indicators": "Indicators",
    "heading.years": "Years",
    "heading.facts": "Facts",
    "heading.published_by": "Published in",
    "source": "Source: {text}",
    "previous-year-100": "previous year = 100",
    # codes put into words
    "code.exceeded": "exceeded",
    "code.met": "met",
    "code.not-met": "not met",
    "code.exact": "exact",
    "code.within-rounding": "within rounding",
    "code.by-qualifier-only": "by qualifier only",
    "code.disagreement": "disagreement",
    "code.published": "published",
    "code.computed": "computed",
    "code.implied": "implied",
    "code.actual": "actual",
    "code.plan": "plan",
    "code.growth": "growth",
    "code.planned-growth": "planned growth",
    "code.attainment": "attainment",
    "qualifier.nearly": "nearly",
    "qualifier.more-than": "more than",
    "qualifier.about": "about",
    "bound.below": "below",
    "bound.above": "above",
    # reasons of a blank
    "reason.no-base-year": "no previous year",
    "reason.no-actual": "no actual figure",
    "reason.no-plan": "no plan",
    "reason.zero-base": "zero base",
    "reason.negative-base": "negative base",
    "reason.negative-target": "target below zero",
    "reason.zero-plan": "plan of zero",
    "reason.negative-plan": "negative plan",
    "reason.series-break": "series break",
    "reason.rate-in-points": "a rate: see gap",
    "reason.not-a-single-value": "range or bound",
    "reason.conflict": "contradiction",
    # legend and notes
    "legend.E": "e  estimate",
    "legend.P": "p  provisional",
    "legend.F": "f  forecast",
    "legend.B": "b  break in the series",
    "legend.implied": (
        "≈  not printed: implied by a published rate; the true value lies in the range below it"
    ),
    "legend.conflict": "!  contradicts other printed figures",
    "legend.nearly": "<  nearly, as printed",
    "legend.more-than": ">  more than, as printed",
    "legend.about": "~  about, as printed",
    "legend.blank": "–  not published and not implied",
    "legend.left-out": "Left out at this width: {columns}.",
    "note.targets-elsewhere": "Plans for {years} have no result yet: see vpcli projection.",
    "note.default-data": (
        "vpcli: using the bundled report {name}; name a file, or - for standard input"
    ),
    # errors and warnings
    "error.prefix": "error",
    "warning.prefix": "warning",
    "error.more": "… and {count} more problems",
    "error.no-such-data": (
        "no such file or bundled data set; run vpcli datasets for the bundled ones"
    ),
    "error.hint": "did you mean {hint}?",
    "error.cannot-read": "cannot be read: {detail}",
    "error.cannot-write": "cannot be written: {detail}; nothing was changed",
    "error.output-is-input": "is an input of this command; use --force to overwrite it",
    "error.empty-file": "the file is empty; expected a YAML data set or a CSV file with a header",
    "error.no-facts": "no figures found; expected at least one actual, plan or rate",
    "error.bad-encoding": "not valid {encoding}; name the right encoding with --encoding",
    "error.unknown-encoding": "unknown encoding {encoding}; use for example utf-8 or windows-1258",
    "error.not-a-number": '"{text}" is not a number; expected for example 13,43 or 13.43',
    "error.number-undecidable": (
        '"{text}" can be read in two ways; say how numbers are printed: --numbers vi (1.234,5) '
        "or --numbers en (1,234.5), or numbers: in the data file"
    ),
    "error.number-mixed": (
        '"{text}" can be read in two ways, and the file has numbers of both formats; '
        "say how they are printed with --numbers vi or --numbers en"
    ),
    "error.number-too-long": '"{text}" is too long; at most {digits} digits are read',
    "error.number-too-large": '"{text}" has too large an exponent',
    "error.qualified-zero": '"{text}": nearly, more than or about zero says nothing; give a number',
    "error.change-not-level": (
        '"{text}" says by how much it changed, not how much it is; write the level'
    ),
    "error.range-reversed": '"{text}": the range begins above its end; write the lower end first',
    "error.unit-mismatch": '"{text}" does not convert into {unit}; use one base unit',
    "error.against-format": '"{text}" goes against the number format; it has one reading',
    "error.not-a-whole-year": (
        '"{text}" is not a whole year; only figures of whole years are read, write for example 2019'
    ),
    "error.duplicate-year": (
        'two different figures for {year}: "{first}" on line {line} and "{second}" here; '
        "keep one, or give each its source"
    ),
    "error.unknown-status": (
        'unknown status "{text}"; use A (normal), E (estimate), P (provisional), F (forecast), '
        "B (break) or O (missing)"
    ),
    "error.yaml-syntax": "not valid YAML: {detail}",
    "error.yaml-documents": "a second document begins here; a data set is one document",
    "error.yaml-alias": "alias *{name} is not supported; write the value out",
    "error.yaml-tag": "tag {tag} is not supported; all values are plain text",
    "error.yaml-depth": "nested deeper than {depth} levels; a data set needs six",
    "error.yaml-key": "a key must be plain text",
    "error.duplicate-key": 'the key "{key}" stands already on line {line}; keep one',
    "error.unknown-key": 'unknown key "{text}"; valid here: {valid}',
    "error.missing-key": 'the key "{key}" is missing; add it',
    "error.missing-facts": 'indicator {indicator} has no list of facts; add "facts:" with entries',
    "error.not-a-mapping": "{what} must be written as keys with values ({valid})",
    "error.not-a-text": "a single value is expected here, not a list or a section",
    "error.not-a-choice": '"{text}" is not one of: {valid}',
    "error.not-a-date": '"{text}" is not a date; write it as 2020-01-20',
    "error.unknown-source": 'unknown source "{text}"; describe it under "sources:"',
    "error.bad-precision": '"{text}" is not a precision; write for example 0.001 or 100',
    "error.nul-byte": "a NUL character; this is no text file",
    "error.csv-syntax": "not valid CSV: {detail}; look for a quote that is not closed",
    "error.ragged-row": (
        "{found} cells where the header has {expected}; quote cells that hold the delimiter, "
        "or name it with --delimiter"
    ),
    "error.duplicate-column": 'the column "{column}" stands twice; rename or remove one',
    "error.missing-column": (
        "column {missing} is missing (found: {found}); if that is not the header, "
        "name the delimiter with --delimiter"
    ),
    "error.unknown-column": "not used: {columns}; known columns: {known}",
    "error.no-indicator": "the indicator is blank; name it in every row",
    "error.unknown-indicator": 'no indicator matches "{text}"; there are: {known}',
    "error.unknown-area": 'no area matches "{text}"; there are: {known}',
    "error.unknown-column-name": 'no column "{text}"; there are: {known}',
    "error.unknown-format": (
        'cannot tell the format of "{text}"; name it with --format table, csv or json'
    ),
    "error.nothing-selected": "no row is left after --from {first} and --to {last}",
    "error.disk": "the result could not be written: {detail}",
}
