#!/bin/sh
# Twice the text costs no more than twice the work: counted in instructions, which no other program disturbs.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu
LC_ALL=C.UTF-8
export LC_ALL
: "${KANBAO_PROGRAM:?run it as: make check TESTS=tests/growth.sh}"

if ! command -v valgrind >/dev/null || ! valgrind --tool=callgrind --version >/dev/null 2>&1; then
    echo "growth.sh: no valgrind: nothing to count with"
    exit 0
fi

if nm "$KANBAO_PROGRAM" 2>/dev/null | grep -q __asan_init; then
    echo "growth.sh: valgrind cannot run a program built with --enable-sanitizers: nothing to count"
    exit 0
fi

# Per cent of the instructions for half as much; a little more than twice is allowed for what grows by doubling.
limit=230
half=100000

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Instructions that the program needs for FILE in ENCODING; nothing where it fails or cannot be counted.
count() {
    "$KANBAO_PROGRAM" -o "encoding=$2" --json "$1" >/dev/null || return 0
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$KANBAO_PROGRAM" -o "encoding=$2" --json "$1" 2>&1 >/dev/null |
        awk '/Collected *:/ { print $NF }'
}

# BYTES of the text called NAME, or a few more: the same in every run. Chance is a generator of its own, as rand() differs
# from one awk to another.
text() {
    LC_ALL=C awk -v name="$1" -v bytes="$2" '
    function below(limit) { seed = (seed * 16807) % 2147483647; return seed % limit }
    function put(line) { printf "%s", line; size += length(line) }
    BEGIN {
        seed = 12345
        words = split("渡口 换灯 鸭子 赛跑 船工 缆绳 石桥 风车 磨坊 戏台 裁判 河滩 天亮 雨停", word, " ")
        while (size < bytes) {
            some = word[1 + below(words)] word[1 + below(words)]
            if (name == "log") put("2026-03-16 0" below(10) ":" 10 + below(50) " " some "\n")
            else if (name == "line") put(some "的" word[1 + below(words)] "，")
            else if (name == "headlines") put(some word[1 + below(words)] "忙\n\n")
            else if (name == "digits") put(below(1000000) (below(8) == 0 ? "\n" : " "))
            else if (name == "dressed") put("_\b渡口\b\b口\033[1m" some "\033[m桥 灯 船 雨 ，" (below(9) == 0 ? "\n" : ""))
            else if (name == "poem") put(some "在" word[1 + below(words)] (below(4) == 0 ? "\n\n" : "\n"))
            else if (name ~ /bytes/) { # with so few control characters that they are taken for text
                kind = below(10)
                put(sprintf("%c", kind == 0 ? 10 : kind < 5 ? 32 + below(94) : 160 + below(95)))
            }
        }
    }'
}

# What it costs to start: an empty file is refused, so next to nothing.
echo 灯 >"$folder/start.txt"
start=$(count "$folder/start.txt" auto)
if [ -z "$start" ]; then
    echo "growth.sh: nothing was counted" >&2
    exit 1
fi
failed=0
for name in log line headlines digits dressed poem utf-8-bytes gb18030-bytes utf-16le-bytes; do
    case $name in *-bytes) encoding=${name%-bytes} ;; *) encoding=auto ;; esac
    text "$name" "$half" >"$folder/half.txt"
    text "$name" $((half * 2)) >"$folder/whole.txt"
    before=$(count "$folder/half.txt" "$encoding")
    after=$(count "$folder/whole.txt" "$encoding")
    if [ -z "$before" ] || [ -z "$after" ]; then
        echo "growth.sh: $name: nothing was counted" >&2
        exit 1
    fi
    if [ "$before" -le "$start" ]; then
        echo "growth.sh: $name costs nothing" >&2
        exit 1
    fi
    growth=$(((after - start) * 100 / (before - start)))
    echo "growth.sh: $name: $growth %"
    if [ "$growth" -gt "$limit" ]; then
        echo "growth.sh: twice the text costs $growth % of the work: $name" >&2
        failed=1
    fi
done
exit $failed
