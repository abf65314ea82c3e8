#!/bin/sh
# Makes the tables that come from the Unicode Character Database, and the files of its tests, which are kept with the
# sources: what is found and how it is set must not depend on the machine that built the program.
#
# usage: unicode.sh VERSION UCD [FOLDER]
#
# UCD is a folder of the database in that VERSION, with the Unihan database in it: as unicode.org's UCD.zip is unpacked, or
# as Debian's package unicode-data has it. The tables are written to FOLDER (else to these sources) when all are made.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu
LC_ALL=C
export LC_ALL

die() {
    echo "unicode.sh: $*" >&2
    exit 1
}

[ $# -eq 2 ] || [ $# -eq 3 ] || die "usage: unicode.sh VERSION UCD [FOLDER]"
version=$1
ucd=$2
top=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
out=${3-$top}
awk=${AWK-awk}
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
trap 'exit 1' HUP INT TERM

# A file's first line, or its fourth where it is of Unihan, names the version.
check_version() {
    sed 5q "$1" | grep -Eq "(-$version\\.txt|Unicode [Vv]ersion:? $version)\$" ||
        die "$2 is not of Unicode $version: $(sed -n '1p' "$1")"
}

# unpack NAME: where a file of the Unihan database is, unpacked.
unpack() {
    if [ -r "$ucd/$1" ]; then
        cat "$ucd/$1"
    elif [ -r "$ucd/Unihan/$1" ]; then
        cat "$ucd/Unihan/$1"
    elif [ -r "$ucd/$1.bz2" ]; then
        bzip2 -dc "$ucd/$1.bz2"
    elif [ -r "$ucd/Unihan.zip" ]; then
        unzip -p "$ucd/Unihan.zip" "$1"
    else
        die "$ucd has no $1, nor Unihan.zip: get Unihan.zip of the same version and put it there"
    fi >"$made/$1"
    tr -d '\r' <"$made/$1" >"$made/file" && mv -f "$made/file" "$made/$1"
}

for file in EastAsianWidth.txt LineBreak.txt CaseFolding.txt DerivedCoreProperties.txt PropList.txt \
    EquivalentUnifiedIdeograph.txt extracted/DerivedGeneralCategory.txt auxiliary/GraphemeBreakProperty.txt \
    auxiliary/GraphemeBreakTest.txt auxiliary/LineBreakTest.txt; do
    [ -r "$ucd/$file" ] || die "$ucd has no $file: is it a folder of the Unicode Character Database?"
    check_version "$ucd/$file" "$file"
done
# these two do not name it
for file in UnicodeData.txt emoji/emoji-data.txt; do
    [ -r "$ucd/$file" ] || die "$ucd has no $file"
done
for file in Unihan_Readings.txt Unihan_Variants.txt Unihan_OtherMappings.txt; do
    unpack "$file"
    check_version "$made/$file" "$file"
done

# table TABLE SOURCE... -- FILE...: runs TABLE.awk on all files; its own sources are FILES of these sources, and a sum of them
# is kept in the table, by which tests/unicode_tables.sh knows that it is up to date.
table() {
    name=$1
    shift
    own="src/text/ucd.awk $name.awk"
    while [ "$1" != -- ]; do
        own="$own $1"
        shift
    done
    shift
    # shellcheck disable=SC2086
    sum=$(cd "$top" && cat $own | cksum)
    mkdir -p "$made/$(dirname "$name")"
    {
        echo "/* Made by \"make update-unicode\" of Unicode $version (sources $sum), see $name.awk."
        echo "   From data (C) Unicode, Inc., used under https://www.unicode.org/license.txt. */"
        "$awk" -f "$top/src/text/ucd.awk" -f "$top/$name.awk" "$@"
    } >"$made/$name.h" || die "$name.awk failed"
    tables="$tables $name.h"
}

tables=
table src/text/width_table -- "$ucd/EastAsianWidth.txt" "$ucd/extracted/DerivedGeneralCategory.txt" \
    "$ucd/auxiliary/GraphemeBreakProperty.txt" "$ucd/DerivedCoreProperties.txt"
table src/text/line_break_table -- "$ucd/LineBreak.txt" "$ucd/EastAsianWidth.txt" \
    "$ucd/extracted/DerivedGeneralCategory.txt" "$ucd/emoji/emoji-data.txt"
table src/text/cluster_table -- "$ucd/auxiliary/GraphemeBreakProperty.txt" "$ucd/DerivedCoreProperties.txt" \
    "$ucd/emoji/emoji-data.txt"
table src/text/fold_table src/text/fold_rules.txt -- "$ucd/UnicodeData.txt" "$ucd/CaseFolding.txt" \
    "$ucd/DerivedCoreProperties.txt" "$ucd/PropList.txt" "$ucd/EquivalentUnifiedIdeograph.txt" "$top/src/text/fold_rules.txt" \
    "$made/Unihan_Variants.txt" "$made/Unihan_OtherMappings.txt" "$made/Unihan_Readings.txt"
table src/search/pinyin/readings_table src/search/pinyin/readings.txt -- "$made/Unihan_Readings.txt" \
    "$made/Unihan_Variants.txt" "$top/src/search/pinyin/readings.txt"

# tests NAME FILE COMMAND...: what the command makes of FILE goes to tests/unicode/NAME.
tests() {
    name=$1
    file=$2
    shift 2
    mkdir -p "$made/tests/unicode"
    {
        echo "# Made by \"make update-unicode\" of Unicode $version's $(basename "$file")."
        echo "# From data (C) Unicode, Inc., used under https://www.unicode.org/license.txt."
        "$@" "$file"
    } >"$made/tests/unicode/$name" || die "$name was not made"
    tables="$tables tests/unicode/$name"
}

tests clusters.txt "$ucd/auxiliary/GraphemeBreakTest.txt" sed '/^#/d; s/[[:blank:]]*#.*//'
tests line_breaks.txt "$ucd/auxiliary/LineBreakTest.txt" "$awk" -f "$top/tests/unicode/line_breaks.awk"

for table in $tables; do
    mkdir -p "$out/$(dirname "$table")"
    mv -f "$made/$table" "$out/$table"
    echo "made $table"
done
