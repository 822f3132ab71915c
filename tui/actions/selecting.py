"""What keys do while something is selected: they move its end, or take it away."""

from __future__ import annotations

from tui.actions.action import SELECT, SELECTION, Action

Row = tuple[str, str, str, str, str]
"""Id behind `select.`, default keys, method, sentence, and its word in the footer (empty where it has none)."""

_KEYS: tuple[Row, ...] = (
    ("copy", "y,enter", "copy", "copy what is selected with its source", "copy"),
    ("note", "i", "note", "write a note on what is selected", "note"),
    ("name", "m", "name", "add what is selected as a name", "name"),
    ("pipe", "|", "pipe", "pipe what is selected to a command", "pipe"),
    ("left", "h,left", "left", "a character back", ""),
    ("right", "l,right,space", "right", "a character on", ""),
    ("down", "j,down", "down", "a line down", ""),
    ("up", "k,up", "up", "a line up", ""),
    ("word", "w", "next_word", "to the next word", ""),
    ("word-back", "b", "previous_word", "to the word before", ""),
    ("word-end", "e", "word_end", "to the end of the word", ""),
    ("sentence-end", ")", "sentence_end", "to the end of the sentence, and of the next", ""),
    ("sentence-start", "(", "sentence_start", "to the start of the sentence, and of the one before", ""),
    ("paragraph-end", "}", "paragraph_end", "to the end of the paragraph, and of the next", ""),
    ("paragraph-start", "{", "paragraph_start", "to the start of the paragraph, and of the one before", ""),
    ("line-start", "0,home", "line_start", "to the start of the line", ""),
    ("line-end", "$,end", "line_end", "to the end of the line", ""),
    ("top", "g", "top", "to the title", ""),
    ("bottom", "G", "bottom", "to the end of the article", ""),
    ("paragraphs", "V", "paragraphs", "whole paragraphs, or not", "paragraphs"),
    ("turn", "o", "turn", "to the other end of what is selected", "other end"),
    ("leave", "v,escape,q", "leave", "select nothing", "leave"),
    ("keys", "?", "screen.keys", "the keys and the marks", "keys"),
)

ROWS: tuple[Action, ...] = tuple(
    Action(
        f"select.{id_}",
        keys,
        method,
        sentence,
        SELECT,
        (SELECTION,),
        short=short,
        footer=("selection",) if short else (),
        palette=False,
    )
    for id_, keys, method, sentence, short in _KEYS
)
