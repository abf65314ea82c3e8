#!/bin/sh
# Four times as many lines cost no more than five times the work, whatever shape the lines have: counted in instructions.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Run by make check, which takes every shape alone, and some by twos and in cycles. With KANBAO_EXHAUSTIVE=1 all pairs, many
# cycles, and more lines: an hour or two. With KANBAO_SHAPES_TABLE=FILE what was counted is written there.

set -eu
LC_ALL=C.UTF-8
export LC_ALL
: "${KANBAO_PROGRAM:?run it as: make check TESTS=tests/shapes.sh}"
counter=${KANBAO_PROGRAM%/*}/tests/count_shapes

if ! command -v valgrind >/dev/null || ! valgrind --tool=callgrind --version >/dev/null 2>&1; then
    echo "shapes.sh: no valgrind: nothing to count with"
    exit 77
fi
if nm "$KANBAO_PROGRAM" 2>/dev/null | grep -q __asan_init; then
    echo "shapes.sh: valgrind cannot run a program built with --enable-sanitizers: nothing to count"
    exit 77
fi

limit=500 # per cent
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
TMPDIR=$folder
export TMPDIR
failed=0
table=${KANBAO_SHAPES_TABLE-/dev/null}
: >"$table"

# count WORK LINES SHAPES...: what count_shapes does with them, in "NAME LINES INSTRUCTIONS".
count() {
    rm -f "$folder"/out*
    status=0
    valgrind --tool=callgrind --callgrind-out-file="$folder/out" "$counter" "$@" >"$folder/said" 2>&1 || status=$?
    if [ "$status" -eq 77 ]; then
        echo "shapes.sh: built without valgrind's headers: nothing to count"
        exit 77
    elif [ "$status" -ne 0 ]; then
        cat "$folder/said" >&2
        exit 1
    fi
    for dump in "$folder"/out.*; do
        awk '/^desc: Trigger: Client Request: / { what = $5 " " $6 } /^totals: / { print what, $2; exit }' "$dump"
    done
}

# check WORK LINES SHAPES...
check() {
    echo "$*" >>"$table"
    count "$@" | awk -v work="$1" -v limit="$limit" -v table="$table" '
        { count[$1, ++seen[$1]] = $3; lines[$1, seen[$1]] = $2 }
        END {
            for (name in seen) {
                few = lines[name, 1] < lines[name, 2] ? 1 : 2
                less = count[name, few]; more = count[name, 3 - few]
                if (seen[name] != 2 || less <= 0) { print "shapes.sh: " work ": " name ": nothing was counted"; bad = 1; continue }
                growth = int(more * 100 / less); texts++
                print growth, name, less, more >>table
                if (growth > most) { most = growth; worst = name }
                if (growth > limit) { print "shapes.sh: " work ": " name ": four times the lines cost " growth " %"; bad = 1 }
            }
            if (texts == 0) { print "shapes.sh: " work ": nothing was counted"; bad = 1 }
            print "shapes.sh: " work ": " texts " texts, at most " most " % (" worst ")"
            exit bad
        }' || failed=1
}

if [ -n "${KANBAO_EXHAUSTIVE-}" ]; then
    check recover 1000 all
    check recover 4000 all
    check recover 150 pairs 0 1
    check recover 400 cycles 0 300
    for work in json print G vG '/灯<Enter>n' '/deng<Enter>' jejejjeh GejGeh '&'; do
        check "$work" 1000 all
    done
else
    check recover 120 all
    check recover 80 pairs 7 150
    check recover 100 cycles 0 8
    # what the shapes cost that were once walked to their end for every line
    check recover 500 two-letters dateline-english masthead verse-latin dateline
    for work in json print G vG '/灯<Enter>n' '/deng<Enter>' jejejjeh GejGeh; do
        check "$work" 150 headline+body two-letters verse-latin log+notice
    done
fi
exit $failed
