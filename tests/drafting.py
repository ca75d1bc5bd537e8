"""Make a draft of a little document, proved as the import command proves it; for the tests of the forms of decrees."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from conftest import GOLDEN

from taskbook.importer.draft import Draft, draft
from taskbook.proving import prove
from taskbook.settings import Order

HEAD = """临州市人民政府办公室关于印发2022年重点工作责任分解的通知
临政办发〔2022〕5号
各县（市、区）人民政府，市政府各部门：
现将《2022年重点工作责任分解》印发给你们，请认真落实。
一、加强领导。各单位要高度重视，压实责任。要细化措施。
二、强化督查。市政府督查室每季度通报一次。
2022年2月8日
"""
_UNITS = ("leaders", "lead", "responsible", "assist")


@contextmanager
def drafted(body: str, head: str = HEAD) -> Iterator[Draft]:
    """Import a notice with this body; an unproved draft raises ContentError."""
    with TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        shutil.copytree(GOLDEN, content)
        document = Path(folder) / "通知.txt"
        document.write_text(head + body, "utf-8")
        with draft(Order(content, (document,), "linzhou", 2022, "临州市", "湖北省", "prefecture-level"), prove) as made:
            yield made


def tasks(body: str, head: str = HEAD) -> list[dict[str, Any]]:
    """Return the tasks of a document as drafted and proved, with their chapter, without targets and milestones."""
    with drafted(body, head) as made:
        return [
            {"chapter": chapter["chapter"]}
            | {key: value for key, value in task.items() if key not in ("id", "targets", "milestones", "public_deed")}
            for chapter in made.records.chapters
            for task in chapter["tasks"]  # type: ignore[attr-defined]
        ]


def names(body: str, head: str = HEAD) -> list[str]:
    """Return each task in one line: item, words, who."""
    lines = []
    for task in tasks(body, head):
        roles = [f"{role}={','.join(task[role])}" for role in _UNITS if role in task]
        due = [f"due={task['due']}"] if "due" in task else []
        due += [f"due_text={task['due_text']}"] if "due_text" in task else []
        lines.append(" ".join([task.get("item", "-"), task["text"], *roles, *due]))
    return lines


def doubts(body: str, head: str = HEAD) -> list[str]:
    """Return why something in a document is doubtful, a line for each cause, its targets and file facts left out."""
    with drafted(body, head) as made:
        said = (f"{doubt.read}：{doubt.why}" for doubt in made.records.doubts if doubt.span is not None)
        return list(dict.fromkeys(said))
