"""Importer, step 3b: the words of a task -> targets and milestones, and what is doubtful of them (see targets)."""
