#!/bin/sh
# The tables of the Unicode Character Database that are kept with the sources: of one version, made of what is there now,
# and not to be made of another version. Where this system has a database of that version, they are made again and must
# come out the same.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu
LC_ALL=C
export LC_ALL

if [ -z "${KANBAO_SRCDIR-}" ] || [ -z "${KANBAO_UNICODE_VERSION-}" ]; then
    echo "unicode_tables.sh: run it as: make check TESTS=tests/unicode_tables.sh" >&2
    exit 99
fi
version=$KANBAO_UNICODE_VERSION
cd "$KANBAO_SRCDIR"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM

failed=0
fail() {
    echo "unicode_tables.sh: $*" >&2
    failed=1
}

# TABLE HAND_LIST...
check_table() {
    table=$1
    shift
    sum=$(cat src/text/ucd.awk "$table.awk" "$@" | cksum)
    sed 1q "$table.h" | grep -Fq "of Unicode $version (sources $sum)" ||
        fail "$table.h is not of Unicode $version, or older than what it is made of: make update-unicode"
}

check_table src/text/width_table
check_table src/text/line_break_table
check_table src/text/cluster_table
check_table src/text/fold_table src/text/fold_rules.txt
check_table src/search/pinyin/readings_table src/search/pinyin/readings.txt
for file in tests/unicode/clusters.txt tests/unicode/line_breaks.txt; do
    sed 1q "$file" | grep -Fq "of Unicode $version's" || fail "$file is not of Unicode $version"
done

# ---- another version is refused, and nothing is written

mkdir -p "$folder/other/extracted" "$folder/other/auxiliary" "$folder/out"
for file in EastAsianWidth LineBreak CaseFolding DerivedCoreProperties PropList EquivalentUnifiedIdeograph \
    extracted/DerivedGeneralCategory auxiliary/GraphemeBreakProperty auxiliary/GraphemeBreakTest auxiliary/LineBreakTest; do
    echo "# ${file#*/}-1.2.3.txt" >"$folder/other/$file.txt"
done
if sh src/text/unicode.sh "$version" "$folder/other" "$folder/out" >/dev/null 2>"$folder/said"; then
    fail "a database of version 1.2.3 was taken"
fi
grep -q "EastAsianWidth.txt is not of Unicode $version: # EastAsianWidth-1.2.3.txt" "$folder/said" ||
    fail "of another version it said: $(cat "$folder/said")"
if sh src/text/unicode.sh "$version" "$folder/none" "$folder/out" >/dev/null 2>"$folder/said"; then
    fail "a folder that is not there was taken"
fi
grep -q "$folder/none has no EastAsianWidth.txt" "$folder/said" || fail "of no folder it said: $(cat "$folder/said")"
[ -z "$(find "$folder/out" -type f)" ] || fail "it wrote $(find "$folder/out" -type f)"

# ---- made again

if [ -n "${KANBAO_UCD-}" ] && sed 1q "$KANBAO_UCD/EastAsianWidth.txt" | grep -Fq -- "-$version.txt"; then
    sh src/text/unicode.sh "$version" "$KANBAO_UCD" "$folder/out" >"$folder/made" || fail "the tables could not be made"
    while read -r _ file; do
        cmp -s "$file" "$folder/out/$file" || fail "$file comes out otherwise"
    done <"$folder/made"
    [ "$(wc -l <"$folder/made")" -eq 7 ] || fail "$(wc -l <"$folder/made") files were made"
else
    echo "unicode_tables.sh: no Unicode Character Database $version is at hand to make the tables again"
fi
exit $failed
