"""The importer: a decree becomes draft records with a list of doubts.

1 read (formats, readers/): a file -> its text. 2 structure/ and tables/: the text -> tasks, headings, assignments.
3 roles/: an assignment -> units and leaders; promises/: a task's words -> targets and milestones. 4 records, decree,
preamble: the records of a plan. 5 draft: written to a trial, proved, repaired; review: the doubts; merge: --update.
"""
