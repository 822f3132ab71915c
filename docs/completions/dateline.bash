_dateline_completion() {
    local IFS=$'\n' type value current=${COMP_WORDS[COMP_CWORD]}
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            dir) compopt -o dirnames 2>/dev/null ;;
            file) compopt -o default 2>/dev/null ;;
            plain)
                [[ $value == *[:=] ]] && compopt -o nospace 2>/dev/null
                case $current in
                    \"*) value=${value//\\/\\\\} value=${value//\"/\\\"}
                        value=${value//\$/\\\$} value=${value//\`/\\\`} ;;
                    \'*) value=${value//\'/\'\\\'\'} ;;
                    *) printf -v value %q "$value" ;;
                esac
                # Behind a quotation mark of the words themselves readline closes none.
                [[ $current == [\'\"]* && $value == *"${current:0:1}" ]] && value+=${current:0:1}
                COMPREPLY+=("$value") ;;
        esac
    done < <(COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_WORDBREAKS="$COMP_WORDBREAKS" \
        COMP_CURRENT="$current" _DATELINE_COMPLETE=bash_complete "$1" 2>/dev/null)
}

complete -o nosort -F _dateline_completion dateline
