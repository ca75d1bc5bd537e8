"""Importer, step 1a: a file's bytes -> what kind of document it is and its words, one paragraph or table row a line.

In: bytes and the file's name (for messages and for .md, which no content shows). Out: (kind, text). The format is found
by content; a reader is imported only when its format comes. Unreadable formats are errors that say what to do.
"""

import io
import re
import zipfile

from taskbook.importer.readers import UnreadableError
from taskbook.importer.readers.cards import unfold
from taskbook.importer.readers.plain import decode

_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<body[\s>]|<(?:div|p|table|span)[\s>].*</", re.IGNORECASE | re.DOTALL)
_BOLD = re.compile(r"(?m)^[ \u3000]*(?:[-*] )?\*\*[^*\n]+\*\*|\*\*[^*\n]+[:：]\*\*|\*\*[^*\n]+\*\*[:：]")
"""Labels and headings in bold, as Markdown writes them, in a text without its name."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ARCHIVES = (
    ("xl/workbook.xml", "是 Excel 表格；请全选复制，粘贴到文本文件（.txt）或 Word 文件（.docx）"),
    ("ppt/presentation.xml", "是演示文稿；请把文字复制到 Word 文件（.docx）"),
    ("OFD.xml", "是 OFD 版式文件；请用阅读器导出为 PDF 或 Word（.docx）"),
    ("content.xml", "是 OpenDocument 文件；请另存为 .docx"),
)
_OLD_WORD = "是旧版 Word 或 WPS 文件；请用 Word 或 WPS 打开，另存为 .docx"
_OLE = (
    ("EncryptedPackage", "加了密码；请打开后去掉密码再存"),
    ("WordDocument", _OLD_WORD),
    ("Workbook", "是旧版 Excel 表格；请全选复制，粘贴到文本文件（.txt）或 Word 文件（.docx）"),
)


def to_text(data: bytes, name: str) -> tuple[str, str]:
    """Return the kind of a document (text, html, docx, pdf) and its words."""
    if b"%PDF-" in data[:1024]:
        from taskbook.importer.readers import pdf

        return "pdf", unfold(pdf.text(data, name))
    if data.startswith(b"PK\x03\x04"):
        _check_archive(data, name)
        from taskbook.importer.readers import word

        return "docx", unfold(word.text(data, name))
    _refuse(data, name)
    head = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"<") and _HTML.search(head + data[4096:20000]):
        from taskbook.importer.readers import webpage

        return "html", unfold(webpage.text(data, name))
    text = decode(data, name)
    if name.lower().endswith((".md", ".markdown")) or len(_BOLD.findall(text)) > 1:
        from taskbook.importer.readers import marked

        text = marked.plain(text)
    if "|" in text or "｜" in text:
        from taskbook.importer.tables import piped

        text = piped.unpiped(text, name)
    return "text", text


def _check_archive(data: bytes, name: str) -> None:
    """Refuse what is a zip file but no Word document."""
    try:
        members = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except zipfile.BadZipFile as error:
        raise UnreadableError(f"{name}：文件不完整或已损坏；请重新取得文件") from error
    if "word/document.xml" in members:
        return
    for member, message in _ARCHIVES:
        if member in members:
            raise UnreadableError(f"{name}：{message}")
    raise UnreadableError(f"{name}：是压缩包；请先解压，再导入里面的文件")


def _refuse(data: bytes, name: str) -> None:
    """Refuse formats that are known and cannot be read."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        for stream, message in _OLE:
            if stream.encode("utf-16-le") in data:
                raise UnreadableError(f"{name}：{message}")
        raise UnreadableError(f"{name}：{_OLD_WORD}")
    if data.startswith(b"{\\rtf"):
        raise UnreadableError(f"{name}：是 RTF 文件；请用 Word 或 WPS 打开，另存为 .docx")
    if data.startswith(_PICTURES) and (data[:2] != b"BM" or b"\0" in data[:32]):
        raise UnreadableError(f"{name}：是图片；请先用文字识别（OCR）转成文字，存为 .txt 或 .docx")
    if b"MIME-Version:" in data[:2000] and b"multipart/related" in data[:4000]:
        raise UnreadableError(f"{name}：是网页存档（.mht）；请在浏览器里另存为“仅 HTML”（.html）")
