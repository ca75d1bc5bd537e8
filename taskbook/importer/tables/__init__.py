"""Importer, step 2 for tables: heads, rows and cells -> tasks (see rows)."""
