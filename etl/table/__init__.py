"""Cells to tables: where one begins, what its headers mean, who sent it and for which months."""
