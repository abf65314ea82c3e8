#!/bin/sh
# Twice the text costs no more than twice the work, and ten times the issues no more than eleven times the work of opening them:
# counted in instructions, which no other program disturbs.
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

# Instructions that the program needs with these arguments; nothing where it fails or cannot be counted.
count_run() {
    "$KANBAO_PROGRAM" "$@" >/dev/null || return 0
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$KANBAO_PROGRAM" "$@" 2>&1 >/dev/null |
        awk '/Collected *:/ { print $NF }'
}

# The same for the text in FILE, which is in ENCODING.
count() {
    count_run -o "encoding=$2" --json "$1"
}

# So many issues of a day each, of some lines.
issues() {
    mkdir "$folder/$1"
    awk -v count="$2" -v folder="$folder/$1" 'BEGIN {
        for (i = 0; i < count; i++) {
            path = sprintf("%s/%d%02d%02d.txt", folder, 1900 + int(i / 336), 1 + int(i / 28) % 12, 1 + i % 28)
            printf "灯船换了灯泡\n\n本报讯 (记者 容与) 灯船昨夜换了一只新灯泡，亮度是原来的三倍。\n" >path
            close(path)
        }
    }'
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
# ---- ten times the issues: the first screen, and then a key, whatever there is besides

many=5000
issues few $((many / 10))
issues many $many
mkdir "$folder/one"
cp "$folder"/few/19000101.txt "$folder/one"
screen() {
    count_run --frame 80x24 --keys "$2" -o grouping=file "$folder/$1"
}
one=$(screen one "")
few=$(screen few "")
some=$(screen many "")
growth=$(((some - one) * 100 / (few - one)))
echo "growth.sh: ten times the issues: $growth %, $(((some - one) / many)) instructions each"
if [ "$growth" -gt 1100 ]; then
    echo "growth.sh: ten times the issues cost $growth % of the work" >&2
    failed=1
fi
key_few=$(($(screen few jjjjjjjj) - few))
key_many=$(($(screen many jjjjjjjj) - some))
echo "growth.sh: eight keys: $key_few, of ten times the issues $key_many"
if [ $((key_many * 100)) -gt $((key_few * 105)) ]; then
    echo "growth.sh: a key costs more with more issues: $key_many, and not $key_few" >&2
    failed=1
fi
exit $failed
