"""Problems: what a mistake is called, how it prints, and the table of all codes (a leaf of the house)."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from taskbook.model import Place


class Severity(StrEnum):
    """An error stops the build; a warning is shown."""

    ERROR = "error"
    WARNING = "warning"


CODES: dict[str, str] = {
    # reading YAML
    "yaml": "文件不是合格的 YAML",
    "unreadable": "文件读不出来，或文件与文件夹弄错了",
    "encoding": "文件不是 UTF-8（无 BOM）编码",
    "line-ends": "换行符不是 LF",
    "empty-file": "文件是空的",
    "indent": "缩进里有制表符或全角空格",
    "trailing-comment": "注释与内容写在同一行",
    "alias": "用了 YAML 的锚点或别名",
    "tag": "用了 YAML 的标签",
    "too-deep": "嵌套太深",
    "empty-value": "值是空的",
    "wide-comma": "[ ] 里用了全角逗号",
    "wide-colon": "键后面用了全角冒号",
    "duplicate-key": "同一个键写了两次",
    # loading: files and the shape of their records
    "missing-file": "缺少必需的文件",
    "unknown-file": "有不认识的文件或文件夹",
    "folder-id": "文件夹名与城市编号不一致",
    "missing-key": "缺少必需的键",
    "unknown-key": "有不认识的键",
    "wrong-kind": "该写一段字、一个列表或一条记录的地方写成了别的",
    "wrong-choice": "值不在允许的几个词里",
    "wrong-value": "值不合这个键的写法",
    # resolving: names and ids
    "unknown-unit": "单位登记表里没有这个单位",
    "unknown-leader": "领导登记表里没有这个人",
    "unknown-indicator": "indicators.yml 里没有这个编号",
    "unknown-function": "functions.yml 里没有这个编号",
    "unknown-member": "登记表里没有这个单位编号",
    "unknown-task": "本年没有这条任务",
    "two-claimants": "一个名称属于两条登记",
    "duplicate-id": "编号重复",
    "task-id": "任务编号与城市、年份不一致",
    "reserved-id": "编号与本站自己的页面重名",
    "unit-loop": "单位成了自己的上级或成员",
    "goal-without-target": "预期目标所指的任务没有指标",
    # checking: rules over the whole
    "quote": "引文不在原句里",
    "target-words": "指标的数字、单位或用词不在原句里",
    "milestone-words": "节点的用词不在原句里",
    "early": "期限早于年度的开始",
    "period": "年度与文件夹或起止日期不一致",
    "item-order": "文件序号不连续",
    "duplicate-target": "同一指标记录写了两次",
    "half-width": "汉字间有半角标点",
    "white-space": "正文里有空白",
    "twice-in-role": "同一单位或领导在一个角色里写了两次",
    "unused-unit": "登记了，却没有任务提到的单位",
    "revised": "印发后的变更与文件所写对不上",
    "sha256": "source.txt 与登记的 sha256 不符",
    "rule-quote": "督办规则的引文不在原文里",
    "printed": "更正的原样不是恰好出现一次",
    "review": "导入时的疑问还没有核对",
    # verifying: data against the document
    "not-printed": "数据里的字不在原文的这个位置",
    "leftover": "原文里有字没有归处",
    "body": "正文的开头或结尾在原文里找不到",
    "noise": "noise 在原文里找不到",
    "metadata": "标题、文号、机关或日期在原文里找不到",
    # printing: found by the booklets step
    "glyph": "随附字体没有这个字，册子印不出",
}
"""code -> what it means, in one line of Chinese. A test holds a bad file for every code."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where, what is wrong (with the value shown), what to do."""

    code: str
    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(self.code)

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.place} {self.severity}[{self.code}] {self.message}{hint}"


class ContentError(Exception):
    """Raised once a step has collected all its problems; carries them sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.place.file, p.place.line, p.place.column, p.code)))
        super().__init__(f"{len(self.problems)} problems")


class OutputError(Exception):
    """Raised where the output can't be written; its text is one line for the user."""


class NothingChosenError(Exception):
    """Raised where what was asked for does not exist; its text names it and what comes nearest."""


def nearest(name: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Return the known names that look most like a name, best first."""
    return get_close_matches(name, list(known), n=count, cutoff=0.4)
