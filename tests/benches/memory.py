"""How much memory processes take, from /proc.

In: a process. Out: while it runs, the highest sum of what it and its descendants hold (proportional set size), and the
highest that a single one of them ever held (VmHWM, with all that it shares with others: never too small).
"""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Container
from pathlib import Path

STATUS = Path("/proc/self/smaps_rollup")
ROOT = Path(__file__).resolve().parent.parent.parent


class Watch:
    """Looks at a process and its descendants ten times a second; total and single are KiB, by process id."""

    def __init__(self, pid: int, without: Container[int] = ()) -> None:
        self.pid, self.without = pid, without
        self.total = 0
        self.single: dict[int, int] = {}

    def until(self, done: threading.Event) -> None:
        """Look until the event is set."""
        while not done.wait(0.1):
            pids = [pid for pid in family(self.pid) if pid not in self.without]
            self.total = max(self.total, sum(proportional_kib(pid) for pid in pids))
            for pid in pids:
                self.single[pid] = max(self.single.get(pid, 0), highest_kib(pid))

    def line(self) -> str:
        """Say what was seen."""
        largest = max(self.single.values(), default=0)
        return f"largest process {largest / 1024:.0f} MiB, together {self.total / 1024:.0f} MiB"


def of_job(site: Path) -> str:
    """Run the main job afresh and say what it took."""
    site.parent.mkdir(parents=True)
    command = [sys.executable, str(ROOT / "build.py"), "--site", str(site)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    watch = Watch(process.pid)
    done = threading.Event()
    threading.Thread(target=lambda: (process.wait(), done.set()), daemon=True).start()
    watch.until(done)
    return f"{watch.line()}, exit {process.returncode}"


def of_workers(call: Callable[[], None]) -> str:
    """Make a call that starts processes and say what these took; this process is left out."""
    done = threading.Event()
    watch = Watch(os.getpid(), {os.getpid()})
    looking = threading.Thread(target=watch.until, args=(done,), daemon=True)
    looking.start()
    try:
        call()
    finally:
        done.set()
        looking.join()
    return watch.line()


def family(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found = [pid]
    for parent in found:
        found.extend(children.get(parent, []))
    return found


def proportional_kib(pid: int) -> int:
    """Return a process's proportional set size in KiB; 0 when it has just ended."""
    return _kib(pid, "smaps_rollup", "Pss:")


def highest_kib(pid: int) -> int:
    """Return the most that a process ever held, in KiB; 0 when it has just ended."""
    return _kib(pid, "status", "VmHWM:")


def _kib(pid: int, file: str, key: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith(key))
