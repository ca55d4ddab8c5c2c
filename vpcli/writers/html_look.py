"""How pages look: one style sheet for screens of any width, light and dark, and for A4 paper."""

from __future__ import annotations

__all__ = ["DEEPEST", "LOOK", "MOST_BEHIND"]

DEEPEST = 6
"""How deep parts below their totals are indented."""

MOST_BEHIND = 14
"""Characters behind the decimal mark for which a column keeps room."""

LOOK = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1b1b; --quiet: #555; --rule: #c8c8c8;
  --head: #f0f2f5; --better: #0a5c2a; --worse: #a11212; --accent: #1f4e79; }
@media (prefers-color-scheme: dark) { :root { --paper: #161616; --ink: #e8e8e8; --quiet: #b0b0b0;
  --rule: #4a4e54; --head: #23272c; --better: #7fd89a; --worse: #ff9c94; --accent: #8fc1f2; } }
body { margin: 0 auto; padding: 1.5rem 1.25rem 3rem; max-width: 75rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans",
  "Liberation Sans", Arial, sans-serif; font-variant-numeric: tabular-nums lining-nums; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.15rem; line-height: 1.3; margin: 2.25rem 0 .5rem; color: var(--accent); }
p { max-width: 46rem; margin: .5rem 0; }
small { color: var(--quiet); }
small { font-size: .85em; }
.table { overflow-x: auto; margin: .75rem 0; }
table { border-collapse: collapse; font-size: .9rem; line-height: 1.35; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
[class^="in"] { display: block; }
th, td { border: 1px solid var(--rule); padding: .3rem .55rem; text-align: left;
  vertical-align: top; hyphens: none; }
thead th { background: var(--head); vertical-align: bottom; }
tbody th { font-weight: 400; min-width: 11rem; }
td.number, th.number { text-align: right; }
td.number { white-space: nowrap; }
td.unit { white-space: nowrap; }
td.bar { white-space: nowrap; font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
.behind { display: inline-block; text-align: left; white-space: pre; }
.dim { color: var(--quiet); white-space: normal; }
.better { color: var(--better); font-weight: 600; }
.worse { color: var(--worse); font-weight: 600; }
ul.notes { list-style: none; margin: .5rem 0; padding: 0; max-width: 60rem; color: var(--quiet);
  font-size: .85rem; }
ul.finding { margin: .25rem 0 1rem; max-width: 60rem; }
.lead { font-weight: 600; }
pre { overflow-x: auto; font-size: .85rem; }
footer { margin-top: 2rem; border-top: 1px solid var(--rule); padding-top: .5rem;
  font-size: .85rem; color: var(--quiet); }
footer p { max-width: none; }
@media (max-width: 1100px) { th, td { padding: .2rem .3rem; } table { font-size: .8rem; }
  tbody th { min-width: 6.5rem; } td.unit { white-space: normal; } }
@media (max-width: 600px) { body { padding: 1rem .75rem 2rem; } h1 { font-size: 1.25rem; } }
@page { size: A4; margin: 20mm 15mm 18mm 20mm; }
@page wide { size: A4 landscape; margin: 15mm; }
@media print {
  :root { --paper: #fff; --ink: #000; --quiet: #333; --rule: #888; --head: #eee;
    --better: #000; --worse: #000; --accent: #000; }
  body { padding: 0; max-width: none; font-size: 11pt; }
  h2 { break-after: avoid; }
  footer { break-before: avoid; }
  .wide { page: wide; }
  .table { overflow: visible; padding-right: 1px; }
  table { font-size: 9pt; }
  thead { display: table-header-group; }
  tr, figure, li { break-inside: avoid; }
  tbody th { min-width: 8em; }
  th, td { padding: 1.5pt 4pt; }
}
"""
LOOK += "".join(f".b{width} {{ min-width: {width}ch; }}\n" for width in range(1, MOST_BEHIND + 1))
LOOK += "".join(f".in{deep} {{ padding-left: {deep}em; }}\n" for deep in range(1, DEEPEST + 1))
