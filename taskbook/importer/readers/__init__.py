"""Readers: bytes of one file format -> the document's words as lines; a table's row is one line, tabs between cells."""


class UnreadableError(Exception):
    """The file is no text that can be imported; the message says what to do."""
