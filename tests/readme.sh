#!/bin/sh
# The screen in the README is one that the program writes.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The block that begins with the paper's name, two columns in, up to the first empty line.
awk '/^   澜浦新报/ { inside = 1 } inside && /^$/ { exit } inside { print substr($0, 3) }' "$KANBAO_SRCDIR/README" >"$folder/readme"
(cd "$KANBAO_SRCDIR" && "$KANBAO_PROGRAM" -o language=zh_CN --frame 96x22 --keys jj data/lanpu) >"$folder/program"

if [ ! -s "$folder/readme" ]; then
    echo "readme.sh: no screen found in the README" >&2
    exit 1
fi
diff -u "$folder/readme" "$folder/program" || {
    echo "readme.sh: the README shows another screen than the program" >&2
    exit 1
}
echo "readme.sh: the README's screen is the program's"
