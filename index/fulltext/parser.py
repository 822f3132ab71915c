"""Reads a typed query: tokens → tree. Nothing but QueryError comes out, whatever goes in.

NOT binds before NEAR, NEAR before AND (words side by side), AND before OR:

    any      = all ("OR" all)*
    all      = near ("AND"? near)*
    near     = single ("NEAR/n" single)*
    single   = ("NOT" | "-") single | field? ( "(" any ")" | phrase | word )
"""

from __future__ import annotations

from dataclasses import replace

from index.errors import QueryError
from index.fulltext.analyzer import is_loud, words
from index.fulltext.leaf_words import Common, Nothing, date_leaf, named_leaf, phrase_leaf, word_leaf
from index.fulltext.lexer import NAMED_FIELDS, NEAR_DEFAULT, Kind, Token, cut_query
from index.fulltext.query import And, Area, Near, Node, Not, Or, Query, Same, Word
from index.fulltext.rules import check_near, check_same

DEPTH_LIMIT = 40
"""Brackets within brackets; more are a mistake, and reading them takes a call each."""

Draft = Node | Common | Nothing
"""A node, or what turned out to be a stop word or no word at all; the latter two are gone when parsing is done."""


def parse(typed: str) -> Query:
    """The meaning of a query as typed. Raises QueryError, with the place and a remedy, and nothing else."""
    tokens = cut_query(typed)
    if not tokens:
        raise QueryError("the query is empty", start=0, end=len(typed), remedy="Write a word to search for")
    return _Parser(typed, tokens).query()


def every_word(text: str) -> Query | None:
    """A query for all words of a text as they are written, in any order; None where it has none."""
    found = [Word(start, end, Area.TEXT, text[start:end], word.exact, None) for start, end, word in words(text)]
    return Query(text, And(0, len(text), tuple(found))) if found else None


