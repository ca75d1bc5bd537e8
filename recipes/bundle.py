"""Make one archive that installs and builds without a network: the program, content/, wheels with the fonts, the guide.

In: pyproject.toml and requirements.lock, and .venv, whose packages say what they need. Out: dist/taskbook-….tar.gz and
its SHA-256. The wheels are those of this machine's Python and, unless --platform says otherwise, of its system.
"""

import argparse
import hashlib
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PARTS = (".ci", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "build.py", "content", "docs", "mkdocs.yml")
PARTS += ("pyproject.toml", "recipes", "requirements.lock", "taskbook", "templates")
GUIDE = ("recipes/offline.md", "离线安装说明.md")
_BLOCK = re.compile(r"^(?=[A-Za-z0-9])", re.MULTILINE)


def needed(project: dict[str, list[str]]) -> set[str]:
    """Return the names of the packages that a build needs on this machine, from what the installed ones require."""
    waiting = [Requirement(line) for line in project["dependencies"]]
    found: set[tuple[str, str]] = set()
    while waiting:
        one = waiting.pop()
        for extra in ("", *one.extras):
            if (key := (canonicalize_name(one.name), extra)) not in found:
                found.add(key)
                below = map(Requirement, requires(one.name) or ())
                waiting += [r for r in below if r.marker is None or r.marker.evaluate({"extra": extra})]
    return {name for name, _ in found}


def part_of_lock(lock: str, names: set[str]) -> str:
    """Return the lock's entries (name, version, hashes) of some packages; each of them must stand in it."""
    blocks = {canonicalize_name(block.partition("==")[0]): block for block in _BLOCK.split(lock) if "==" in block}
    return "".join(blocks[name] for name in sorted(names))


def fill(folder: Path, platforms: list[str]) -> None:
    """Put program, data, guide and wheels into a folder."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, folder / part)
    shutil.copyfile(ROOT / GUIDE[0], folder / GUIDE[1])
    wheels = folder / "wheels"
    wheels.mkdir()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lock = wheels / "requirements.lock"
    lock.write_text(part_of_lock((ROOT / "requirements.lock").read_text("utf-8"), needed(project)), "utf-8")
    (wheels / "python-version").write_text(f"{sys.version_info.major}.{sys.version_info.minor}\n", "utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:"]
    wanted = [f"--platform={name}" for name in platforms]
    subprocess.run([*pip, *wanted, "--requirement", lock, "--dest", wheels], check=True)


def main() -> None:
    """Make the archive and say where it lies."""
    parser = argparse.ArgumentParser(description="做一个不联网也能安装和生成网站的压缩包")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="放到哪个文件夹（默认 dist/）")
    parser.add_argument("--platform", action="append", default=[], help="别的系统的轮子，如 manylinux_2_28_aarch64")
    chosen = parser.parse_args()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    name = f"taskbook-{project['version']}"
    system = chosen.platform[0] if chosen.platform else f"linux_{platform.machine()}"
    target = chosen.out / f"{name}-{system}-py{sys.version_info.major}{sys.version_info.minor}.tar.gz"
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / name
        folder.mkdir()
        fill(folder, chosen.platform)
        wheels = len(list((folder / "wheels").glob("*.whl")))
        with tarfile.open(target, "w:gz") as archive:
            archive.add(folder, name)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    target.with_name(f"{target.name}.sha256").write_text(f"{digest}  {target.name}\n", "utf-8")
    print(f"{target}：{wheels} 个轮子，{target.stat().st_size / 1_000_000:.1f} MB，SHA-256 {digest}")


if __name__ == "__main__":
    main()
