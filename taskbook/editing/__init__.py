"""A step of its own: what changes content/ at a person's word (form, names, new records, moved tasks)."""
