"""What `tests/bench.py` measures beside the site: memory, sizes, and another typesetter on the same booklets."""
