"""The scripts by which shells complete `dateline`, and their answers.

bash gets a script of its own: click's does not quote what has blanks, and knows nothing of bash's breaking words at
`:` and `=`, which stand in queries and corrections. zsh and fish do both themselves.
"""

from __future__ import annotations

import os
import re

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
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
                [[ $current == [\\'\\"]* ]] || printf -v value %%q "$value"
                COMPREPLY+=("$value") ;;
        esac
    done < <(COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_WORDBREAKS="$COMP_WORDBREAKS" \\
        %(complete_var)s=bash_complete "$1" 2>/dev/null)
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
        """bash replaces only what follows the last of its word breaks: what stands before is left out."""
        args, incomplete = self.get_completion_args()
        breaks = "".join(sign for sign in ":=" if sign in os.environ.get("COMP_WORDBREAKS", ""))
        kept = re.match(f".*[{breaks}]", incomplete) if breaks else None
        before = len(kept.group()) if kept else 0
        return "\n".join(
            self.format_completion(CompletionItem(item.value[before:], item.type))
            for item in self.get_completions(args, incomplete)
        )


def prepare(group: click.Group) -> None:
    """What an answer to a shell needs and a command does not."""
    add_completion_class(Bash, "bash")
    learn(group)


def script(group: click.Group, shell: str) -> str:
    """The script to load in a shell, one of `SHELLS`."""
    prepare(group)
    made = get_completion_class(shell)
    assert made is not None
    return made(group, {}, "dateline", VARIABLE).source()
