"""Words of a field share what was learnt of the field; what is wrong with the files is told at once."""

from pathlib import Path

import pytest

from bot.errors import BadFile
from bot.understanding.features import KNOWN, SPELT
from bot.understanding.fields import Fields, fields
from bot.understanding.stems import stem


def test_words_share_their_fields_weight() -> None:
    """A word that no example holds weighs what its field does, and one that an example holds weighs both."""
    kinds = Fields.of({"pets": ["hund", "marsvin"]}, stem)
    rows = {"w hund": [1.0, 0.0], "f pets": [0.5, -0.5], "w by": [3.0, 3.0]}

    spread = kinds.spread(rows, kinds.words_spelt(KNOWN))

    assert spread == {"w hund": [1.5, -0.5], "w marsvin": [0.5, -0.5], "w by": [3.0, 3.0]}


def test_words_are_of_their_field_in_any_form() -> None:
    """Endings and missing Danish letters change nothing."""
    kinds = Fields.of({"drink": ["tømmermænd"], "pets": ["hund"]}, stem)

    assert list(kinds.shown(["u hunden", "u tommermaend", "w hund", "u by"])) == ["f pets", "f drink", "f pets"]
    assert "u tommermaend" in set(kinds.words_spelt(SPELT))


def test_faults_are_told_together(tmp_path: Path) -> None:
    """Whoever adds two words as one learns of every such place."""
    (tmp_path / "things.toml").write_text(
        'pets = ["en hund", "kat", ""]\ncold = [3]\nfood = "grød"\n', encoding="utf-8"
    )

    (tmp_path / "people.toml").write_text("kin = [", encoding="utf-8")

    with pytest.raises(BadFile) as refused:
        fields(tmp_path)

    assert "'en hund'" in str(refused.value)
    assert "''" in str(refused.value)
    assert "3 is not" in str(refused.value)
    assert "'grød' is not" in str(refused.value)
    assert "people.toml" in str(refused.value)
