"""Addresses as QR codes for paper: the only module that knows segno (a leaf; pure).

In: a page's public address. Out: inline SVG with a title, dark modules on white whatever the page's colours are.
"""

import html

import segno

_QUIET = 4
"""The white margin that the standard asks for, in modules."""


def svg(address: str) -> str:
    """Return the QR code of an address; always the same mask, so that finding the best one costs no time."""
    code = segno.make(address, error="m", micro=False, boost_error=False, mask=4)
    matrix = [bytes(row) for row in code.matrix]
    size = len(matrix) + 2 * _QUIET
    path = "".join(_runs(row, y + _QUIET) for y, row in enumerate(matrix))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" role="img" viewBox="0 0 {size} {size}" '
        f'shape-rendering="crispEdges">'
        f"<title>本页地址的二维码：{html.escape(address)}</title>"
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path stroke="#000" d="{path}"/></svg>'
    )


def _runs(row: bytes, y: int) -> str:
    """Draw a row's dark runs as strokes one module high."""
    out, start = [], -1
    for x, dark in enumerate((*row, 0)):
        if dark and start < 0:
            start = x
        elif not dark and start >= 0:
            out.append(f"M{start + _QUIET} {y}.5h{x - start}")
            start = -1
    return "".join(out)
