#!/bin/sh
# Fails where a source is not set as .clang-format says. Versions of clang-format differ in small things, so only the
# one that the tree is set with is asked; where there is another one, or none, this is skipped.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: tests/format.sh [TREE]

set -eu
version=14
tree=${1-$(dirname -- "$0")/..}
cd "$tree"

program=
for name in "clang-format-$version" clang-format; do
    case $(command -v "$name" >/dev/null && "$name" --version) in
    *"version $version."*)
        program=$name
        break
        ;;
    esac
done
if test -z "$program"; then
    echo "format.sh: no clang-format $version here"
    exit 77
fi

# A check that finds nothing proves nothing.
if printf 'int  x;\n' | "$program" --style=file --assume-filename=src/x.c --dry-run --Werror >/dev/null 2>&1; then
    echo "format.sh: self-test: two blanks were not found" >&2
    exit 1
fi

find src include tests -name '*.[ch]' ! -name '*_table.h' -exec "$program" --dry-run --Werror {} + || {
    echo "format.sh: $program -i sets the files above as .clang-format says" >&2
    exit 1
}
echo "format.sh: every source is set as .clang-format says"
