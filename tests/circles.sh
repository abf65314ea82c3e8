#!/bin/sh
# Fails where files call each other in a circle, by way of however many others: such files are one file in pieces, and
# none of them can be read, tested or changed alone.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: tests/circles.sh [BUILD]
#
# What calls what is read from the objects of a build, so that neither macros nor comments mislead it: an arrow goes from a
# file to each file that has a function or a table of its. BUILD is the folder that was built in. Objects that an earlier
# build left behind, of files that are gone, are passed over.

set -eu
LC_ALL=C
export LC_ALL

build=${1-${KANBAO_BUILDDIR-.}}
work=$(mktemp -d "${TMPDIR:-/tmp}/kanbao-circles.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# arrows: the output of nm -A on standard input (FILE.o:VALUE KIND NAME) to pairs "FROM TO", one a line.
arrows() {
    awk '
        {
            file = $1
            sub(/\.o:.*$/, ".c", file)
            kind = NF > 2 ? $(NF - 1) : $2
            name = $NF
            if (kind ~ /^[TDBRGSCVW]$/)
                home[name] = file
            else if (kind == "U")
                wanted[file, name] = 1
        }
        END {
            for (pair in wanted) {
                split(pair, part, SUBSEP)
                if (part[2] in home && home[part[2]] != part[1] && !seen[part[1], home[part[2]]]++)
                    print part[1], home[part[2]]
            }
        }' | sort
}

# circles: what is left of the pairs on standard input when files that nobody in a circle needs are taken away, from both
# ends, again and again.
circles() {
    awk '
        { from[NR] = $1; to[NR] = $2; out[$1]++; into[$2]++ }
        END {
            do {
                gone = 0
                for (i in from)
                    if (!out[to[i]] || !into[from[i]]) {
                        out[from[i]]--
                        into[to[i]]--
                        delete from[i]
                        gone = 1
                    }
            } while (gone)
            for (i in from)
                print from[i] " calls " to[i]
        }' | sort
}

# A check that finds nothing proves nothing.
self_test() {
    printf '%s\n' 'a.o:0 T a' 'a.o: U b' 'b.o:0 T b' 'b.o: U c' 'c.o:0 R c' 'c.o: U printf' >"$work/line"
    printf '%s\n' 'c.o: U a' 'd.o: U a' >"$work/back"
    [ "$(arrows <"$work/line")" = "$(printf 'a.c b.c\nb.c c.c')" ] || return 1
    [ -z "$(arrows <"$work/line" | circles)" ] || return 1
    [ "$(cat "$work/line" "$work/back" | arrows | circles)" = \
        "$(printf 'a.c calls b.c\nb.c calls c.c\nc.c calls a.c')" ]
}

if ! self_test; then
    echo "circles.sh: self-test: it does not find a circle, or finds one where there is none" >&2
    exit 1
fi

sources=$(cd "$(dirname -- "$0")/.." && pwd)
# An object of a single program has the program's name before its own.
(cd "$build" && find src -name '*.o') | while read -r object; do
    source=${object%/*}/${object##*/kanbao-}
    if [ -f "$sources/${object%.o}.c" ] || [ -f "$sources/${source%.o}.c" ]; then
        printf '%s\n' "$object"
    fi
done >"$work/objects"
(cd "$build" && xargs "${NM-nm}" -A <"$work/objects") >"$work/symbols" || {
    echo "circles.sh: run it as: make check TESTS=tests/circles.sh" >&2
    exit 99
}
arrows <"$work/symbols" >"$work/arrows"
# Objects that are for a linker only show none.
if [ "$(wc -l <"$work/arrows")" -lt 100 ]; then
    echo "circles.sh: skipped, as the objects of this build do not say what they call"
    exit 77
fi
circles <"$work/arrows" >"$work/found"
if [ -s "$work/found" ]; then
    cat "$work/found"
    echo "circles.sh: the files above call each other in circles" >&2
    exit 1
fi
echo "circles.sh: no files call each other in a circle"
