"""Text that was decoded wrongly elsewhere is named, and text of no language is taken for such."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.article.mojibake import warning
from index.readers.encoding import decode
from index.text import clean
from tests.index.test_readers import one, write

SAID = {
    "en": "“We don’t know”, she said — it’s 5 °C, £3 or €4…",
    "fr": "L’été dernier, où étiez-vous ? « À l’âge de l’Œuvre », dit-il… Ça va, Noël, dégât, bât, mât, appât.",
    "de": "Die Straße führte über Österreich; „Ärger“, sagte er – Übermäßige Größe.",
    "es": "¿Qué pasó mañana? «El año», señaló; ¡así de rápido!",
    "pt": "NÃO É A MANHÃ… “IRMÃ”, disse; a ação não está à mão. AMANHÃ» LÃ– MAÇÃ, pão e coração.",
    "vi": "Thủ tướng nói: “Đã ngã”. VIỆT NAM – NGÃ… Ông Ấn Độ, Ý, “Ô”, â, ấy… Ở Đà Nẵng",
    "ro": "ROMÂNIA: „Înțelegere” între părți… PĂMÂNT» și Â, â.",
    "pl": "Żółw, źdźbło, „ćma” – Łódź, ĄĘ.",
    "cs": "Příliš žluťoučký kůň úpěl ďábelské ódy – „ano“.",
    "sv": "Åka på Ängön – ”önskan”, smörgås.",
    "is": "Það er gott… Þórður Ðð – „Ö“.",
    "tr": "İstanbul’da “ığdır” – çağrı; Şişli, Â â î û.",
    "ru": "«Россия», — сказал он… Сёла и РЁВ, СССР№5; в США.",
    "uk": "«Її» – м’ята, ґанок, є… В’їзд у СЄ, вЂ",
    "el": "«Ελλάδα» – Ο Ίων είπε… ΏΡΑ, Ϊ.",
    "ar": "قال الرئيس: «نعم» – ٩ يناير…",
    "he": "הוא אמר: „כן” – 5×3",
    "ja": "「日本」は、…東京。",
    "zh": "“中国”——北京……",
    "math": "3×5 Ø 4 µm ± 2° · ½ ÷ ¬ Ñ “Î” Ù",
}


@pytest.mark.parametrize("language", SAID)
def test_text_of_no_language_is_named(language: str) -> None:
    assert warning(clean(SAID[language])) is None
    assert warning(clean(SAID[language].upper())) is None


@pytest.mark.parametrize("language", sorted({*SAID} - {"math"}))
@pytest.mark.parametrize("encoding", ["cp1252", "cp1251", "latin-1"])
def test_utf_8_read_as_something_else_is_named_with_a_word_of_it(language: str, encoding: str) -> None:
    wrong = clean(f"It was said on Monday: {SAID[language]} Nobody else said so.".encode().decode(encoding, "ignore"))
    said = warning(wrong)
    if said is None:  # without the codes from U+0080 to U+009F, which are gone, too little is left
        assert encoding != "cp1252"
        assert encoding == "latin-1" or language not in {"ru", "uk"}
    else:
        quoted = said.partition("“")[2].rpartition("”")[0]
        assert quoted in wrong
        assert not quoted.isascii()
        assert len(said) < 120


@pytest.mark.parametrize(
    ("text", "quoted", "read_as"),
    [
        ("They donâ€™t know.", "donâ€™t", "Windows-1252"),
        ("They donât know.", "donât", "Windows-1252"),
        ("Le cafÃ© est bon.", "cafÃ©", "Windows-1252"),
        ("L’Ã‰cole", "L’Ã‰cole", "Windows-1252"),
        ("It costs Â£5 now", "Â£5", "Windows-1252"),
        ("G.O.P.Ã¢â‚¬â„¢s Shift", "G.O.P.Ã¢â‚¬â„¢s", "Windows-1252"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Windows-1252"),
        ("æ—¥æœ¬ is far", "æ—¥æœ¬", "Windows-1252"),
        ("РџСЂРёРІРµС‚ all", "РџСЂРёРІРµС‚", "Windows-1251"),
        ("donвЂ™t", "donвЂ™t", "Windows-1251"),
        ("don‚Äôt", "don‚Äôt", "Mac OS Roman"),
        ("a caf\ufffd\ufffd in town", "caf\ufffd\ufffd", "lost"),
    ],
)
def test_what_is_named(text: str, quoted: str, read_as: str) -> None:
    said = warning(text)
    assert said is not None
    assert f"“{quoted}”" in said
    assert read_as in said


@given(st.text(max_size=80) | st.text("âÃÂÐÑ€™©\u00a0 \n", max_size=40))
def test_any_text_is_named_by_words_of_it_or_not_at_all(text: str) -> None:
    said = warning(text)
    assert said is None or said.partition("“")[2].rpartition("”")[0] in text


def test_the_text_stays_as_it_is_and_the_article_says_so(tmp_path: Path) -> None:
    words = "Army takes town\n\nThey donâ€™t know who took it, they said on Monday."
    for name, content in (("a.txt", words), ("a.md", words), ("a.jsonl", json.dumps({"body": words}))):
        article = one(write(tmp_path, content, name))
        assert "donâ€™t" in article.text
        assert [warning for warning in article.warnings if "Windows-1252" in warning]


def test_signs_that_this_reading_replaced_are_said_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("L’été où l’on était là. ".encode() * 20 + b"\xff")
    (said,) = one(path).warnings
    assert "replaced" in said


def test_codes_that_stand_for_lost_signs_are_said() -> None:
    decoded = decode("They don\x92t know.".encode(), "a.txt")
    assert (decoded.encoding, decoded.guessed) == ("utf-8", False)
    assert ["U+009F" in said for said in decoded.warnings] == [True]
    assert decode("One line\x85another".encode(), "a.txt").warnings == ()


def test_in_real_news_nothing_else_is_named(shared_data: Path) -> None:
    for path in sorted((shared_data / "encodings").iterdir()):
        if path.name != "EUC-TW.txt":
            assert warning(clean(decode(path.read_bytes(), path.name).text)) is None, path.name
