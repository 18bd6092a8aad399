"""One master key opens all others; each other key serves one purpose."""

from pathlib import Path

import msgspec
import pytest

from arasha.kernel.keyring import KEY_BYTES, Purpose, open_keyring
from arasha.kernel.settings import Settings, WrongSetting

# RFC 3394 §4.6: wrap 256 bits of key data with a 256-bit key-encryption key.
KEK = "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F"
KEY_DATA = "00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F"
WRAPPED = "28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


def keys(settings: Settings) -> dict[Purpose, bytes]:
    ring = open_keyring(settings)
    return {purpose: ring.key(purpose) for purpose in Purpose}


def ring(settings: Settings) -> Path:
    return settings.path("keys", "ring.json")


def master(settings: Settings) -> Path:
    return settings.path("keys", "master.key")


def test_a_ring_wrapped_as_rfc_3394_says_is_opened(settings: Settings) -> None:
    master(settings).write_text(KEK)
    ring(settings).write_bytes(msgspec.json.encode(dict.fromkeys(Purpose, WRAPPED)))
    assert keys(settings) == {purpose: bytes.fromhex(KEY_DATA) for purpose in Purpose}


def test_the_first_start_makes_a_key_for_each_purpose_and_no_two_are_the_same(settings: Settings) -> None:
    made = keys(settings)
    assert len(set(made.values())) == len(Purpose)
    assert {len(key) for key in made.values()} == {KEY_BYTES}


def test_the_next_start_finds_the_same_keys(settings: Settings) -> None:
    assert keys(settings) == keys(settings)


def test_no_two_centres_have_the_same_keys(tmp_path: Path) -> None:
    one, other = keys(Settings(data=tmp_path / "one")), keys(Settings(data=tmp_path / "other"))
    assert not set(one.values()) & set(other.values())


def test_the_ring_alone_reveals_nothing(settings: Settings) -> None:
    made, content = keys(settings), ring(settings).read_text()
    assert not any(key.hex() in content for key in made.values())
    master(settings).unlink()
    with pytest.raises(WrongSetting, match="does not open"):
        keys(settings)


def test_only_the_owner_may_read_the_files(settings: Settings) -> None:
    keys(settings)
    assert {path.stat().st_mode & 0o777 for path in (ring(settings), master(settings))} == {0o600}
    assert ring(settings).parent.stat().st_mode & 0o777 == 0o700


def test_a_purpose_that_is_new_gets_a_key_and_the_others_keep_theirs(settings: Settings) -> None:
    before = keys(settings)
    wrapped = msgspec.json.decode(ring(settings).read_bytes())
    del wrapped[Purpose.SEAL]
    ring(settings).write_bytes(msgspec.json.encode(wrapped))
    after = keys(settings)
    assert after[Purpose.SEAL] != before[Purpose.SEAL]
    assert {purpose for purpose in Purpose if after[purpose] == before[purpose]} == set(Purpose) - {Purpose.SEAL}


def test_a_wrong_master_key_is_refused_and_the_ring_stays(settings: Settings) -> None:
    keys(settings)
    before = ring(settings).read_bytes()
    master(settings).write_text("ab" * KEY_BYTES)
    with pytest.raises(WrongSetting, match="another centre's"):
        keys(settings)
    assert ring(settings).read_bytes() == before


@pytest.mark.parametrize("place", [0, 40, 79])
def test_a_ring_that_was_changed_is_refused(settings: Settings, place: int) -> None:
    keys(settings)
    wrapped = msgspec.json.decode(ring(settings).read_bytes())
    key = wrapped[Purpose.TOKEN]
    wrapped[Purpose.TOKEN] = key[:place] + ("0" if key[place] != "0" else "1") + key[place + 1 :]
    ring(settings).write_bytes(msgspec.json.encode(wrapped))
    with pytest.raises(WrongSetting, match="the file was changed"):
        keys(settings)


@pytest.mark.parametrize("content", ["", "half a fi", "[]", '{"token": 7}', '{"token": "no hex"}'])
def test_a_ring_that_is_damaged_is_refused_and_not_made_anew(settings: Settings, content: str) -> None:
    """New keys would make every token and every sealed value of before useless."""
    keys(settings)
    ring(settings).write_text(content)
    with pytest.raises(WrongSetting, match=r"is damaged|does not open"):
        keys(settings)


def test_an_operator_may_keep_the_master_key_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "mounted.key").write_text(f"{KEK}\n")
    settings = Settings(data=tmp_path / "centre", master_key_file=tmp_path / "mounted.key")
    assert keys(settings) == keys(settings)
    assert not master(settings).exists()


@pytest.mark.parametrize("content", [None, "", "ab", "zz" * KEY_BYTES, "ab" * 33, "ab" * 31])
def test_a_master_key_file_that_is_not_one_is_refused_with_what_it_should_hold(
    tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "mounted.key"
    if content is not None:
        file.write_text(content)
    with pytest.raises(WrongSetting, match="64 hex digits") as refused:
        open_keyring(Settings(data=tmp_path / "centre", master_key_file=file))
    assert not content or content not in str(refused.value)
    assert not file.exists() or content is not None, "an operator's file is never made by us"


def test_a_keyring_shows_purposes_and_never_keys(settings: Settings) -> None:
    made = open_keyring(settings)
    assert repr(made) == "Keyring(log, sample, seal, token, web)"
    assert made.key(Purpose.LOG).hex() not in f"{made!r} {made!s}"
