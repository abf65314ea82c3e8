#!/bin/sh
# Fails where the program in a real tmux does not show what --frame writes for the same keys.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Run by make check, which names the program and the sample issues. Nothing is timed: each screen is waited for, up
# to a minute, and tmux has a socket of its own that nobody else uses.

set -eu

if [ -z "${KANBAO_PROGRAM-}" ]; then
    echo "tmux.sh: run it as: make check TESTS=tests/tmux.sh" >&2
    exit 99
fi
if ! command -v tmux >/dev/null 2>&1; then
    echo "tmux.sh: skipped, as tmux is not installed"
    exit 77
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/kanbao-tmux.XXXXXX")
TMUX_TMPDIR=$work
export TMUX_TMPDIR
unset TMUX TMUX_PANE || :
name=kanbao-$$

mux() {
    tmux -u -L "$name" -f "$work/conf" "$@"
}

finish() {
    mux kill-server >/dev/null 2>&1 || :
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

cat >"$work/conf" <<'END'
set -g status off
set -g default-terminal screen-256color
set -g default-shell /bin/sh
set -g escape-time 0
set -g remain-on-exit on
set -g set-clipboard on
END

# Nothing is loaded ahead, as with --frame.
# The shell keeps the exit status: tmux 3.3 now and then does not notice its child's end. It stays, and with it
# the pane, until its input ends.
cat >"$work/run" <<END
"\$KANBAO_PROGRAM" -o memory=0 -o opens-with=list -o mend-directory="$work/structures"
echo \$? >"$work/ended"
mv "$work/ended" "$work/status"
cat >/dev/null
END

mkdir "$work/structures"

cols=80
rows=24
keys=

# Waits until the pane shows what is in FILE.
expect() {
    tries=0
    while :; do
        mux capture-pane -p -t 0 >"$work/got" || :
        if cmp -s "$1" "$work/got"; then
            return 0
        fi
        tries=$((tries + 1))
        if [ "$tries" -ge 600 ]; then
            echo "tmux.sh: after the keys '$keys' at ${cols}x$rows; wanted (-), in tmux (+):"
            diff -u "$1" "$work/got" || :
            exit 1
        fi
        sleep 0.1 2>/dev/null || sleep 1
    done
}

same_as_frame() {
    "$KANBAO_PROGRAM" -o memory=0 -o opens-with=list --frame "${cols}x$rows" --keys "$keys" >"$work/frame"
    expect "$work/frame"
}

# press NOTATION TMUX-KEY...
press() {
    keys=$keys$1
    shift
    mux send-keys -t 0 "$@"
    same_as_frame
}

resize() {
    cols=$1
    rows=$2
    mux resize-window -t 0 -x "$cols" -y "$rows"
    same_as_frame
}

mux new-session -d -x "$cols" -y "$rows" "sh '$work/run'"
same_as_frame
press j j
press jj j j
press '<Down>' Down
press '<Enter>' Enter
press jj j j
press k k
press '<Space>' Space
press b b
press w w
press j j
press '<PageDown>' PageDown
press g g
press w w
press '<Left>' Left
press '?' '?'
press '<Space>' Space
press q q
press i i
press '<Down><Enter>' Down Enter
resize 120 40
resize 160 20
press 1c 1 c
press 2c 2 c
press p p
resize 40 12
press 1c 1 c
resize 80 24
press p p
press j j
press v v
press j j
press eh e h
press S S
press v v
press eu e u
press S S
press h h
press yy y y
press '<C-l>' C-l

# What was copied, the second headline of the second issue, is tmux's own by now, as it takes what programs hand to the
# clipboard.
"$KANBAO_PROGRAM" --list </dev/null | awk -F '\t' '
    { path = $1; sub(/:[0-9]+:$/, "", path) }
    path != last { issue++; article = 0; last = path }
    ++article == 2 && issue == 2 { print $3 }' >"$work/copied"
tries=0
while [ "$(mux show-buffer 2>/dev/null)" != "$(cat "$work/copied")" ]; do
    tries=$((tries + 1))
    if [ "$tries" -ge 600 ]; then
        echo "tmux.sh: tmux was not given what was copied, but:"
        mux show-buffer || :
        exit 1
    fi
    sleep 0.1 2>/dev/null || sleep 1
done

# Everything was shown by the program itself: an empty frame would have been found, too.
if ! grep -q '[^ ]' "$work/frame"; then
    echo "tmux.sh: an empty screen"
    exit 1
fi

# Writing: a new file each time, named in the bottom line, the same as what --json writes.
issue=$("$KANBAO_PROGRAM" --list </dev/null | awk -F '\t' '
    { path = $1; sub(/:[0-9]+:$/, "", path) }
    path != last { issue++; last = path }
    issue == 2 { print path; exit }')
written() {
    mux send-keys -t 0 e w
    tries=0
    until [ -e "$1" ]; do
        tries=$((tries + 1))
        if [ "$tries" -ge 600 ]; then
            echo "tmux.sh: ew has not written $1"
            mux capture-pane -p -t 0
            exit 1
        fi
        sleep 0.1 2>/dev/null || sleep 1
    done
    cmp "$1" "$work/json"
}
"$KANBAO_PROGRAM" --json "$issue" >"$work/json"
written "$work/structures/${issue##*/}.kanbao.json"
written "$work/structures/${issue##*/}.kanbao-2.json"
if [ "$(find "$work/structures" -type f | wc -l)" -ne 2 ]; then
    echo "tmux.sh: more was written than was to be:"
    ls -a "$work/structures"
    exit 1
fi

mux send-keys -t 0 Q
tries=0
while [ ! -e "$work/status" ]; do
    tries=$((tries + 1))
    if [ "$tries" -ge 600 ]; then
        echo "tmux.sh: Q does not end the program"
        exit 1
    fi
    sleep 0.1 2>/dev/null || sleep 1
done
status=$(cat "$work/status")
# What the program wrote before it ended may still be on its way.
tries=0
alternate=1
while [ "$alternate" != 0 ] && [ "$tries" -lt 600 ]; do
    alternate=$(mux display-message -p -t 0 '#{alternate_on}')
    tries=$((tries + 1))
    [ "$alternate" = 0 ] || sleep 0.1 2>/dev/null || sleep 1
done
if [ "$status" != 0 ] || [ "$alternate" != 0 ]; then
    echo "tmux.sh: exit status $status, alternate screen $alternate"
    exit 1
fi
