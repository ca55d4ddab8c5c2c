"""The computing core: pure functions over immutable values, no input, output or language."""
