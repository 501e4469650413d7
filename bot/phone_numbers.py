"""Telephone numbers in what people write, by the Danish plan: closed, 8 digits, written in pairs or in one.

The library is loaded with the first question, since few runs ever ask and every start would wait for it.
"""

REGION = "DK"


def danish_number(text: str) -> str | None:
    """The first Danish number in `text` in the international form ("+4520000011"), None when there is none.

    Possible is enough: new series are given out before a library knows them.
    """
    from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, format_number

    found = next(iter(PhoneNumberMatcher(text, REGION, leniency=Leniency.POSSIBLE)), None)
    if found is None or found.number.country_code != 45:
        return None
    return str(format_number(found.number, PhoneNumberFormat.E164))
