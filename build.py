"""taskbook: content/ (YAML) -> pages (Markdown) -> site/ and booklets (PDF). Steps: see taskbook/pipeline.py."""

import sys


def run() -> int:
    """Run the command line; say what to do where the environment is not set up."""
    try:
        from taskbook.starting import waste_no_time

        waste_no_time()
        from taskbook.cli import main
    except ImportError as error:
        print(f"缺少 {error.name}：请先运行 make site（或用 .venv/bin/python build.py）。", file=sys.stderr)
        return 2
    return main()


if __name__ == "__main__":
    sys.exit(run())
