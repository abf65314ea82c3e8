#!/bin/sh
# The same issues as a folder, each packed, and in archives: their JSON is the same but for where they are. Of the samples, and of a
# year of real issues where it is at hand.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu
: "${KANBAO_SRCDIR:?run it as: make check TESTS=tests/forms.sh}"
corpus=${KANBAO_CORPUS:-$KANBAO_SRCDIR/../shared/corpus}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
checks=0

# json PATH: without what says where an issue is, in the order of the rest
json()
{
    "$KANBAO_PROGRAM" --json "$1" | sed 's/^{"path":"[^"]*",\("member":"[^"]*",\)\{0,1\}//' | LC_ALL=C sort
}

# same WHAT
same()
{
    json "$folder/$1" >"$folder/got"
    cmp -s "$folder/wanted" "$folder/got" || {
        echo "forms.sh: $1 says something else than its folder" >&2
        exit 1
    }
    checks=$((checks + 1))
}

for issues in "$KANBAO_SRCDIR/data" "$corpus/archive/cctv-2024"; do
    [ -d "$issues" ] || continue
    rm -rf "$folder/issues" "$folder/each"
    mkdir "$folder/issues"
    cp -R "$issues/." "$folder/issues"
    chmod -R u+w "$folder/issues"
    json "$folder/issues" >"$folder/wanted"
    [ "$(wc -l <"$folder/wanted")" -gt 1 ]
    cp -R "$folder/issues" "$folder/each"
    find "$folder/each" -type f -exec gzip -q {} +
    (cd "$folder" && tar -cf issues.tar issues && gzip -c issues.tar >issues.tgz)
    for form in each issues.tar issues.tgz; do
        same "$form"
    done
    # packed by what is at hand
    for packer in bzip2:tar.bz2 xz:tar.xz zstd:tar.zst lz4:tar.lz4; do
        command -v "${packer%%:*}" >/dev/null || continue
        "${packer%%:*}" -c -q <"$folder/issues.tar" >"$folder/issues.${packer#*:}"
        same "issues.${packer#*:}"
    done
    if command -v bsdtar >/dev/null; then
        (cd "$folder" && bsdtar --format zip -cf issues.zip issues && bsdtar --format 7zip -cf issues.7z issues)
        same issues.zip
        same issues.7z
    fi
done
echo "forms.sh: $checks forms say what their folders say"
