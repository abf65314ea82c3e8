#!/bin/sh
# Fails where a function, a file or a folder of src/ has grown past what one reads at a glance, or two files have one name.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: tests/sizes.sh [TREE]
#
# A function's lines are those between its braces, which clang-format puts in column 1. Tables that are made by a program,
# NAME_table.h, are left out.

set -eu
LC_ALL=C
export LC_ALL

longest=60    # lines of a function
usual=40      # lines that 95 of 100 functions have at most
file_lines=500
folder_files=24

# measure TREE: a line for each breach; then the sizes, after "= ".
measure() {
    (
        cd "$1"
        find src -name '*.[ch]' ! -name '*_table.h' -exec awk '
            FNR == 1 { start = 0 }
            /^\{/ { start = FNR }
            /^\}/ && start { print "function", FNR - start - 1, FILENAME ":" start; start = 0 }
            FNR > lines[FILENAME] { lines[FILENAME] = FNR }
            END { for (file in lines) print "file", lines[file], file }' {} + |
            sort -k 1,1 -k 2,2n -k 3 |
            awk -v longest="$longest" -v usual="$usual" -v file_lines="$file_lines" -v folder_files="$folder_files" '
            $1 == "function" {
                size[++functions] = $2
                within += $2 <= usual
                if ($2 > longest)
                    print $3 ": a function of " $2 " lines"
            }
            $1 == "file" {
                if ($2 > file_lines)
                    print $3 ": " $2 " lines"
                folder = name = $3
                sub(/\/[^\/]*$/, "", folder)
                sub(/^.*\//, "", name)
                if (name ~ /\.c$/ && ++files[folder] == folder_files + 1)
                    print folder ": more than " folder_files " files"
                if (name in path)
                    print path[name] " and " $3 " have one name"
                path[name] = $3
            }
            END {
                if (within < functions * .95)
                    print "src: " functions - within " of " functions " functions have more than " usual " lines"
                print "= " functions " functions, median " size[int((functions + 1) / 2)] ", 95 of 100 up to " \
                    size[int(functions * .95)] ", longest " size[functions] " lines"
            }'
    )
}

# put FILE LINES: a file of one function with so many lines.
put() {
    mkdir -p "$work/${1%/*}"
    awk -v lines="$2" 'BEGIN { print "int\nf(void)\n{"; for (i = 0; i < lines; i++) print "    f();"; print "}" }' >"$work/$1"
}

# A check that finds nothing proves nothing. breach WHAT: one is found, and it is this.
breach() {
    if [ "$(measure "$work" | grep -v '^=')" != "$1" ]; then
        echo "sizes.sh: self-test: not found, or not that alone: $1" >&2
        exit 1
    fi
    rm -rf "$work/src"
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        put "src/a/file_$i.c" "$usual"
    done
}

self_test() {
    rm -rf "$work/src"
    put src/b/all.c 1
    breach ''
    put src/b/long.c "$longest"
    breach ''
    put src/b/long.c $((longest + 1))
    breach "src/b/long.c:3: a function of $((longest + 1)) lines"
    put src/b/long.c "$longest" && put src/b/longer.c "$longest"
    breach 'src: 2 of 22 functions have more than 40 lines'
    put src/b/file.h 1 && awk -v lines="$file_lines" 'BEGIN { for (i = 0; i < lines; i++) print "" }' >>"$work/src/b/file.h"
    breach "src/b/file.h: $((file_lines + 5)) lines"
    put src/a/b1.c 1 && put src/a/b2.c 1 && put src/a/b3.c 1 && put src/a/b4.c 1 && put src/a/b5.c 1 && put src/a/b6.c 1
    breach 'src/a: more than 24 files'
    put src/b/file_1.c 1
    breach 'src/b/file_1.c and src/a/file_1.c have one name'
}

work=$(mktemp -d "${TMPDIR:-/tmp}/kanbao-sizes.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
self_test

measure "${1-$(dirname -- "$0")/..}" >"$work/found"
if grep -v '^=' "$work/found"; then
    echo "sizes.sh: the above has grown too large, or is called like another (the limits are in tests/sizes.sh)" >&2
    exit 1
fi
sed 's/^= /sizes.sh: /' "$work/found"
