"""The phrases of the lexicon, kept as one text: an object for each of twenty thousand would hold ten times as much."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase of the lexicon: what it votes for ("topics:dental"), how much, and where it is written."""

    group: str
    phrase: str
    weight: float
    file: str


class Phrases:
    """Entries in the order in which they were added; each is made anew when it is asked for."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._text = bytearray()
        self._begins = array("I", [0])
        self._kinds: dict[tuple[str, float, str], int] = {}
        self._kind_of = array("I")
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Take in one more. Each is a line of the text."""
        line = entry.phrase.replace("\n", " ")
        self._text += f" {line} \n".encode()
        self._begins.append(len(self._text))
        self._kind_of.append(self._kinds.setdefault((entry.group, entry.weight, entry.file), len(self._kinds)))

    def say(self, words: str) -> bool:
        """Whether some phrase has these words, whole and side by side."""
        return f" {words} ".encode() in self._text

    def of(self, numbers: Iterable[int]) -> Iterator[Entry]:
        """The entries of these numbers, counted from 0."""
        kinds = tuple(self._kinds)
        for number in numbers:
            group, weight, file = kinds[self._kind_of[number]]
            begins, ends = self._begins[number] + 1, self._begins[number + 1] - 2
            yield Entry(group, self._text[begins:ends].decode(), weight, file)

    def texts(self) -> Iterator[str]:
        """Only what each says, and faster."""
        return (line[1:-2] for line in StringIO(self._text.decode()))

    def weights(self) -> Iterator[float]:
        """Only how much each counts."""
        weights = [weight for _, weight, _ in self._kinds]
        return (weights[kind] for kind in self._kind_of)

    def __iter__(self) -> Iterator[Entry]:
        return self.of(range(len(self._kind_of)))
