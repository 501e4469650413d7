"""A message as Telegram shows it: the text with all its pages, and buttons under it.

Pure, and free of the Telegram library: rows of labels and data, which the channel turns into keyboards.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.channels.sms_text import up_to
from bot.model import Choice, Message

# https://core.telegram.org/bots/api#sendmessage: 4096 after parsing, counted in UTF-16 units.
LONGEST_TEXT = 4096
# https://core.telegram.org/bots/api#inlinekeyboardbutton
LONGEST_DATA = 64
# Labels as short as this stand two in a row on a narrow phone.
SHORT_LABEL = 14
# The data of a shortcut's button begins so; what follows is an ordinary message.
WORD = "word"


@dataclass(frozen=True, slots=True)
class TelegramWords:
    """The words that rendering adds, in the language of the message."""

    share_position: str


@dataclass(frozen=True, slots=True)
class Button:
    """One button: what is on it, and what comes back when it is tapped."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Screen:
    """What Telegram shows. `rows` are buttons under the message.

    `keys` take the place of the person's keyboard: one for the position, then labels that are sent as ordinary texts.
    Telegram allows only one of the two under a message, so a message that asks for the position has all in `keys`.
    """

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    position_key: str = ""
    keys: tuple[str, ...] = ()


def screen(message: Message, words: TelegramWords) -> Screen:
    """The whole message: all of its pages that fit, its choices, then its shortcuts."""
    text = _whole(message)
    if message.asks_position:
        return Screen(text, position_key=words.share_position, keys=tuple(one.label for one in message.choices))
    shortcuts = [Button(one.label, f"{WORD}:{one.key}") for one in message.shortcuts]
    fitting = [button for button in shortcuts if _size(button.data) <= LONGEST_DATA]
    choices = [_choice_button(message.question, number, one) for number, one in enumerate(message.choices, 1)]
    return Screen(text, rows=(*_rows(choices), *_rows(fitting)))


def chosen(text: str, label: str) -> str:
    """An earlier message once its question is answered: the label stays where the buttons were."""
    return _cut(text, LONGEST_TEXT - len(label) * 2 - 4) + f"\n\n» {label}"


def _choice_button(question: str, number: int, choice: Choice) -> Button:
    """A key that is too long for Telegram goes back as its number, which means the same."""
    data = f"{question}:{choice.key}"
    return Button(choice.label, data if _size(data) <= LONGEST_DATA else f"{question}:{number}")


def _rows(buttons: list[Button]) -> Iterator[tuple[Button, ...]]:
    """Two short labels share a row; a longer one has its own."""
    row: tuple[Button, ...] = ()
    for button in buttons:
        if row and max(len(row[0].label), len(button.label)) <= SHORT_LABEL:
            yield (*row, button)
            row = ()
        else:
            if row:
                yield row
            row = (button,)
    if row:
        yield row


def _whole(message: Message) -> str:
    text = _cut(message.text, LONGEST_TEXT)
    for page in message.pages:
        longer = f"{text}\n\n{page}"
        if _units(longer) > LONGEST_TEXT:
            break
        text = longer
    return text


def _cut(text: str, room: int) -> str:
    """The beginning of `text` that fits, ending between two words and in no telephone number."""
    fitting = text.encode("utf-16-le", "surrogatepass")[: room * 2].decode("utf-16-le", "ignore")
    return text if fitting == text else up_to(text, len(fitting))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _size(data: str) -> int:
    return len(data.encode())
