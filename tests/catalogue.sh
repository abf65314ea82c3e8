#!/bin/sh
# Fails if a message of the sources has no finished translation, or one whose format does not match.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Run by make check, which gives the one xgettext command line there is in KANBAO_XGETTEXT. The messages are taken
# from whatever lies in src/ and include/, not from the Makefile's lists, so that a file missing there is noticed.

set -eu
LC_ALL=C
export LC_ALL

if [ -z "${KANBAO_XGETTEXT-}" ]; then
    echo "catalogue.sh: run it as: make check TESTS=tests/catalogue.sh" >&2
    exit 99
fi

# A release is built and tested without gettext's tools: its catalogues cannot have changed.
for tool in xgettext msgfmt msgmerge msgattrib; do
    if ! command -v "$tool" >/dev/null 2>&1; then
        echo "catalogue.sh: skipped, as gettext's $tool is not installed"
        exit 77
    fi
done

work=$(mktemp -d "${TMPDIR:-/tmp}/kanbao-catalogue.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

cd "$(dirname -- "$0")/.."
find src include -name '*.[ch]' | sort >"$work/sources"
# Unquoted: a command and its options.
$KANBAO_XGETTEXT --files-from="$work/sources" --output="$work/kanbao.pot"

status=0
for catalogue in po/*.po; do
    # -c: the header, and that a translation takes the arguments that its message takes.
    msgfmt -c -o "$work/checked.mo" "$catalogue" || status=1

    msgmerge --quiet --no-fuzzy-matching --output-file="$work/merged.po" "$catalogue" "$work/kanbao.pot"
    for state in --untranslated --only-fuzzy; do
        msgattrib "$state" --no-obsolete "$work/merged.po" >"$work/open"
        if [ -s "$work/open" ]; then
            echo "catalogue.sh: $catalogue: ${state#--}:"
            # Without the header, which comes along.
            sed '1,/^$/d' "$work/open"
            status=1
        fi
    done
done
if [ "$status" -ne 0 ]; then
    echo "catalogue.sh: translate what is named above: make update-po, then edit the .po file"
fi
exit "$status"
