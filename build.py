"""taskbook: content/ (YAML) -> pages (Markdown) -> site/ and booklets (PDF). Steps: see taskbook/pipeline.py."""

import gc
import sys


def run() -> int:
    """Run the command line; say what to do where the environment is not set up."""
    gc.set_threshold(300_000)  # content/ becomes many records that all stay: looking for waste among them takes long
    try:
        from taskbook.cli import main
    except ImportError as error:
        print(f"缺少 {error.name}：请先运行 make site（或用 .venv/bin/python build.py）。", file=sys.stderr)
        return 2
    return main()


if __name__ == "__main__":
    sys.exit(run())
