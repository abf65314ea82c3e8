#!/bin/sh
# Painting a frame asks for each thing once: the geometry, and the items of an article; no issue is asked of the library, and
# each hit on the screen is looked for in the article's items once, however many rows and hits there are. Counted in calls.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu
LC_ALL=C.UTF-8
export LC_ALL
: "${KANBAO_PROGRAM:?run it as: make check TESTS=tests/frame.sh}"

if ! command -v valgrind >/dev/null || ! valgrind --tool=callgrind --version >/dev/null 2>&1; then
    echo "frame.sh: no valgrind: nothing to count with"
    exit 0
fi

if nm "$KANBAO_PROGRAM" 2>/dev/null | grep -q __asan_init; then
    echo "frame.sh: valgrind cannot run a program built with --enable-sanitizers: nothing to count"
    exit 0
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
issue=$KANBAO_SRCDIR/data/lanpu/20260318.txt

# paint SIZE KEYS: the calls of the frame after KEYS, "COUNT FUNCTION" a line, to the file calls; the instructions to cost.
paint() {
    rm -f "$folder"/out*
    valgrind --tool=callgrind --zero-before=view_paint --dump-after=view_paint --callgrind-out-file="$folder/out" \
        "$KANBAO_PROGRAM" -o opens-with=list --frame "$1" --keys "$2" "$issue" >"$folder/screen" 2>/dev/null
    # A name stands once, later only its number: fn=(12) view_paint
    awk '/^c?fn=/ {
            called = /^cfn=/
            sub(/^c?fn=/, "")
            number = $1
            if (NF > 1)
                name[number] = $2
            if (called)
                callee = name[number]
        }
        /^calls=/ { sub(/^calls=/, ""); calls[callee] += $1 }
        END { for (function_name in calls) print calls[function_name], function_name }' "$folder/out.1" >"$folder/calls"
    cost=$(awk '/^summary:/ { print $2 }' "$folder/out.1")
}

# calls FUNCTION: how often the frame called it.
calls() {
    awk -v name="$1" '$2 == name { count = $1 } END { print count + 0 }' "$folder/calls"
}

failed=0
nm "$KANBAO_PROGRAM" 2>/dev/null | awk '{ print $NF }' >"$folder/names"
# at_most NUMBER FUNCTION
at_most() {
    if [ -s "$folder/names" ] && ! grep -qx "$2" "$folder/names"; then
        echo "frame.sh: there is no function $2 any more" >&2
        failed=1
    fi
    if [ "$(calls "$2")" -gt "$1" ]; then
        echo "frame.sh: $size after “$keys”: $(calls "$2") calls of $2, more than $1" >&2
        failed=1
    fi
}

for size in 80x24 200x60; do
    for keys in '' '<Enter>' '/的<Enter>' 'w/的<Enter>' 'v/的<Enter>'; do
        paint "$size" "$keys"
        if [ -z "$cost" ] || [ "$(calls view_top_line)" -ne 1 ] || [ "$(calls screen_put)" -eq 0 ]; then
            echo "frame.sh: $size after “$keys”: nothing was counted" >&2
            exit 1
        fi
        for reads in library_issue library_open parser_recover store_put search_issue; do
            at_most 0 "$reads"
        done
        # In columns, who reads has the beginning of the next article beside the one that is read.
        articles=1
        case $size$keys in
        200x60v*) ;;
        200x60*Enter*) articles=2 ;;
        esac
        at_most 1 reader_geometry
        at_most "$articles" flow_of
        at_most 1 layout_byte_of_place
        # Of hits in the text both ends, each once; those of the source are all that may show between its first and last line.
        hits=$(calls layout_range_of)
        at_most $((hits * 2 + 1)) layout_place_of_byte
        case $keys in
        *的*)
            if [ "$(calls layout_range_cols)" -eq 0 ] || [ "$hits" -eq 0 ]; then
                echo "frame.sh: $size after “$keys”: no hit is shown, so nothing is proved" >&2
                failed=1
            fi
            ;;
        esac
        # A row that has hits is drawn once more to see where they are.
        rows=${size#*x}
        at_most "$rows" layout_ruler_set
        echo "frame.sh: $size after “$keys”: $cost instructions, $hits hits on the screen, $(calls layout_ruler_set) rows ruled"
    done
done

# The front page: made up once, and kept; each article is asked for when its rows are counted, and when they are painted.
size=200x60
for keys in f fj; do
    paint "$size" "$keys"
    for reads in library_issue library_open parser_recover store_put search_issue; do
        at_most 0 "$reads"
    done
    at_most 1 front_fill
    at_most 14 flow_of
    echo "frame.sh: $size after “$keys”: $cost instructions"
done
exit $failed
