"""What a run need not wait for at its start and its end (a leaf of the house; only the standard library).

In: nothing. Out: nothing; the garbage collector of this process is set, and the environment for pydantic.
"""

import atexit
import gc
import os


def waste_no_time() -> None:
    """Set all of it, before anything else of ours is imported."""
    gc.set_threshold(300_000)  # content/ becomes many records that all stay: looking for waste among them takes long
    atexit.register(gc.freeze)  # what is left goes with the process: no last look for waste
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # else it asks every installed package for some
