#!/bin/sh
# A key of search as you type costs less than a million instructions: counted, as no clock can tell on a busy machine.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu
LC_ALL=C.UTF-8
export LC_ALL
: "${KANBAO_PROGRAM:?run it as: make check TESTS=tests/keys.sh}"

if ! command -v valgrind >/dev/null || ! valgrind --tool=callgrind --version >/dev/null 2>&1; then
    echo "keys.sh: no valgrind: nothing to count with"
    exit 0
fi

if nm "$KANBAO_PROGRAM" 2>/dev/null | grep -q __asan_init; then
    echo "keys.sh: valgrind cannot run a program built with --enable-sanitizers: nothing to count"
    exit 0
fi

limit=1000000
issue=$KANBAO_SRCDIR/data/lanpu/20260318.txt

# Instructions for KEYS and one screen after them.
count() {
    "$KANBAO_PROGRAM" --frame 80x24 --keys "$1" "$issue" >/dev/null || return 0
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$KANBAO_PROGRAM" --frame 80x24 --keys "$1" "$issue" 2>&1 >/dev/null |
        awk '/Collected *:/ { print $NF }'
}

failed=0
# QUERY KEYS: the screen before its last key was that of another query, so all of them together are taken.
for query in laoren 录音的老人 'guan|deng' '"老人"'; do
    keys=$(printf %s "$query" | wc -m)
    before=$(count '/')
    after=$(count "/$query")
    if [ -z "$before" ] || [ -z "$after" ] || [ "$after" -le "$before" ]; then
        echo "keys.sh: $query: nothing was counted" >&2
        exit 1
    fi
    each=$(((after - before) / keys))
    echo "keys.sh: $query: $each instructions a key"
    if [ "$each" -ge "$limit" ]; then
        echo "keys.sh: a key of $query costs $each instructions, more than $limit" >&2
        failed=1
    fi
done
exit $failed
