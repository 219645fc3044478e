"""How anything is drawn: charts, tables, words, marks, and the snapshots below them."""
