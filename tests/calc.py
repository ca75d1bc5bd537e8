"""A spreadsheet program for the tests: LibreOffice, where it is installed with Calc."""

import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

NO_CALC = "没有 LibreOffice Calc，核对表经它转存的测试未运行"


@cache
def find_calc() -> str | None:
    """Return the LibreOffice that has Calc in it."""
    found = shutil.which("soffice")
    return found if found and (Path(found).resolve().parent / "libsclo.so").exists() else None


def resaved(files: Iterable[Path], folder: Path) -> None:
    """Let LibreOffice open workbooks and save them into a folder."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(find_calc()), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=120)
