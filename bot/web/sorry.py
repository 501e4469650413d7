"""The pages for when no other can be shown. Put together at start, so that they are there when all else breaks."""

from pathlib import Path

_STATIC = Path(__file__).with_name("static")
_FRAME = (_STATIC / "sorry.html").read_text(encoding="utf-8")


def _page(name: str) -> str:
    return _FRAME.replace("<!-- what -->\n", (_STATIC / f"{name}.html").read_text(encoding="utf-8"))


BROKEN, BUSY = _page("broken"), _page("busy")
