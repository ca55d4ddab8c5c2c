"""Formulas over quantities: averages, fitted lines, trends, and the digits they deserve."""
