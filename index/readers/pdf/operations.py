"""The content of a page → its operators, each with its operands (ISO 32000-1, 7.2, 7.3 and 7.8.2).

Written for damaged content, too: what can't be made out is passed over, and what comes after it is read. pypdf's own
parser takes twenty times as long, most of the time of a file (measured on 60 pages of Debian's policy).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    rb"""
    (?P<paint>(?:(?:[+-]?[\d.]++[\0\t\n\f\r ]++){0,6}+
        (?:re|rg|RG|[mlcvyhnsSfFbBWwgGkK]\*?)(?=[\0\t\n\f\r ]|$)[\0\t\n\f\r ]*+)+)
    | (?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?=[\0\t\n\f\r ()<>\[\]{}/%]|$))
    | (?P<operator>[^\0\t\n\f\r ()<>\[\]{}/%]+)
    | /(?P<name>[^\0\t\n\f\r ()<>\[\]{}/%]*)
    | \((?P<plain>[^()\\]*)\)
    | <(?P<hex>[0-9A-Fa-f\0\t\n\f\r ]*)>
    | (?P<mark><<|>>|[\[\](])
    | %[^\r\n]*
    """,
    re.VERBOSE,
)
_PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_NAMED_BYTE = re.compile(rb"#([0-9A-Fa-f]{2})")
_IMAGE_END = re.compile(rb"[\0\t\n\f\r ]EI(?=[\0\t\n\f\r ]|$)")
_CONSTANTS = {b"true": True, b"false": False, b"null": None}
_WITHIN_ARRAYS = frozenset((b"Tc", b"Tw", b"Tz", b"Ts", b"Tr"))
"""Operators that some programs put between the strings of an array, where they mean nothing."""
_NOT_HEX = b"\0\t\n\f\r "
_MOST_OPERANDS = 10_000
"""Operands, or values of an array, that are kept before an operator: far more than any takes, and no damage that is
long takes memory."""


class Name(str):
    """A name, without its slash."""

    __slots__ = ()


Operand = object
"""A float, `bytes` of a string, `Name`, True, False, None, a list, or a dictionary by names."""


def operations(content: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """Operators in their order without those that draw and colour paths, which are most of a map or a diagram, and
    without inline images.
    """
    operands: list[Operand] = []
    around: list[list[Operand]] = []
    """Arrays and dictionaries that are open, each with what stood before it."""
    tokens = _TOKEN.finditer(content)
    while (match := next(tokens, None)) is not None:
        kind = match.lastgroup
        if kind == "number":
            operands.append(float(match[0]))
        elif kind == "operator" and match[0] not in _CONSTANTS:
            if around and match[0] in _WITHIN_ARRAYS:
                continue
            while around:  # a bracket that nobody closed
                operands = _bracketed(b"]", operands, around)
            yield match[0], operands
            operands = []
            if match[0] == b"ID":
                tokens = _TOKEN.finditer(content, _after_image(content, match.end()))
        elif kind == "paint":
            operands.clear()
        elif match[0] == b"(":
            string, end = _string(content, match.end())
            operands.append(string)
            tokens = _TOKEN.finditer(content, end)
        elif kind == "mark":
            operands = _bracketed(match[0], operands, around)
        elif kind is not None:
            operands.append(_simple(kind, match[kind]))
        if len(operands) > _MOST_OPERANDS:
            operands.clear()


def _simple(kind: str, said: bytes) -> Operand:
    if kind == "operator":
        return _CONSTANTS[said]
    if kind == "plain":
        return said.replace(b"\r\n", b"\n") if b"\r" in said else said
    if kind == "hex":
        figures = said.translate(None, _NOT_HEX)
        return bytes.fromhex((figures + b"0" * (len(figures) % 2)).decode("ascii"))
    return Name(_NAMED_BYTE.sub(lambda one: bytes.fromhex(one[1].decode("ascii")), said).decode("latin-1"))


def _string(content: bytes, at: int) -> tuple[bytes, int]:
    """A string with parentheses or escapes in it, from behind its first parenthesis, and where it ends."""
    begin, depth = at, 1
    for match in _PARENTHESIS.finditer(content, at):
        depth += (match[0] == b"(") - (match[0] == b")")
        if not depth:
            return _ESCAPE.sub(_unescaped, content[begin : match.start()]), match.end()
    return _ESCAPE.sub(_unescaped, content[begin:]), len(content)


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes((int(match[1], 8) & 0xFF,))
    return _ESCAPED.get(match[2], match[2])


def _bracketed(mark: bytes, operands: list[Operand], around: list[list[Operand]]) -> list[Operand]:
    """The operands from here on: those within what a bracket opens, or those around what it closes."""
    if mark in (b"[", b"<<"):
        around.append(operands)
        return []
    if not around:
        return operands
    outer = around.pop()
    outer.append(operands if mark == b"]" else _dictionary(operands))
    return outer


def _dictionary(values: list[Operand]) -> dict[str, Operand]:
    return {name: value for name, value in zip(values[::2], values[1::2], strict=False) if isinstance(name, str)}


def _after_image(content: bytes, at: int) -> int:
    """Where the content goes on behind the data of an inline image; its end where the image has none."""
    match = _IMAGE_END.search(content, at)
    return match.end() if match else len(content)
