"""The numbers of signs in Adobe's collections for Chinese, Japanese and Korean → the signs.

A font that states no letters, as many of LaTeX and of older programs, says at least in which collection its numbers
count. Each collection begins with the signs of its country's standards, in their order: so a few beginnings make most
of it. What was added later, shapes and rare signs, stays unknown (Adobe Technical Notes 5078 to 5080 and 5093).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

_CELLS = range(0xA1, 0xFF)
_BIG5_CELLS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
_CP932_CELLS = (*range(0x40, 0x7F), *range(0x80, 0xFD))

_Stretch = tuple[int, str, int, int]
"""The first number, the codec, the code of its sign in that, and how many follow in its order."""

_JAPAN: tuple[_Stretch, ...] = (
    (1, "ascii", 0x20, 95),
    (231, "ascii", 0x20, 94),
    (327, "cp932", 0xA1, 63),
    (633, "euc_jp", 0xA1A1, 492),
    (1125, "euc_jp", 0xB0A1, 6353),
    (8359, "cp932", 0xED40, 77),
    (8437, "cp932", 0xED8F, 37),
    (8474, "cp932", 0xEDB5, 244),
)
_CHINA: tuple[_Stretch, ...] = (
    (1, "ascii", 0x20, 95),
    (96, "gb2312", 0xA1A1, 477),
    (602, "gb2312", 0xA7A1, 92),
    (700, "gb2312", 0xA8C5, 37),
    (738, "gb2312", 0xA9A4, 76),
    (814, "ascii", 0x21, 94),
    (908, "gb2312", 0xA8A1, 26),
    (940, "gb2312", 0xB0A1, 6763),
)
_KOREA: tuple[_Stretch, ...] = (
    (1, "ascii", 0x20, 95),
    (101, "euc_kr", 0xA1A1, 163),
    (264, "euc_kr", 0xA3A1, 7792),
    (8095, "ascii", 0x21, 93),
)
_TAIWAN: tuple[_Stretch, ...] = (
    (1, "ascii", 0x20, 95),
    (13648, "ascii", 0x20, 95),
    *(
        (number, "big5", code, count)
        for number, code, count in (
            *((99, 0xA140, 25), (128, 0xA15D, 375), (506, 0xC7E9, 20), (595, 0xA440, 1412), (2007, 0xAD40, 424)),
            *((2432, 0xAFD0, 1876), (4309, 0xBBC8, 387), (4696, 0xBE53, 525), (5222, 0xC1AB, 189), (5411, 0xC2CC, 84)),
            *((5496, 0xC361, 54), (5552, 0xC3BB, 90), (5642, 0xC457, 354), (5996, 0xC940, 10), (6006, 0xC94B, 33)),
            *((6040, 0xC96C, 48), (6088, 0xC9BF, 46), (6135, 0xC9ED, 167), (6302, 0xCAF8, 1840), (8143, 0xD6CD, 108)),
            *((8251, 0xD77B, 537), (8789, 0xDAE0, 100), (8890, 0xDBA7, 399), (9289, 0xDDFD, 1637)),
            *((10927, 0xE8A3, 146), (11074, 0xE976, 287), (11362, 0xEB5B, 116), (11478, 0xEBF2, 137)),
            *((11615, 0xECDF, 104), (11720, 0xEDAA, 222), (11942, 0xEEEC, 198), (12140, 0xF057, 82)),
            *((12222, 0xF0CC, 86), (12309, 0xF163, 8), (12317, 0xF16C, 153), (12470, 0xF269, 56)),
            *((12527, 0xF2C3, 113), (12641, 0xF375, 142), (12784, 0xF466, 45), (12829, 0xF4B6, 71)),
            *((12901, 0xF4FD, 194), (13095, 0xF664, 490), (13586, 0xF977, 43), (13630, 0xF9C7, 11)),
            *((13761, 0xC6A5, 169), (13934, 0xC7B1, 10), (13950, 0xC7BB, 46)),
        )
    ),
)
_COLLECTIONS: Mapping[str, tuple[_Stretch, ...]] = {
    "Japan1": _JAPAN,
    "GB1": _CHINA,
    "Korea1": _KOREA,
    "CNS1": _TAIWAN,
}
_OTHERS: Mapping[str, Mapping[int, str]] = {
    "Japan1": {
        61: "¥",
        291: "¥",
        7887: "、。￣＿ー―‐～∥｜…‥（）〔〕［］｛｝〈〉《》「」『』【】＝",
        7918: "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ",
    },
    "GB1": {573: "，。、", 580: "（）〔〕〈〉《》「」『』", 594: "【】｛｝—…"},
}
"""Signs out of that order, by the number of the first: most have another shape where lines go down."""
_TWICE = range(0xF900, 0xFA0C)
"""Signs that Korea's standard has again for another reading, and its collection has not."""


@cache
def signs(collection: str) -> Mapping[int, str]:
    """Number → sign, for the signs that are known; empty for a collection that is not."""
    found: dict[int, str] = {}
    for first, codec, code, count in _COLLECTIONS.get(collection, ()):
        found.update(zip(range(first, first + count), _in_order(codec, code), strict=False))
    for first, said in _OTHERS.get(collection, {}).items():
        found.update(enumerate(said, start=first))
    return found


def _in_order(codec: str, code: int) -> Iterator[str]:
    """The signs of a standard from a code on, as they follow each other in its rows; cells without one do not count."""
    if code < 0x100:
        yield from (bytes([one]).decode(codec) for one in range(code, 0x7F if code < 0x80 else 0xE0))
        return
    cells = {"big5": _BIG5_CELLS, "cp932": _CP932_CELLS}.get(codec, _CELLS)
    for row in range(code >> 8, 0xFF):
        for cell in cells:
            if row << 8 | cell >= code:
                sign = bytes([row, cell]).decode(codec, "ignore")
                if sign and not (codec == "euc_kr" and ord(sign) in _TWICE):
                    yield sign
