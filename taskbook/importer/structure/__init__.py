"""Importer, step 2: the lines of a document -> its tasks, headings and assignments (see split)."""
