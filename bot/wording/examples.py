"""What whoever has a role can write, by example: said when they begin, and when they ask."""

from bot.i18n import Translator


def for_volunteers(t: Translator) -> str:
    """The words that a volunteer needs."""
    return t("Write for example: ÅBEN 17-22, LUKKET I MORGEN, 3 SENGE or SUPPE KL 18. FORTRYD takes it back.")


def for_staff(t: Translator) -> str:
    """The words that staff need."""
    return t("Write for example: SAGER, VAGT I DAG 8-16, SEND TIL, or INVITER FRIVILLIG TIL and a place.")
