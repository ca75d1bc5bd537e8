"""One unit's booklet after one edit: how long a clerk waits for it, in a process of its own each time.

In: a copy of the content, the work folder, which unit. Out: seconds from when the program has started (Python and all
modules are loaded, nothing is read) until the PDF lies there, and seconds of the whole process.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from benches.pairs import seconds  # noqa: E402 (this file is a program of its own too)


def edit(file: Path, task: str, number: int) -> None:
    """Give a task another note in its file."""
    head = f"- id: {task}\n"
    text = file.read_text(encoding="utf-8")
    assert head in text, task
    text = re.sub(f"(?<={head})  note: 第.*次改\n", "", text)
    file.write_text(text.replace(head, f"{head}  note: 第{number}次改\n"), encoding="utf-8")


def timed(content: Path, work: Path, city: str, unit: str) -> tuple[float, float]:
    """Print a unit's booklet in a new process; return both times."""
    command = [sys.executable, __file__, str(content), str(work), city, unit]
    told: list[str] = []

    def run() -> None:
        told.append(subprocess.run(command, capture_output=True, check=True, text=True).stdout)

    whole = seconds(run)
    return float(told[0]), whole


def main(content: str, work: str, city: str, unit: str) -> None:
    """Print the booklet and the seconds that it took."""
    from taskbook import printing
    from taskbook.prints import engine
    from taskbook.progress import Progress
    from taskbook.settings import Settings, Wish

    engine.load()
    folder = Path(work)
    settings = Settings(Path(content), folder / "site", folder, ROOT / "templates", ROOT / "mkdocs.yml")
    print(seconds(lambda: printing.print_some(settings, Progress(quiet=True), Wish(city, unit=unit))))


if __name__ == "__main__":
    main(*sys.argv[1:])
