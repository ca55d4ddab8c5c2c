"""Tables as people write them: cells, rows, columns, sections, and the facts they hold."""
