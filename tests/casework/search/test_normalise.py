"""Names as they are compared: nine scripts, and how people spell them in Latin letters."""

import pytest
from hypothesis import given, strategies as st

from alongside.casework.search.normalise import bones_of, keys, sound_of, words

SPELT = {
    "bn": [
        ("জোছনা", "Jochna"), ("ফাতেমা", "Fatema"), ("রোকেয়া", "Rokeya"), ("শাহনাজ", "Shahnaz"),
        ("নাসরিন", "Nasrin"), ("আক্তার", "Akter"), ("খাতুন", "Khatun"), ("শিরীন", "Shireen"),
    ],
    "ne": [
        ("गीता", "Geeta"), ("कमला", "Kamala"), ("सुनिता", "Sunita"), ("लक्ष्मी", "Laksmi"),
        ("श्रेष्ठ", "Shrestha"), ("तामाङ", "Tamang"), ("पूजा", "Pooja"), ("सरस्वती", "Saraswati"),
    ],
    "th": [
        ("มาลี", "Malee"), ("สมศรี", "Somsri"), ("เมย์", "May"), ("สมใจ", "Somjai"),
        ("จันทร์เพ็ญ", "Chanpen"), ("บุญมี", "Boonmee"), ("กานดา", "Kanda"), ("วันเพ็ญ", "Wanpen"),
    ],
    "my": [("သီတာ", "Thida"), ("စန္ဒာ", "Sanda"), ("သူဇာ", "Thuza"), ("နန်းမူ", "Nanmu")],
    "km": [
        ("ស្រីពៅ", "Sreypov"), ("សុខា", "Sokha"), ("ចន្ទា", "Chanta"), ("រតនា", "Ratana"),
        ("ដាវី", "Davy"), ("មាលា", "Mala"),
    ],
    "vi": [("Thuỷ", "Thuy"), ("Nguyễn", "Nguyen"), ("Đặng", "Dang"), ("Hường", "Huong")],
    "ar": [
        ("فاطمة", "Fatima"), ("نجوى", "Najwa"), ("خديجة", "Khadija"), ("سميرة", "Samira"),
        ("ياسمين", "Yasmin"), ("أمل", "Amal"), ("محمد", "Mohammed"), ("هالة", "Hala"),
    ],
    "el": [
        ("Ελένη", "Eleni"), ("Γεωργία", "Georgia"), ("Χριστίνα", "Christina"),
        ("Ευαγγελία", "Evangelia"), ("Δάφνη", "Dafni"), ("Νικολάου", "Nikolaou"),
    ],
}  # fmt: skip
PAIRS = [(script, *pair) for script, pairs in SPELT.items() for pair in pairs]


@pytest.mark.parametrize(("script", "native", "spelt"), PAIRS)
def test_consonants_of_a_name_are_those_of_its_spelling(script, native, spelt):
    one, other = keys(native)[0].bones, keys(spelt)[0].bones
    slips = abs(len(one) - len(other)) + sum(a != b for a, b in zip(one, other, strict=False))
    # Thai writes what is not spoken, and Burmese and Khmer speak a "t" as a "d".
    assert slips <= (1 if script in {"th", "km", "my"} else 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khadeeja", "Kadija"),
        ("Phuong", "Fuong"),
        ("Wanjiru", "Vanjiru"),
        ("Shakti", "Sakti"),
        ("Aamina", "Amina"),
        ("Zahra", "Jahra"),
        ("Yasmeen", "Iasmin"),
        ("Mohammad", "Mohamad"),
        ("Ştefania", "Stefania"),
        ("Ruqayyah", "Ruqaya"),
        ("Xuan", "Ksuan"),
    ],
)
def test_spellings_of_one_sound_are_one(one, other):
    assert sound_of(words(one)[0]) == sound_of(words(other)[0])


def test_words_keep_their_script_and_lose_accents_and_case():
    assert words("  Thị-NGUYỄN  O'Neill (Lan) ") == ["thi", "nguyen", "oneill", "lan"]
    assert words("ফাতেমা বেগম") == ["ফাতেমা", "বেগম"]
    assert words("Ελένη") == ["ελενη"]
    assert words("أَمَل") == ["امل"]


def test_bones_are_consonants():
    assert bones_of("katun") == "ktn"


@given(st.text(max_size=80))
def test_any_text_gives_keys_without_blanks_or_breaks(text):
    for key in keys(text):
        assert key.written.split() == [key.written]
        assert key.sound.isascii()
        assert "\t" not in key.written + key.sound