class _Parser:
    def __init__(self, typed: str, tokens: list[Token]) -> None:
        self.typed = typed
        self.tokens = tokens
        self.at = 0
        self.depth = 0
        self.ignored: list[str] = []
        written = [token.text for token in tokens if token.kind is Kind.WORD]
        self.loud = is_loud(" ".join(written), len(written))

    # --- tokens

    def peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, *kinds: Kind) -> Token | None:
        token = self.peek()
        if token is None or token.kind not in kinds:
            return None
        self.at += 1
        return token

    # --- the grammar

    def query(self) -> Query:
        draft = self.any("")
        if (token := self.peek()) is not None:
            raise QueryError(
                "this bracket closes nothing", start=token.start, end=token.end, remedy="Take it out, or put a ( before"
            )
        if isinstance(draft, Common | Nothing):
            raise self._no_words(draft)
        return Query(self.typed, draft, tuple(self.ignored))

    def _no_words(self, draft: Common | Nothing) -> QueryError:
        if isinstance(draft, Nothing) and not self.ignored:
            said, remedy = "there is no word to search for", "Write a word of letters or digits"
        else:
            said = "only words that stand in almost every article: " + ", ".join(dict.fromkeys(self.ignored))
            remedy = f"exact:{self.ignored[0]} finds such a word; an abbreviation is written in capitals"
        return QueryError(said, start=draft.start, end=draft.end, remedy=remedy)

    def any(self, field: str) -> Draft:
        parts = [self.all(field)]
        while operator := self.take(Kind.OR):
            self._expect_operand(operator)
            parts.append(self.all(field))
        return self._group(parts, Or)

    def all(self, field: str) -> Draft:
        parts = [self.near(field)]
        while True:
            operator = self.take(Kind.AND)
            if operator is not None:
                self._expect_operand(operator)
            elif (token := self.peek()) is None or token.kind in (Kind.OR, Kind.CLOSE):
                break
            parts.append(self.near(field))
        return self._group(parts, And)

    def near(self, field: str) -> Draft:
        left = self.single(field)
        while operator := self.take(Kind.NEAR):
            self._expect_operand(operator)
            operands = [self._operand(part, operator) for part in (left, self.single(field))]
            distance = operator.number or NEAR_DEFAULT
            left = Near(operands[0].start, operands[1].end, operands[0], operands[1], distance)
            check_near(left, operator.start, operator.end)
        return left

    def single(self, field: str) -> Draft:
        negation = first = self.take(Kind.NOT)
        count = 0
        while negation is not None:
            self._expect_operand(negation)
            count += 1
            negation = self.take(Kind.NOT)
        part = self._atom(field)
        if first is None or isinstance(part, Common | Nothing) or count % 2 == 0:
            return self._settle(part) if first is not None else part
        return Not(first.start, part.end, part)

    def _atom(self, field: str) -> Draft:
        token = self.peek()
        if token is None or token.kind not in (Kind.FIELD, Kind.OPEN, Kind.PHRASE, Kind.WORD):
            raise self._dangling(token or self.tokens[-1])
        self.at += 1
        if token.kind is Kind.FIELD:
            return self._field(token, field)
        if token.kind is Kind.OPEN:
            return self._brackets(token, field)
        return self._leaf(token, field)

    def _field(self, token: Token, outer: str) -> Draft:
        if outer in ("date", "is", *NAMED_FIELDS) and token.text != outer:
            said = f"{token.text}: can't stand inside {outer}:( )"
            raise QueryError(said, start=token.start, end=token.end, remedy="Close the bracket before it")
        following = self.peek()
        if following is None:
            raise self._dangling(token)
        self.at += 1
        inner = "" if token.text == "same" else token.text
        part = self._brackets(following, inner) if following.kind is Kind.OPEN else self._leaf(following, inner)
        if token.text == "same" and not isinstance(part, Common | Nothing):
            check_same(part)
            return Same(token.start, part.end if following.kind is not Kind.OPEN else self._last_end(), part)
        return replace(part, start=token.start)

    def _brackets(self, opening: Token, field: str) -> Draft:
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            said = f"more than {DEPTH_LIMIT} brackets within brackets"
            raise QueryError(said, start=opening.start, end=opening.end, remedy="Take some out")
        if (closing := self.take(Kind.CLOSE)) is not None:
            said = "nothing stands between the brackets"
            raise QueryError(said, start=opening.start, end=closing.end, remedy="Write a word there, or take them out")
        part = self.any(field)
        if self.take(Kind.CLOSE) is None:
            said = "the bracket is not closed"
            raise QueryError(said, start=opening.start, end=len(self.typed), remedy="Put a ) at its end")
        self.depth -= 1
        return self._settle(part)

    def _leaf(self, token: Token, field: str) -> Draft:
        if field == "date":
            return date_leaf(token)
        if field in NAMED_FIELDS:
            return named_leaf(self._joined_words(token), field)
        if token.kind is Kind.PHRASE:
            return phrase_leaf(token, field)
        return word_leaf(token, field, loud=self.loud)

    def _joined_words(self, token: Token) -> Token:
        """Words side by side inside the brackets of a name field are one name: actor:(khalifa haftar)."""
        while token.kind is Kind.WORD and self.depth and (following := self.take(Kind.WORD)) is not None:
            token = Token(Kind.WORD, token.start, following.end, f"{token.text} {following.text}")
        return token

    # --- what is no node

    def _settle(self, part: Draft) -> Draft:
        """A stop word here is left out for good."""
        if isinstance(part, Common):
            self.ignored.append(part.word.written)
            return Nothing(part.start, part.end)
        return part

    def _group(self, drafts: list[Draft], kind: type[And] | type[Or]) -> Draft:
        if len(drafts) == 1:
            return self._settle(drafts[0])
        parts = [part for draft in drafts if not isinstance(part := self._settle(draft), Common | Nothing)]
        if not parts:
            return Nothing(drafts[0].start, drafts[-1].end)
        if len(parts) == 1:
            return parts[0]
        flat: list[Node] = []
        for part in parts:
            flat += part.parts if isinstance(part, And | Or) and isinstance(part, kind) else (part,)
        return kind(drafts[0].start, drafts[-1].end, tuple(flat))

    def _operand(self, part: Draft, operator: Token) -> Node:
        """Beside NEAR a stop word is looked for as it is written."""
        if isinstance(part, Common):
            return part.word
        if isinstance(part, Nothing):
            said = "NEAR needs a word on both sides"
            raise QueryError(said, start=operator.start, end=operator.end, remedy="Write a NEAR/8 b")
        return part

    # --- errors

    def _expect_operand(self, operator: Token) -> None:
        token = self.peek()
        if token is None or token.kind in (Kind.AND, Kind.OR, Kind.NEAR, Kind.CLOSE):
            raise self._dangling(operator)

    def _last_end(self) -> int:
        return self.tokens[self.at - 1].end

    @staticmethod
    def _dangling(token: Token) -> QueryError:
        if token.kind is Kind.CLOSE:
            said, remedy = "this bracket closes nothing", "Take it out, or put a ( before"
        elif token.kind is Kind.FIELD:
            said, remedy = f"nothing stands behind {token.text}:", f"Write {token.text}:word"
        else:
            said = f"{token.text} has nothing to join"
            remedy = f'Write a word on each side of it; "{token.text}" in quotation marks is the word itself'
        return QueryError(said, start=token.start, end=token.end, remedy=remedy)
