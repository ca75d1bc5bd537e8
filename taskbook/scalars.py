"""The words that an authored value may be: one strict pattern each, before any conversion (a leaf of the house).

In: text as yamlfile reads it. Out: text, a date or a flag, or ValueError with what to write, in Chinese.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, StringConstraints
from pydantic_core.core_schema import CoreSchema, no_info_before_validator_function


@dataclass(frozen=True, slots=True)
class Pattern:
    """Demands that text matches as a whole; in a JSON Schema too (then without Python's own marks)."""

    regex: str
    what: str

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, object]:
        plain = self.regex.replace("(?a:", "(?:")
        return {**handler(core), "pattern": f"^(?:{plain})$", "patternErrorMessage": self.what}

    def _check(self, value: object) -> object:
        if isinstance(value, str) and not re.fullmatch(self.regex, value):
            raise ValueError(self.what)
        return value


def _day(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            raise ValueError("日期写成 年-月-日，如 2021-03-01")
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError("没有这一天") from None
    return value


def _flag(value: object) -> object:
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise ValueError("只能写 true 或 false")
        return value == "true"
    return value


Text = Annotated[str, StringConstraints(min_length=1)]
Ident = Annotated[str, Pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "编号只用小写字母、数字和连字符")]
TaskId = Annotated[
    str, Pattern(r"[a-z0-9-]+-\d{4}-([a-z]\d{2}|\d{3})", "任务编号写成 城市-年份-序号，如 qianjiang-2021-096")
]
Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[str, Pattern(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", "写成 年、年-月 或 年-月-日")]
Number = Annotated[str, Pattern(r"(?a:\d+(\.\d+)?)(\.\.(?a:\d+(\.\d+)?))?", "写成数字（如 2.55）或区间（如 1..2）")]
Flag = Annotated[bool, BeforeValidator(_flag)]
