#!/bin/sh
# The screen in the READMEs is one that the program writes.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

(cd "$KANBAO_SRCDIR" && "$KANBAO_PROGRAM" -o language=zh_CN --frame 96x22 --keys jj data/lanpu) >"$folder/program"
for readme in README README.zh_CN; do
    # The block that begins with the paper's name, two columns in, up to the first empty line.
    awk '/^   澜浦新报/ { inside = 1 } inside && /^$/ { exit } inside { print substr($0, 3) }' "$KANBAO_SRCDIR/$readme" >"$folder/readme"
    if [ ! -s "$folder/readme" ]; then
        echo "readme.sh: no screen found in $readme" >&2
        exit 1
    fi
    diff -u "$folder/readme" "$folder/program" || {
        echo "readme.sh: $readme shows another screen than the program" >&2
        exit 1
    }
done
echo "readme.sh: the screen of both READMEs is the program's"
