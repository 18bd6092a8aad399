"""A model's files: what was saved is what is loaded; what was changed, is damaged or does not fit is refused."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

from arasha.domains.payments.hot.forest import margins
from arasha.domains.payments.learning.files import (
    CARD,
    MANIFEST,
    MODEL,
    READABLE,
    TREES,
    WrongModel,
    _digests,
    load,
    read,
    save,
    version_of,
)
from arasha.domains.payments.rules.features import WIDTH, F
from arasha.kernel.money import tenge
from tests.support.models import COLUMNS, SURE, UNSURE, files, trained


def resealed(changed: dict[str, bytes]) -> dict[str, bytes]:
    """Files whose manifest is right again."""
    return changed | {MANIFEST: msgspec.json.encode(_digests(changed))}


def test_what_was_saved_is_what_is_loaded(tmp_path: Path) -> None:
    version = save(trained(), tmp_path)
    again = load(read(tmp_path))
    rows, out = np.zeros((2, WIDTH), np.int64), np.empty(2)
    rows[:, F.AMOUNT] = tenge(1), tenge(100_001)
    margins(again.model.forest, rows, out)
    assert out.tolist() == [UNSURE, SURE]
    assert (again.version, again.columns) == (version, COLUMNS)
    assert again.model.marks.tolist() == [5_000, 9_000]
    assert again.card == trained().card


def test_the_card_can_be_read_by_people() -> None:
    text = files()[READABLE].decode()
    assert text.startswith("# Model card")
    assert "never holds a payment by itself" in text
    assert "region: not known" in text


def test_the_version_is_of_the_content_alone() -> None:
    assert version_of(files()) == version_of(files())
    assert version_of(files()) != version_of(files(alert=6_000)) != version_of(files(above=tenge(5)))


@pytest.mark.parametrize("name", [MODEL, TREES, CARD, READABLE])
def test_a_changed_file_is_refused_by_its_name(name: str) -> None:
    changed = files()
    changed[name] += b" "
    with pytest.raises(WrongModel, match=f"{name} is not what manifest.json says"):
        load(changed)


def test_a_model_of_columns_that_the_engine_does_not_have_is_refused_with_their_names() -> None:
    changed = files()
    changed[MODEL] = changed[MODEL].replace(b"C_NEW_SENDERS_24H", b"STARS_OF_THE_DAY")
    with pytest.raises(WrongModel, match="does not have: STARS_OF_THE_DAY"):
        load(resealed(changed))


def test_a_model_of_another_format_is_refused() -> None:
    changed = files()
    changed[MODEL] = changed[MODEL].replace(b"drops-model/1", b"drops-model/9")
    with pytest.raises(WrongModel, match="train it anew"):
        load(resealed(changed))


@pytest.mark.parametrize("name", [MODEL, TREES, CARD])
def test_what_is_no_model_is_refused(name: str) -> None:
    with pytest.raises(WrongModel, match="cannot be read"):
        load(resealed(files() | {name: b"no model at all"}))


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongModel, match="arasha drops train"):
        read(tmp_path)
