"""The importer: a decree becomes draft records with a list of doubts (read -> split -> assign -> targets -> write)."""
