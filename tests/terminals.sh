#!/bin/sh
# Real terminals, with characters of ambiguous width in one cell and in two: fails where the program does not find
# out which, or where a terminal's cursor stands in another column than the program counts.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Run by make check, which names the program and the sample issues. In each terminal the program is started as a user
# would, and the terminal's own picture of its screen is compared with both frames: that tells what the program has
# taken the terminal for. Then tests/show_lines.c shows the lines of the sample issues and all kinds of characters,
# and asks the terminal where each ends. Nothing is timed: everything is waited for, up to a minute.

set -eu

if [ -z "${KANBAO_PROGRAM-}" ]; then
    echo "terminals.sh: run it as: make check TESTS=tests/terminals.sh" >&2
    exit 99
fi
export KANBAO_PROGRAM
KANBAO_SHOW_LINES=$(dirname "$KANBAO_PROGRAM")/tests/show_lines
export KANBAO_SHOW_LINES

# NAME, the cells of ambiguous characters, what must be installed.
# Inside tmux the answer is tmux's: one cell, whatever the terminal outside does.
case_table='
xterm      1 xterm
xterm-cjk  2 xterm
mlterm     1 mlterm
mlterm-ac2 2 mlterm
tmux       1 xterm,tmux
tmux-cjk   1 xterm,tmux
'

# NAME, character, columns (or any), reason: where a terminal is known to differ from the program. Newer ones may
# agree. Nothing else may differ.
known_table='
xterm      U+2EBF0 1   CJK Extension I is of Unicode 15.1, and xterm asks the C library of its time
xterm      U+2EC01 1   as above
tmux       U+2EBF0 0   as above; tmux leaves out what its C library does not know
tmux       U+2EC01 0   as above
tmux-cjk   U+2EBF0 0   as above
tmux-cjk   U+2EC01 0   as above
mlterm     U+1FAD6 1   the teapot is of Unicode 13, the table of mlterm 3.9.0 is older
mlterm-ac2 U+1FAD6 1   as above
mlterm     U+0915  2   it puts a vowel sign of Devanagari that takes a cell of its own on the letter before it
mlterm-ac2 U+0915  2   as above
*          U+1F468 any three emoji made one by joiners: their sum, with or without the joiners, or only the first
*          U+1F44D any an emoji and a colour of skin: their sum, or one of them
*          U+1F1E8 any two letters that are a flag: their sum, or one emoji
*          U+2764  any a character made an emoji by a selector: its own cell, or two of an emoji
*          U+0031  any as above, a keycap
'

missing=
have() {
    command -v "$1" >/dev/null 2>&1 && return 0
    case " $missing" in *" $1 "*) ;; *) missing="$missing$1 " ;; esac
    return 1
}
have Xvfb || { echo "terminals.sh: skipped, as Xvfb is not installed" && exit 77; }
cases=
for name in $(printf '%s' "$case_table" | awk 'NF { print $1 ":" $3 }'); do
    all=yes
    for program in $(echo "${name#*:}" | tr ',' ' '); do
        have "$program" || all=no
    done
    [ $all = no ] || cases="$cases ${name%:*}"
done
[ -z "$missing" ] || echo "terminals.sh: without $missing"
[ -n "$cases" ] || { echo "terminals.sh: skipped, as no terminal is installed" && exit 77; }

# ---- Beginning and end

work=$(mktemp -d "${TMPDIR:-/tmp}/kanbao-terminals.XXXXXX")
pids=

mux() {
    mux_name=$1
    shift
    tmux -u -L "kanbao-$mux_name-$$" -f "$work/tmux.conf" "$@"
}

# shellcheck disable=SC2086
finish() {
    for name in $cases; do
        case $name in tmux*) mux "$name" kill-server >/dev/null 2>&1 || : ;; esac
    done
    [ -z "$pids" ] || kill $pids 2>/dev/null || :
    wait
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

nap() {
    sleep 0.05 2>/dev/null || sleep 1
}

# wait_for FILE TRIES
wait_for() {
    tries=0
    while [ ! -s "$1" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt "$2" ] || return 1
        nap
    done
}

fail() {
    echo "terminals.sh: $*"
    failed=yes
}
failed=no

# No resources or settings of the user, and none of an outer terminal.
HOME=$work/home
TMUX_TMPDIR=$work
export HOME TMUX_TMPDIR
unset TMUX TMUX_PANE STY XENVIRONMENT XAPPLRESDIR || :
mkdir "$HOME"
printf 'set -g status off\nset -g default-terminal screen-256color\nset -g default-shell /bin/sh\n' >"$work/tmux.conf"

Xvfb -displayfd 3 -screen 0 1024x768x24 -nolisten tcp 3>"$work/display" >"$work/xvfb.log" 2>&1 &
pids=$!
if ! wait_for "$work/display" 1200; then
    cat "$work/xvfb.log"
    echo "terminals.sh: skipped, as Xvfb does not start"
    exit 77
fi
DISPLAY=:$(cat "$work/display")
export DISPLAY

# ---- In a terminal

cells_of() {
    printf '%s' "$case_table" | awk -v name="$1" '$1 == name { print $2 }'
}

# First the program, until it is ended from outside, then the lines.
cat >"$work/run" <<'END'
cd "$1" || exit 1
tty >tty
# mlterm starts a command before its window has a size
until stty size >size && ! grep -q '^0 ' size; do
    sleep 0.05 2>/dev/null || sleep 1
