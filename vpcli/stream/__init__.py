"""Rows that are written as they are read: a table too large to be read whole, or a plain one."""
