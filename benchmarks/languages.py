"""How often the language of a piece of text is found: `python -m benchmarks.languages FOLDER`.

FOLDER holds articles that state their language and are really in it, as the Universal Declaration of Human Rights does
on pages with `lang`. Pieces of each length are cut out of them, the same ones in each run.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from index.languages.codes import KNOWN, are_near, primary
from index.languages.identify import identify
from index.model import Article, Block, BlockKind
from index.readers import is_readable, read

LETTERS = (20, 40, 80, 160, 320, 640)
_SCRIPT = re.compile("-[A-Z][a-z]{3}")
PIECES = 40
"""Of each length and language."""


def texts(folder: Path) -> Mapping[str, Sequence[str]]:
    """Language → its texts, of those that can be found at all and are in no script that has to be stated."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.rglob("*")):
        for item in read(path, path.name) if path.is_file() and is_readable(path) else ():
            code = item.language if isinstance(item, Article) else None
            if isinstance(item, Article) and code and primary(code) in KNOWN and not _SCRIPT.search(code):
                found[primary(code)].append(item.text)
    return found


def pieces(of: Sequence[str], letters: int, chance: random.Random) -> Iterator[str]:
    """Stretches of so many letters, from the beginning of a word."""
    for _ in range(PIECES):
        text = chance.choice(of)
        start = text.find(" ", chance.randrange(max(1, len(text) - 2 * letters))) + 1
        end = start
        for _ in range(letters):
            end = next((at + 1 for at in range(end, len(text)) if text[at].isalpha()), len(text))
        yield text[start:end]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    known = texts(parser.parse_args().folder)
    print(
        f"{len(known)} languages; of pieces of each length, how many in 100 are named, and of 10,000 of those wrongly"
    )
    print(f"{'letters':<10}{'named':>8}{'wrong':>8}{'surely':>10}{'wrong':>8}   most often")
    for letters in LETTERS:
        chance = random.Random(letters)
        cut = [(language, piece) for language, of in sorted(known.items()) for piece in pieces(of, letters, chance)]
        line, mistakes = f"{letters:<10}", Counter[str]()
        for doubting in (False, True):
            found = [(language, identify(*whole(piece), doubting=doubting)) for language, piece in cut]
            named = [(language, answer) for language, answer in found if answer]
            wrong = [(language, answer) for language, answer in named if not are_near(language, answer)]
            line += f"{100 * len(named) / len(cut):>{10 if doubting else 8}.1f}{10_000 * len(wrong) / len(named):>8.0f}"
            mistakes.update(f"{language} as {answer}" for language, answer in wrong)
        print(line, "  " + ", ".join(mistake for mistake, _ in mistakes.most_common(3)))


def whole(piece: str) -> tuple[str, tuple[Block, ...]]:
    """A piece as an article of one paragraph."""
    return piece, (Block(BlockKind.PARAGRAPH, 0, len(piece)),)


if __name__ == "__main__":
    main()
