"""Orders about one appointment, named by the code that the person says: came, did not come, what was agreed."""

import re
import tomllib
from datetime import datetime
from functools import cache

from bot.i18n import LOCALES
from bot.model import Act, Order

# As bot.store.codes makes them: letters and two digits without 0; a lone letter may stand apart ("b 47").
_CODE = r"(?P<code>(?:[a-z] |[a-z]{1,5})[1-9]{2})"
_SPACES = re.compile(r"\s+")


def read(text: str, now: datetime) -> Order | None:  # noqa: ARG001 - all readers of orders are asked alike
    """The order: `name` is the code, `body` what was agreed; None when no appointment is named."""
    said = _SPACES.sub(" ", text).strip()
    for act, pattern in _patterns():
        if found := pattern.fullmatch(said):
            body = found["body"].strip() if act is Act.AGREED else ""
            return Order(act, name="".join(found["code"].split()).upper(), body=body)
    return None


@cache
def _patterns() -> tuple[tuple[Act, re.Pattern[str]], ...]:
    with (LOCALES / "da" / "orders" / "attendance.toml").open("rb") as file:
        words = {kind: "|".join(re.escape(one) for one in some) for kind, some in tomllib.load(file).items()}
    forms = [
        (act, form)
        for act in (Act.CAME, Act.MISSED)
        for form in (rf"{_CODE}:? (?:{words[act]})[.!]*", rf"(?:{words[act]}) {_CODE}[.!]*")
    ]
    forms += [(Act.AGREED, form) for form in (rf"(?:{words['agreed']}) {_CODE}\b[ :,-]*(?P<body>.+)",)]
    return tuple((act, re.compile(form, re.IGNORECASE)) for act, form in forms)
