"""Prose: a text of a yearly report, read into the facts it prints and the figures it leaves."""
