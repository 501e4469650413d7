"""The learnt weights fit the examples that they were learnt from and the lexicon whose votes they weigh."""

from bot.understanding.learn import examples, fingerprint
from bot.understanding.reader import LEARNED, Reader


def test_weights_fit_the_examples() -> None:
    """The mark in the first line is that of today's examples; where it is not, `make learn` is due."""
    first, *_ = LEARNED.read_text("utf-8").splitlines()

    assert first.endswith(f" {fingerprint(examples())}"), "run `make learn`"


def test_weights_name_known_groups() -> None:
    """Every vote that is weighed is one that the lexicon can still cast."""
    groups = {entry.group for entry in Reader.load(weights=None).lexicon.entries}

    features = [line.split("\t")[1] for line in LEARNED.read_text("utf-8").splitlines()[1:]]
    weighed = {feature.split()[1] for feature in features if feature.startswith("v ")}

    assert weighed <= groups
