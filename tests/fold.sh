#!/bin/sh
# Another project's tables of Han variants, OpenCC's: fails where it turns a character into another (traditional into
# simplified; Japanese, Taiwan's, Hong Kong's into traditional) and the fold keeps the two apart.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu
LC_ALL=C
export LC_ALL

if [ -z "${KANBAO_PROGRAM-}" ]; then
    echo "fold.sh: run it as: make check TESTS=tests/fold.sh" >&2
    exit 99
fi
if ! command -v opencc >/dev/null 2>&1; then
    echo "fold.sh: opencc is not installed"
    exit 77
fi
show_folded=$(dirname "$KANBAO_PROGRAM")/tests/show_folded

# The characters that stay apart from what OpenCC makes of them.
exceptions=$(tr -d ' \n' <<'END'
予 弁 欠 缶 芸 沪 浜 醋 連
顎 睪 薹 儭 靝 竚 薳
㘉 㰙 㸇 䍦 儎 墲 嶘 幝 彃 愻 懎 樤 樧 涗 涚 爇 畼 眝 穭 籅 艣 蒀 蒕 蓧 醟 钂 顂 鷿 鼂 潀
𠗣 𠽃 𡃕 𡅯 𡔖 𣜬 𤅶 𤓩 𤢻 𥊝 𥶽 𦪙 𦾟 𧎈 𧟀 𪷓
END
)
# First line: Japan's simplified forms that are other characters of Chinese (浜, a creek, is not 濱), and 連, which
# Japan writes in words of 聯; 醋 is vinegar, as is 酢, on different sides.
# Second: OpenCC joins two characters of Chinese (薹 is a plant of its own, 睪 is no part of the body), or Unihan leads
# to another.
# The rest: simplified by analogy, in no list of the mainland's; Unihan does not have them yet. They are rare.

# Of a version that nobody has looked at yet, one pair in fifty may differ otherwise.
case $(opencc --version 2>/dev/null) in
*' 1.1.'[0-6] | *' 1.1.'[0-6][!0-9]*) spared=0 ;;
*) spared=50 ;;
esac

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM

awk 'function put(code) {
    if (code < 65536) printf "%c%c%c\n", 224 + int(code / 4096), 128 + int(code / 64) % 64, 128 + code % 64
    else printf "%c%c%c%c\n", 240 + int(code / 262144), 128 + int(code / 4096) % 64, 128 + int(code / 64) % 64, 128 + code % 64
}
BEGIN {
    for (i = 13312; i < 40960; i++) if (i < 19904 || i >= 19968) put(i)
    for (i = 131072; i < 191457; i++) put(i)
}' >"$folder/all"

failed=0
for way in t2s jp2t tw2t hk2t; do
    if ! opencc -c "$way.json" -i "$folder/all" -o "$folder/other" || [ ! -s "$folder/other" ]; then
        echo "fold.sh: opencc knows no $way"
        exit 77
    fi
    paste "$folder/all" "$folder/other" | awk '$1 != $2' >"$folder/pairs"
    cut -f1 "$folder/pairs" | "$show_folded" >"$folder/left"
    cut -f2 "$folder/pairs" | "$show_folded" >"$folder/right"
    paste "$folder/pairs" "$folder/left" "$folder/right" | awk '$3 != $4' >"$folder/apart"
    awk -v exceptions="$exceptions" -v way="$way" '!index(exceptions, $1) {
        print way ": " $1 " is " $2 ", but folded they are " $3 " and " $4
    }' "$folder/apart" >"$folder/wrong"
    echo "$way: $(($(wc -l <"$folder/pairs"))) pairs, $(($(wc -l <"$folder/apart"))) apart, $(($(wc -l <"$folder/wrong"))) of them not known"
    if [ -s "$folder/wrong" ]; then
        [ $(($(wc -l <"$folder/wrong") * spared)) -gt 0 ] &&
            [ $(($(wc -l <"$folder/wrong") * spared)) -le "$(wc -l <"$folder/pairs")" ] || failed=1
    fi
    # without a single pair nothing was compared
    [ "$(wc -l <"$folder/pairs")" -ge 30 ] || failed=1
    cat "$folder/wrong"
done
exit $failed
