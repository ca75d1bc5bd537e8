"""The importer: a decree as text becomes draft records with a list of doubts (read -> split -> assign -> targets -> write)."""
