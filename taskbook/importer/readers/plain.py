"""Readers: bytes of a text file -> its text, the encoding found by content.

In: UTF-8 (with or without BOM), UTF-16 with BOM, GB18030, Big5. Out: text with LF line ends; all else is an error.
"""

import re

from taskbook.importer.readers import UnreadableError

_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_USUAL = frozenset(
    "的一和在年市各要工建全发發责責任单單位政府局设設实實推进進加强强化管理会會主产產业業中国國大新区區人民县縣标標目到为為"
    "以上下与與及等等，。、；：（）《》“”"
)
"""Characters that every decree is full of, in both scripts: the wrong encoding shows almost none of them."""
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")


def decode(data: bytes, name: str) -> str:
    """Decode a text file; UnreadableError where it is empty, binary or in another encoding."""
    if not data.strip(b" \t\r\n"):
        raise UnreadableError(f"{name}：文件是空的；请换成有内容的文件")
    text = _BREAKS.sub("\n", _decoded(data, name))
    if len(_CONTROL.findall(text)) * 100 > len(text):
        raise UnreadableError(f"{name}：不是文本文件；请另存为 UTF-8 编码的 .txt，或换成 .docx、.pdf、.html")
    if not text.replace("\ufeff", "").strip():
        raise UnreadableError(f"{name}：文件是空的；请换成有内容的文件")
    return text


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding, name)
    if b"\0" in data:
        raise UnreadableError(f"{name}：不是文本文件；请另存为 UTF-8 编码的 .txt，或换成 .docx、.pdf、.html")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _chinese(data, name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{name}：第 {error.start + 1} 个字节起文字已损坏；请重新取得文件，另存为 UTF-8"
        ) from error


def _chinese(data: bytes, name: str) -> str:
    """Decode as GB18030 or Big5, whichever shows more of the usual characters; an error where neither shows any."""
    best, most = "", 0
    for encoding in ("gb18030", "big5hkscs"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        usual = sum(char in _USUAL for char in text)
        if usual > most:
            best, most = text, usual
    wide = sum(char > "\x7f" for char in best)
    if most * 20 < wide or not best:
        raise UnreadableError(f"{name}：既不是 UTF-8，也不是 GB18030 或 Big5 编码；请另存为 UTF-8 文本")
    return best
