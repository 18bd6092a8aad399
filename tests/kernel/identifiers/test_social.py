"""Handles on social platforms. The names are invented."""

import pytest

from arasha.kernel.identifiers import Kind, Phone, Platform, Reason, Social, Unread, read

INVITATION = "AAAAAEbCdEfGhIjKlMnOpQ"
CHANNEL = "UCabcdefghijklmnopqrstuv"


@pytest.mark.parametrize(
    ("raw", "canonical", "display"),
    [
        ("telegram:@Tez_Aqsha", "telegram:tez_aqsha", "t.me/tez_aqsha"),
        ("https://t.me/Tez_Aqsha/125?single", "telegram:tez_aqsha", "t.me/tez_aqsha"),
        ("t.me/s/tez_aqsha", "telegram:tez_aqsha", "t.me/tez_aqsha"),
        (f"https://telegram.me/joinchat/{INVITATION}", f"telegram:+{INVITATION}", f"t.me/+{INVITATION}"),
        ("https://www.instagram.com/tez.aqsha/?hl=ru", "instagram:tez.aqsha", "instagram.com/tez.aqsha"),
        ("https://m.vk.com/Tez.Aqsha?from=search", "vk:tez.aqsha", "vk.com/tez.aqsha"),
        ("vk.ru/id1000000", "vk:id1000000", "vk.com/id1000000"),
        ("https://www.tiktok.com/@Tez.Aqsha/video/1", "tiktok:tez.aqsha", "tiktok.com/@tez.aqsha"),
        ("https://facebook.com/Tez.Aqsha.KZ", "facebook:tezaqshakz", "facebook.com/tezaqshakz"),
        ("fb.com/profile.php?id=1000000001&sk=about", "facebook:1000000001", "facebook.com/1000000001"),
        ("https://youtube.com/@TezAqsha/videos", "youtube:tezaqsha", "youtube.com/@tezaqsha"),
        ("https://www.youtube.com/@%D0%A2%D0%B5%D0%B7", "youtube:тез", "youtube.com/@тез"),
        (f"youtube.com/channel/{CHANNEL}", f"youtube:channel/{CHANNEL}", f"youtube.com/channel/{CHANNEL}"),
        ("https://ok.ru/profile/570000000001", "ok:profile/570000000001", "ok.ru/profile/570000000001"),
        ("https://ok.ru/tez.aqsha", "ok:tez.aqsha", "ok.ru/tez.aqsha"),
        ("https://www.threads.net/@tez.aqsha", "threads:tez.aqsha", "threads.net/@tez.aqsha"),
        ("https://twitter.com/TezAqsha/status/1", "x:tezaqsha", "x.com/tezaqsha"),
        ("X: @TezAqsha", "x:tezaqsha", "x.com/tezaqsha"),
        ("https://wa.me/77011234567?text=hi", "whatsapp:+77011234567", "wa.me/+77011234567"),
        ("https://api.whatsapp.com/send?phone=77011234567&x", "whatsapp:+77011234567", "wa.me/+77011234567"),
        ("whatsapp:87011234567", "whatsapp:+77011234567", "wa.me/+77011234567"),
    ],
)  # fmt: skip
def test_links_and_names_of_one_page_are_one_handle(raw: str, canonical: str, display: str) -> None:
    social = Social.parse(raw)
    assert social.canonical == canonical
    assert social.display == display
    assert Social.parse(display) == Social.parse(canonical) == social
    assert f"{social.platform}:{social.handle}" == canonical


def test_a_whatsapp_handle_is_a_telephone_number_and_others_are_not() -> None:
    social = Social.parse("wa.me/77011234567")
    assert social.platform is Platform.WHATSAPP
    assert social.phone == Phone.parse("+77011234567")
    assert social.mask == "whatsapp:+7 701 ••• •• 67"
    assert Social.parse("telegram:tez_aqsha").phone is None


def test_the_mask_shows_the_beginning_of_a_handle() -> None:
    assert Social.parse("telegram:tez_aqsha").mask == "telegram:tez•••"


def test_case_counts_in_invitations_and_channel_ids_only() -> None:
    assert Social.parse("telegram:+AbCdEfGhIjKlMnOp") != Social.parse("telegram:+abcdefghijklmnop")
    assert Social.parse("telegram:TEZ_AQSHA") == Social.parse("telegram:tez_aqsha")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("tez_aqsha", Reason.FORMAT),
        ("@tez_aqsha", Reason.FORMAT),
        ("https://example.kz/tez_aqsha", Reason.PREFIX),
        ("https://vm.tiktok.com/ZMabcdef", Reason.PREFIX),
        ("telegram:1tez", Reason.FORMAT),
        ("telegram:tez__aqsha", Reason.FORMAT),
        ("telegram:tez_aqsha_", Reason.FORMAT),
        ("telegram:" + "t" * 33, Reason.FORMAT),
        ("t.me/share/url", Reason.FORMAT),
        ("t.me/+77011234567", Reason.FORMAT),
        ("instagram.com/p/Cabc", Reason.FORMAT),
        ("instagram:tez..aqsha", Reason.FORMAT),
        ("vk.com/wall-1_2", Reason.FORMAT),
        ("vk.com/photo1_2", Reason.FORMAT),
        ("youtube.com/watch?v=abc", Reason.FORMAT),
        ("x.com/this_name_is_too_long", Reason.FORMAT),
        ("x.com/home", Reason.FORMAT),
        ("facebook:abc", Reason.FORMAT),
        ("wa.me/123456789", Reason.LENGTH),
        ("whatsapp:+79991", Reason.FORMAT),
    ],
)
def test_what_is_wrong_with_a_handle_is_said(raw: str, why: Reason) -> None:
    kept = read(Kind.SOCIAL, raw)
    assert isinstance(kept, Unread)
    assert kept.reason is why
