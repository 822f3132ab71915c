"""The scripts by which shells complete `dateline`, and their answers.

bash gets a script of its own: click's does not quote what has blanks, and knows nothing of bash's breaking words at
`:` and `=`, which stand in queries and corrections. zsh and fish do both themselves; in click's
scripts for them one line each is mended.
"""

from __future__ import annotations

import os
import re

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ZshComplete,
    add_completion_class,
    get_completion_class,
    split_arg_string,
)

from index.cli.completing import learn

VARIABLE = "_DATELINE_COMPLETE"
"""click's name for the variable by which a shell asks."""
SHELLS = ("bash", "zsh", "fish")

_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' type value current=${COMP_WORDS[COMP_CWORD]}
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            dir) compopt -o dirnames 2>/dev/null ;;
            file) compopt -o default 2>/dev/null ;;
            plain)
                [[ $value == *[:=] ]] && compopt -o nospace 2>/dev/null
                case $current in
                    \\"*) value=${value//\\\\/\\\\\\\\} value=${value//\\"/\\\\\\"}
                        value=${value//\\$/\\\\\\$} value=${value//\\`/\\\\\\`} ;;
                    \\'*) value=${value//\\'/\\'\\\\\\'\\'} ;;
                    *) printf -v value %%q "$value" ;;
                esac
                # Behind a quotation mark of the words themselves readline closes none.
                [[ $current == [\\'\\"]* && $value == *"${current:0:1}" ]] && value+=${current:0:1}
                COMPREPLY+=("$value") ;;
        esac
    done < <(COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_WORDBREAKS="$COMP_WORDBREAKS" \\
        COMP_CURRENT="$current" %(complete_var)s=bash_complete "$1" 2>/dev/null)
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""


class Bash(BashComplete):
    """Reads the line up to the cursor, which bash itself would hand over cut at colons."""

    source_template = _BASH

    def source(self) -> str:
        return self.source_template % self.source_vars()

    def get_completion_args(self) -> tuple[list[str], str]:
        line = os.environ.get("COMP_LINE", "")
        words = split_arg_string(line)
        if not words or (line[-1:].isspace() and not line.endswith("\\ ")):
            words.append("")
        return words[1:-1], words[-1]

    def complete(self) -> str:
        """bash replaces only what follows its last word break or an open quotation mark: the rest is left out."""
        args, incomplete = self.get_completion_args()
        before = self._before(incomplete)
        return "\n".join(
            self.format_completion(CompletionItem(item.value[before:], item.type))
            for item in self.get_completions(args, incomplete)
        )

    @staticmethod
    def _before(incomplete: str) -> int:
        """How many characters of the word stay on the line as they are."""
        current = os.environ.get("COMP_CURRENT", "")
        if current[:1] in ("'", '"'):
            inside = "".join(split_arg_string(current))
            return len(incomplete) - len(inside) if incomplete.endswith(inside) else 0
        breaks = "".join(sign for sign in ":=" if sign in os.environ.get("COMP_WORDBREAKS", ""))
        kept = re.match(f".*[{breaks}]", incomplete) if breaks else None
        return len(kept.group()) if kept else 0


class Zsh(ZshComplete):
    """Answers at every call of a script that zsh has loaded by itself, and not at the first and from the third on."""

    source_template = ZshComplete.source_template.replace("== loadautofunc", "== (loadautofunc|shfunc)")

    def format_completion(self, item: CompletionItem[str]) -> str:
        """What has a description is read once more, and loses its backslashes there."""
        described = CompletionItem(item.value.replace("\\", "\\\\"), item.type, item.help) if item.help else item
        return super().format_completion(described)


class Fish(FishComplete):
    """Cuts an answer at its first comma alone: names and titles may have others."""

    source_template = FishComplete.source_template.replace('string split ","', 'string split -m 1 ","')


def prepare(group: click.Group) -> None:
    """What an answer to a shell needs and a command does not."""
    add_completion_class(Bash, "bash")
    add_completion_class(Fish, "fish")
    add_completion_class(Zsh, "zsh")
    learn(group)


def script(group: click.Group, shell: str) -> str:
    """The script to load in a shell, one of `SHELLS`."""
    prepare(group)
    made = get_completion_class(shell)
    assert made is not None
    return made(group, {}, "dateline", VARIABLE).source()