done
case $1 in
*/tmux*) ;;
*) TERM=xterm-256color && export TERM ;;
esac
sh -c 'echo $$ >pid; exec "$KANBAO_PROGRAM" -o memory=0'
echo $? >ended
until [ -s cells ]; do
    sleep 0.05 2>/dev/null || sleep 1
done
cells=$(cat cells)
"$KANBAO_SHOW_LINES" "$cells" "../lines$cells" report
echo $? >status
END

# The printer gets what is on the screen; where a wide character's second cell is, U+FFFF.
x_term() {
    xterm -u8 -geometry 80x24 -xrm 'XTerm*printAttributes: 0' -xrm 'XTerm*printerAutoClose: true' \
        -xrm "XTerm*printerCommand: cat >'$work/$name/page.new' && mv '$work/$name/page.new' '$work/$name/page'" "$@"
}

start() {
    mkdir "$work/$name"
    case $name in
    xterm) x_term -e sh "$work/run" "$work/$name" ;;
    xterm-cjk) x_term -cjk_width -e sh "$work/run" "$work/$name" ;;
    mlterm) mlterm -E UTF-8 --ac=1 -g 80x24 -e sh "$work/run" "$work/$name" ;;
    mlterm-ac2) mlterm -E UTF-8 --ac=2 -g 80x24 -e sh "$work/run" "$work/$name" ;;
    tmux) x_term -e tmux -u -L "kanbao-$name-$$" -f "$work/tmux.conf" new-session "sh '$work/run' '$work/$name'" ;;
    tmux-cjk)
        x_term -cjk_width -e tmux -u -L "kanbao-$name-$$" -f "$work/tmux.conf" new-session \
            "sh '$work/run' '$work/$name'"
        ;;
    esac >"$work/$name.log" 2>&1 &
    echo $! >"$work/$name/terminal"
    pids="$pids $!"
}

# False where the terminal ends before it has run anything, for want of a font or the like.
comes_up() {
    tries=0
    until [ -s "$work/$name/pid" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 1200 ] && kill -0 "$(cat "$work/$name/terminal")" 2>/dev/null || return 1
        nap
    done
}

# What the terminal NAME shows, by its own account.
picture() {
    case $name in
    tmux*) mux "$name" capture-pane -p -t 0 2>/dev/null >page || : ;;
    xterm*)
        rm -f page
        printf '\033[i' >"$(cat tty)"
        ;;
    mlterm*)
        rm -f "$HOME/.mlterm/"*.snp page
        printf '\033]5379;snapshot\007' >"$(cat tty)"
        for tries in 1 2 3 4 5 6 7 8; do
            cat "$HOME/.mlterm/"*.snp >page 2>/dev/null && break
            nap
        done
        ;;
    esac
    wait_for page 20 || : >page
}

# Without blanks at the ends of lines and empty lines at the end.
second_half=$(printf '\357\277\277')
normal() {
    LC_ALL=C awk -v half="$second_half" '
        { gsub(half, ""); sub(/ *$/, ""); if ($0 == "") { empty = empty "\n"; next } print empty $0; empty = "" }'
}

# Which frame does the terminal show? Waits until it is the one that is wanted.
check_screen() {
    for cells in 1 2; do
        "$KANBAO_PROGRAM" -o memory=0 -o "ambiguous=$cells" --frame "$(awk '{ print $2 "x" $1 }' size)" | normal >"frame$cells"
    done
    wanted=$(cells_of "$name")
    if cmp -s frame1 frame2; then
        fail "$name: both frames are the same"
        return
    fi
    round=0
    until picture && normal <page >shown && cmp -s "frame$wanted" shown; do
        round=$((round + 1))
        if [ "$round" -ge 300 ]; then
            fail "$name: the program did not find out that ambiguous characters take $wanted; its frame (-), the terminal (+):"
            diff -u "frame$wanted" shown || :
            return
        fi
        # Shows everything anew, should our asking have got between the bytes of the program's.
        [ $((round % 40)) -ne 0 ] || kill -CONT "$(cat pid)"
        nap
    done
}

# Every difference that is not known is printed.
check_lines() {
    if ! wait_for status 1200 || ! [ -s report ] || [ "$(cat status)" != 0 ]; then
        fail "$name: the lines were not shown: $(tail -n 1 report 2>/dev/null)"
        return
    fi
    printf '%s' "$known_table" >known
    if ! awk -v name="$name" '
        FNR == NR { if ($1 == name || $1 == "*") columns[$2] = $3; next }
        $1 == "lines" { print name ": " $2 " lines"; next }
        ($1 in columns) && (columns[$1] == "any" || columns[$1] == $3) { print "    known: " $0; next }
        { print "    cells of ours, columns of theirs: " $0; bad = 1 }
        END { exit bad }' known report; then
        fail "$name: other columns than text_cells() says"
    fi
}

for cells in 1 2; do
    "$KANBAO_PROGRAM" -o memory=0 -o "ambiguous=$cells" --print --width 60 >"$work/lines$cells"
done
for name in $cases; do
    start
done
done_cases=
for name in $cases; do
    if ! comes_up; then
        echo "terminals.sh: without $name, which does not start: $(tail -n 1 "$work/$name.log")"
        continue
    fi
    cd "$work/$name"
    check_screen
    kill "$(cat pid)"
    cells_of "$name" >cells
    done_cases="$done_cases $name"
done
for name in $done_cases; do
    cd "$work/$name"
    check_lines
done
cd "$work/.."
[ -n "$done_cases" ] || exit 77
[ $failed = no ]
