"""The neutral table, and one question a file."""
