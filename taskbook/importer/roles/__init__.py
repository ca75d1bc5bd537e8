"""Importer, step 3a: the words of an assignment -> units and leaders by role; the registries (see assign, registry)."""
