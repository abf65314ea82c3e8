#!/bin/sh
# The program from outside: its command line, what it writes, and its exit status. No terminal is needed.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Run by make check. Every check has a name; those that fail are printed with what was got.

set -u
: "${KANBAO_PROGRAM:?run it as: make check TESTS=tests/cli.sh}" "${KANBAO_SRCDIR:?}" "${KANBAO_SAMPLES:?}"

work=$(mktemp -d "${TMPDIR:-/tmp}/kanbao-cli.XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

checks=0
failures=0
escape=$(printf '\033')
tab=$(printf '\t')

# ---- how a check is written
#
#   run ARGUMENT...     runs the program; out, err and status are what it left
#   check NAME TEST...  the check NAME holds when the command TEST succeeds

run()
{
    "$KANBAO_PROGRAM" "$@" >"$work/out" 2>"$work/err" </dev/null
    status=$?
}

fail()
{
    failures=$((failures + 1))
    echo "FAILED: $1 (exit status $status)"
    sed 's/^/  out: /' "$work/out" | head -n 8
    sed 's/^/  err: /' "$work/err" | head -n 8
}

check()
{
    name=$1
    shift
    checks=$((checks + 1))
    "$@" || fail "$name"
}

# Tests for check. Texts are fixed strings, not patterns.
status_is() { [ "$status" -eq "$1" ]; }
out_has() { LC_ALL=C grep -F -q -e "$1" "$work/out"; }
out_lacks() { ! out_has "$1"; }
err_has() { LC_ALL=C grep -F -q -e "$1" "$work/err"; }
out_is_empty() { [ ! -s "$work/out" ]; }
err_is_empty() { [ ! -s "$work/err" ]; }
out_lines() { [ "$(wc -l <"$work/out")" -eq "$1" ]; }
out_same() { cmp -s "$work/out" "$1"; }
out_differs() { ! out_same "$1"; }
# Refused: a message, nothing on standard output, status 2.
is_refused() { status_is 2 && out_is_empty && err_has "$1" && grep -q '^kanbao: ' "$work/err"; }
is_fine() { status_is 0 && err_is_empty; }
# No control character but the line end (and tabs, where $1 is tabs) and valid UTF-8.
out_is_safe()
{
    [ "$(LC_ALL=C tr -d '\n\t -~\200-\377' <"$work/out" | wc -c)" -eq 0 ] || return 1
    # U+0080 to U+009F
    ! LC_ALL=C grep -q "$(printf '\302')[$(printf '\200')-$(printf '\237')]" "$work/out" || return 1
    ! command -v iconv >/dev/null 2>&1 || iconv -f UTF-8 -t UTF-16 "$work/out" >/dev/null 2>&1
}

# ---- what it reads here; invented

mkdir "$work/lib" "$work/none" "$work/names" || exit 99
cat >"$work/lib/20310702.txt" <<'EOF'
雾港日报　2031年7月2日　星期三　第1版

灯船昨夜换了灯泡

　　本报讯 (记者 容与) 灯船昨夜换了一只新灯泡, 亮度是原来的三倍, 鱼都往外海搬了家。守灯人说, 他自己也睡不着, 只好坐在甲板上补网, 一夜补了十九个洞。
　　旧灯泡用了二十六年, 将送进小学的陈列柜, 标签由三年级的同学写, 现在有四种意见。

雾笛改吹降B调

　　新雾笛比旧的低半个音, 港口的狗起初不认, 叫了两个晚上, 第三天跟着低了下来。
　　笛身上刻着一行没人看得懂的字: "C:\雾\旧笛", 据说是上一任守灯人的笔记。
EOF
cat >"$work/lib/20310701.txt" <<'EOF'
THE FOG HARBOUR POST    Tuesday, July 1, 2031    No. 3

Ferry Waits for a Hen

By Ada Quill

FOG HARBOUR, June 30 - The morning ferry left four minutes late on
Monday because a hen had laid an egg on the gangway and would not
be moved until it had been admired by everyone on board, the mate
included, who admired it twice.
EOF
good=$work/lib/20310702.txt
printf '\n \n\t\n\n' >"$work/blank.txt"
: >"$work/empty"
printf '\001\002\003\004\005\006\007\010\016\017' >"$work/binary"
mkfifo "$work/fifo"

# ---- about itself

run --help
check "--help succeeds" is_fine
check "--help names the usage" out_has "Usage: kanbao [OPTION]... [PATH]..."
check "--help: how to leave" out_has "Q leaves at once"
check "--help: where to report" out_has BUGS
for option in --list --print --json --search --width --keys --frame --frame-style --plain --list-keys --null --list-options --config --no-config "-h, --help" "-V, --version" "-o "; do
    check "--help names $option" out_has "$option"
done
check "--help within 80 columns" [ "$(LC_ALL=C sed 's/[\200-\277]//g' "$work/out" | awk 'length($0) > 80' | wc -l)" -eq 0 ]
cp "$work/out" "$work/help"
run -h
check "-h is --help" out_same "$work/help"

run --version
check "--version succeeds" is_fine
cp "$work/out" "$work/version"
run -V
check "-V is --version" out_same "$work/version"
run --version
check "--version begins with the name" [ "$(sed -n '1s/ [0-9].*//p' "$work/out")" = kanbao ]
check "--version names the licence" out_has GPL

run --list-keys
check "--list-keys succeeds" is_fine
check "--list-keys has only binding lines" \
    [ "$(grep -c -v -E '^bind (issues|list|article|results|calendar|help|front|prompt) [^ ]+ [a-z][a-z-]*$' "$work/out")" -eq 0 ]
check "--list-keys binds every pane" [ "$(cut -d ' ' -f 2 "$work/out" | sort -u | wc -l)" -eq 8 ]
check "--list-keys binds no key twice" [ "$(cut -d ' ' -f 2,3 "$work/out" | sort | uniq -d | wc -l)" -eq 0 ]
cut -d ' ' -f 3 "$work/out" | sort -u | tr -d '\n' >"$work/keys"
run --frame 80x24 --keys "$(cat "$work/keys")" "$work/lib"
check "--list-keys: every key can be pressed" is_fine

run --list-options
check "--list-options succeeds" is_fine
cp "$work/out" "$work/options"
check "--list-options has only settings, colours and comments" \
    [ "$(grep -c -v -E "^(#.*|set [a-z-]+ ([^ ']+|'[^']*')|color [a-z0-9-]+( [a-z0-9,/-]+){3})$" "$work/options")" -eq 0 ]
sed -n -e "s/ '\(.*\)'$/ \1/" -e 's/^set \([a-z-]*\) /\1=/p' "$work/options" >"$work/settings"
check "--list-options has settings" [ "$(wc -l <"$work/settings")" -ge 5 ]
while IFS= read -r setting; do
    run -o "$setting" --list-options
    check "-o $setting is accepted and changes nothing" out_same "$work/options"
done <"$work/settings"
run -o measure=64 --list-options
check "--list-options shows what -o has set" out_has "set measure 64"
run -o "library=mud river" --list-options
check "--list-options quotes what has blanks" out_has "set library 'mud river'"

# ---- the configuration

mkdir -p "$work/config/kanbao/sub" || exit 99
printf '%s\n' 'set measure 40' 'include sub/more' 'bind list x copy ; quit' 'unbind list j' >"$work/config/kanbao/config"
echo 'set indent 3' >"$work/config/kanbao/sub/more"
before_home=${XDG_CONFIG_HOME-}
XDG_CONFIG_HOME=$work/config
export XDG_CONFIG_HOME
run --list-options
check "the configuration file is read" out_has "set measure 40"
check "the configuration file includes others" out_has "set indent 3"
check "a configuration without faults says nothing" is_fine
run --list-options -o measure=50
check "-o comes after the configuration file" out_has "set measure 50"
check "-o leaves the rest of the configuration file" out_has "set indent 3"
run --list-keys
check "--list-keys has what is bound" out_has "bind list x copy ; quit"
check "--list-keys has what is not bound any more" out_has "unbind list j"
cp "$work/out" "$work/again"
run --list-options
cat "$work/out" >>"$work/again"
run --config="$work/again" --list-keys
check "--list-keys and --list-options read back without a fault" is_fine
run --no-config --list-options
check "--no-config" out_lacks "set measure 40"
echo 'set measure 44' >"$work/other"
run -c "$work/other" --list-options
check "-c: that file" out_has "set measure 44"
check "-c: and not the user's own" out_lacks "set indent 3"
run -c "$work/nowhere" --list "$good"
check "-c with a file that is not there" is_refused "$work/nowhere: No such file"
run -c "$work" --list "$good"
check "-c with a directory" is_refused "is a directory"
run -c "$work/nowhere" --no-config --list "$good"
check "of -c and --no-config the last one counts" is_fine
run -c "$work/nowhere" --help
check "--help asks no configuration" status_is 0
printf 'set measure 4\nset indent 3\nst x\033[2J 停车\n' >"$work/wrong"
run -c "$work/wrong" --list "$good"
check "a wrong line does not change the status" status_is 0
check "a wrong line is said with its place" err_has "kanbao: $work/wrong:1:13: option measure takes a number from 16 to 400, not “4”"
check "a wrong line in the middle" err_has "kanbao: $work/wrong:3:1: a line cannot begin with “st”; the nearest is “set”"
check "a wrong line: a line each" [ "$(wc -l <"$work/err")" -eq 2 ]
run -c "$work/wrong" --list-options
check "the other lines apply" out_has "set indent 3"
printf 'set language zh_CN\nset measure 4\n' >"$work/wrong"
run -c "$work/wrong" --list "$good"
check "what is wrong is said in the language that the file sets" [ "$(wc -l <"$work/err")" -eq 1 ]
rm "$work/config/kanbao/config"
mkdir "$work/config/kanbao/config"
run --list "$good"
check "a user's own configuration that cannot be read is said" err_has "kanbao/config: is a directory"
check "and the rest goes on" status_is 0
XDG_CONFIG_HOME=config
run --list-options
check "a relative XDG_CONFIG_HOME is none" is_fine
XDG_CONFIG_HOME=$before_home

# ---- a wrong command line

run -o mesure=40 "$good"
check "-o with a wrong name names the nearest" is_refused measure
run -o MEASURE=64 --list-options
check "-o: a name in capitals" out_has "set measure 64"
run -o frobnicate=1 "$good"
check "-o with a name that is near none" is_refused 'there is no option “frobnicate”'
check "-o with a name that is near none: no far-fetched one" [ "$(grep -c nearest "$work/err")" -eq 0 ]
run -o measure=4000 "$good"
check "-o out of range names the option" is_refused measure
run -o measure=forty "$good"
check "-o with a word for a number" is_refused forty
run -o color=purple "$good"
check "-o with a wrong choice names the choices" is_refused "auto|never"
run -o measure "$good"
check "-o without a value" is_refused NAME=VALUE
run -o "$(printf 'm\377\033[31m=1')" "$good"
check "-o with bytes that are no text" is_refused '‹1B›'
for size in 80 80x 80x24x 0x24 80x0 -1x5 x24 80x24y 9999x9999 99999999999999999999x1 eightyxten ''; do
    run --frame "$size" "$good"
    check "--frame '$size' is refused" is_refused "--frame"
done
for width in 0 1 -5 ten 10x 99999999999999 ''; do
    run --print --width "$width" "$good"
    check "--width '$width' is refused" is_refused "--width"
done
run --frame 80x24 --keys 'j<Nonsense>' "$good"
check "--keys with a wrong key" is_refused "<Nonsense>"
run --frame 80x24 --keys "$(printf 'j\345')" "$good"
check "--keys with half a character" is_fine
check "--keys with half a character: a key that does nothing" out_has '�'
run --frobnicate-it-all "$good"
check "an unknown option" is_refused "there is no option “--frobnicate-it-all”"
check "an unknown option: where help is" err_has "kanbao --help"
run --lits "$good"
check "an option with its letters swapped" is_refused "the nearest is “--list”"
run --list- "$good"
check "an option that could be several" is_refused "--list-keys, --list-options"
run -x "$good"
check "an unknown letter" is_refused "“-x”"
run "--$(printf '\033[31m\342\201\245')" "$good"
check "an unknown option with an escape: refused" is_refused "‹1B›"
check "an unknown option with an escape: none comes back" [ "$(LC_ALL=C tr -d '\n\t -~\200-\377' <"$work/err" | wc -c)" -eq 0 ]
run --list=all "$good"
check "an option with a value that takes none" is_refused "“--list” takes no value"
run --print --width
check "an option without its value" is_refused "“--width” needs a value"
run -s
check "a letter without its value" is_refused "“-s” needs a value"
for together in "--width 40" "--list --width 40" "--json -w 40" "--frame-style" "--list --keys j" "-s x --keys j" \
    "-0" "-p -0" "--frame 80x24 -0"; do
    # unquoted: options and their values
    run $together "$good"
    check "$together: what would do nothing is refused" is_refused " is for "
done
run -s x --frame 80x24 "$good"
check "-s with --frame is refused" is_refused "--search writes no screen"

# ---- the list

run --list "$work/lib"
cp "$work/out" "$work/list"
check "--list succeeds" is_fine
check "--list has a line an article" out_lines 3
check "--list: PATH:LINE:, date, headline" out_has "$good:3:${tab}2031-07-02${tab}灯船昨夜换了灯泡"
check "--list: the second article's line" out_has "$good:8:${tab}2031-07-02${tab}雾笛改吹降B调"
check "--list: the other issue, and its date" out_has "$work/lib/20310701.txt:3:${tab}2031-07-01${tab}Ferry Waits for a Hen"
check "--list: the newest issue first" [ "$(sed -n '1s/:.*//p' "$work/out")" = "$good" ]
run -l "$work/lib"
check "-l is --list" out_same "$work/list"
run "$work/lib"
check "no terminal on standard output means the list" out_same "$work/list"
check "no terminal on standard output: no complaint" err_is_empty
run --list "$KANBAO_SAMPLES"
cp "$work/out" "$work/samples"
check "--list: the samples" is_fine
check "--list: only lines of three columns" \
    [ "$(grep -c -v "^[^${tab}]*:[1-9][0-9]*:${tab}[0-9-]\{10\}${tab}[^${tab}]\{2,\}$" "$work/out")" -eq 0 ]
while IFS=: read -r path rest; do
    # the line that is named begins with the headline
    line=${rest%%:*}
    headline=${rest##*"$tab"}
    check "--list: $path:$line is that headline" [ "$(sed -n "${line}p" "$path")" = "$headline" ]
done <"$work/samples"
run --list
check "without a path: the samples" out_same "$work/samples"
run --list -o library="$work/lib"
check "without a path: the library option's" out_same "$work/list"

# ---- lines of files

for way in "$good:10" "$good:10:" "$good:10:7" "+10 $good"; do
    # unquoted: a line and its file
    run --frame 40x12 $way
    check "$way opens there" is_fine
    check "$way: the article that has the line" out_has "新雾笛比旧的低半个音"
    check "$way: and no other" out_lacks "换了灯泡"
done
run --frame 40x12 "$good:6"
check "a line in the midst of an article" out_has "旧灯泡用了二十六年"
run --frame 40x12 "$good:1"
check "a line above all articles: the first one" out_has "灯船昨夜换了"
run --frame 80x24 "$good:4000"
check "a line that is not there: said" out_has "There is no line 4000; the last is 11."
run --frame 40x12 --keys k "$good:10"
check "keys go on from there" is_fine
run --list "$good:4000000000000" "$good"
check "a number that is no line: a name" err_has "$good:4000000000000: No such file"
cp "$good" "$work/odd:10"
run --list "$work/odd:10"
check "a file whose name ends so" out_has "$work/odd:10:3:${tab}"
run --list "$work/odd:10:8"
check "a line of such a file" out_lines 1
check "a line of such a file: its article" out_has "$work/odd:10:8:${tab}"
(cd "$work/lib" && run --list +8 20310702.txt && cp 20310702.txt ./+8 && run --list -- +8; rm -f ./+8; exit "$status")
status=$?
check "+LINE behind --: a name" out_has "+8:3:${tab}"
run --print -w 40 "$good:9"
check "--print FILE:LINE: that article alone" [ "$(sed -n 1p "$work/out")" = 雾笛改吹降B调 ]
check "--print FILE:LINE: no other" out_lacks 灯泡
run --list "$good:9" "$work/lib/20310701.txt"
check "--list FILE:LINE and a whole file" out_lines 2
# what is written can be opened: every line of the list, as it stands
cut -f 1 "$work/samples" >"$work/places"
while IFS= read -r place; do
    headline=$(grep -F -e "$place$tab" "$work/samples" | cut -f 3)
    run --list "$place"
    check "--list $place" [ "$(cut -f 3 "$work/out")" = "$headline" ]
done <"$work/places"

run -0 --list "$work/lib"
check "-0: a NUL ends each line" [ "$(tr -d -c '\000' <"$work/out" | wc -c)" -eq 3 ]
tr '\000' '\n' <"$work/out" >"$work/lines"
check "-0: else the same" cmp -s "$work/lines" "$work/list"
run --null -s 灯泡 "$work/lib"
check "-0 with --search" [ "$(tr -d -c '\000' <"$work/out" | wc -c)" -eq 3 ]
run -0 -j "$work/lib"
check "-0 with --json" [ "$(tr -d -c '\000' <"$work/out" | wc -c)" -eq 2 ]
mkdir "$work/raw"
cp "$good" "$work/raw/a
b.txt"
run -0 --list "$work/raw"
check "-0: a path goes to a program as it is" out_has "b.txt:3:${tab}"
run --list "$work/raw"
check "without -0: no line end in a line" out_has "a‹0A›b.txt:3:${tab}"

# ---- pages

# Marks that may be drawn half-width at a line's end, as their twins.
twins() { sed 's/，/,/g; s/：/:/g; s/；/;/g; s/！/!/g; s/？/?/g; s/）/)/g; s/。/./g; s/、/./g; s/｡/./g; s/､/./g'; }
# The cells of each line, as far as the samples need it: East Asian characters have two, others one.
widest()
{
    sed 's/[｡､]/./g' "$work/out" | LC_ALL=C tr -d '\200-\277' | LC_ALL=C tr '\040-\176' '[n*]' | LC_ALL=C tr '\302-\342' '[n*]' |
        LC_ALL=C tr '\343-\364' '[W*]' |
        LC_ALL=C awk '{ gsub(/W/, "ww"); if (length($0) > most) most = length($0) } END { print most + 0 }'
}
# What is left without white space; hyphens go with the line ends that they stand at.
letters() { sed 's/　//g' "$work/out" | twins | tr -d ' \n-'; }

for width in 10 40 80; do
    run --print --width "$width" "$KANBAO_SAMPLES"
    check "--print --width $width succeeds" is_fine
    check "--print --width $width: no wider line than that" [ "$(widest)" -le "$width" ]
    check "--print --width $width: but the room is used" [ "$(widest)" -ge $((width - 1)) ]
    check "--print --width $width: nothing that harms a terminal" out_is_safe
    letters >"$work/letters.$width"
done
check "--print: the same text at 10 as at 40" cmp -s "$work/letters.10" "$work/letters.40"
check "--print: the same text at 40 as at 80" cmp -s "$work/letters.40" "$work/letters.80"
run --print "$KANBAO_SAMPLES"
letters >"$work/letters.none"
check "--print: 80 cells without --width" cmp -s "$work/letters.none" "$work/letters.80"
run -p -w 40 "$good"
check "-p -w: the headline first" [ "$(sed -n 1p "$work/out")" = "灯船昨夜换了灯泡" ]
check "-p -w: then the byline" [ "$(sed -n 2p "$work/out")" = "记者 容与　本报讯" ]
check "-p -w: then an empty line" [ -z "$(sed -n 3p "$work/out")" ]
run -p -w 60 "$work/lib"
check "-p of several issues: the paper and its day" [ "$(sed -n 1p "$work/out")" = "== 雾港日报　2031-07-02 Wednesday ==" ]
check "-p of several issues: before each" [ "$(grep -c '^== .* ==$' "$work/out")" -eq 2 ]
check "-p of several issues: then an empty line" [ -z "$(sed -n 2p "$work/out")" ]
# More of them than are kept, so that one takes the place of another.
mkdir "$work/many"
number=10
: >"$work/alone"
while [ $number -lt 70 ]; do
    printf '雾里的第%s盏灯\n\n　　第%s盏灯昨夜换了灯泡, 亮度是第%s盏的三倍, 鱼都往外海搬了家。\n' $number $number $((number + 1)) \
        >"$work/many/2031-07-01-$number.txt"
    number=$((number + 1))
done
for file in "$work/many/"*; do
    "$KANBAO_PROGRAM" -p -w 30 "$file" </dev/null >>"$work/alone"
done
run -p -w 30 "$work/many"
sed -e '/^== .*==$/,/^$/d' "$work/out" >"$work/together"
check "-p of many issues: each as alone" cmp -s "$work/alone" "$work/together"

# ---- JSON

run --json "$KANBAO_SAMPLES"
check "--json succeeds" is_fine
check "--json: an object a line, a line an issue" out_lines "$(cut -d : -f 1 "$work/samples" | sort -u | wc -l)"
check "--json: as many articles as --list" \
    [ "$(LC_ALL=C awk '{ n += gsub(/"headline":/, "") } END { print n }' "$work/out")" -eq "$(wc -l <"$work/samples")" ]
run -j "$good"
check "-j: quotes and backslashes" out_has '\"C:\\雾\\旧笛\"'
run -j "$KANBAO_SAMPLES" "$good" "$work/blank.txt" "$KANBAO_SRCDIR/tests/screens/input"
check "-j: an issue without articles" out_has '"articles":[]}'
check "-j: nothing that harms a terminal" out_is_safe
if command -v python3 >/dev/null 2>&1; then
    line=0
    while IFS= read -r json; do
        line=$((line + 1))
        printf '%s\n' "$json" >"$work/json"
        check "-j: line $line can be read" python3 -m json.tool "$work/json" /dev/null
    done <"$work/out"
else
    echo "skipped: whether JSON can be read, as there is no python3"
fi

# ---- search

run --search 灯泡 "$work/lib"
check "--search succeeds" is_fine
check "--search: a line a hit" out_lines 3
check "--search: PATH:LINE:, headline, the words around" \
    out_has "$good:5:${tab}灯船昨夜换了灯泡${tab}…容与) 灯船昨夜换了一只新灯泡, 亮度是原来的三倍, 鱼都往外海搬了家。"
check "--search: a hit in a headline" out_has "$good:3:${tab}灯船昨夜换了灯泡${tab}灯船昨夜换了灯泡"
cp "$work/out" "$work/hits"
run -s 燈泡 "$work/lib"
check "-s: the other script" out_same "$work/hits"
run -s dengpao "$work/lib"
check "-s: pinyin" out_same "$work/hits"
run -s ferry\ -ship "$work/lib"
check "-s: the other issue, folded" out_has "20310701.txt:3:${tab}Ferry Waits for a Hen${tab}Ferry Waits for a Hen"
run -s '灯|hen' "$work/lib"
check "-s: the newest issue first" [ "$(sed -n '1s/:.*//p;$s/:.*//p' "$work/out" | tr '\n' ' ')" = "$good $work/lib/20310701.txt " ]
run -s by:容与 "$work/lib"
check "-s: by:" out_has "$good:5:${tab}"
run -s date:2031-07-01 "$work/lib"
check "-s: filters alone find articles, and their text begins" out_has "20310701.txt:3:${tab}Ferry Waits for a Hen${tab}FOG HARBOUR, June 30 - The morning ferry"
check "-s: filters alone: once each" out_lines 1
run -s "a hen" "$work/lib"
check "-s: over a line's end" out_has "20310701.txt:7:${tab}"
run -s 没有这样的词 "$work/lib"
check "-s: no hit: status" status_is 1
check "-s: no hit: nothing is written" out_is_empty
check "-s: no hit: nothing is said" err_is_empty
run -s 灯泡 "$work/missing" "$good"
check "-s: a missing path and a good one: as grep's" status_is 2
check "-s: a missing path and a good one: what is found" out_lines 3
check "-s: a missing path and a good one: it is named" err_has "kanbao: $work/missing: "
run -s 没有这样的词 "$work/binary"
check "-s: what cannot be read is no “no”" is_refused binary
for wrong in '"灯' '/灯(/' nowhere:灯 date:2031-13 '灯|' '-' '' ' '; do
    run -s "$wrong" "$work/lib"
    check "-s '$wrong' is refused" is_refused "query"
done
run -s '灯 /a(/' "$work/lib"
check "-s: the place of what is wrong" is_refused "character 6"
run -s "$(printf '\377\033[31m:x')" "$work/lib"
check "-s with bytes that are no text" out_is_safe
run -s "$(printf 'x\033[31m:y')" "$work/lib"
check "-s with an escape: none comes back" [ "$(LC_ALL=C tr -d '\n\t -~\200-\377' <"$work/err" | wc -c)" -eq 0 ]
run -o pinyin=off -s dengpao "$work/lib"
check "-o pinyin=off" status_is 1
run -o search-exact=yes -s 燈泡 "$work/lib"
check "-o search-exact" status_is 1
run -o fuzzy-pinyin=yes -s denpao "$work/lib"
check "-o fuzzy-pinyin" out_same "$work/hits"
run -o pinyin=xiaohe -s dgpc "$work/lib"
check "-o pinyin=xiaohe" out_same "$work/hits"
run -j -s 自己就看了一夜 "$KANBAO_SRCDIR/tests/screens/papers/20310607.txt"
check "-j -s: where a hit over a line's end stands" out_has '"lines":[7,9],"columns":[41,1]'
check "-j -s: what is written so is no chance" out_has '"match":"literal","chance":false'
run -j -s sz "$KANBAO_SAMPLES/lanpu/20260318.txt"
check "-j -s: initials that are words" out_has '"columns":[93,94],"date":"2026-03-18"'
check "-j -s: and such as only meet" out_has '"match":"initials","chance":true,"word":1,"string":"是最"'
run -j -s 灯泡 "$good"
check "-s -j: an object a hit" out_lines 3
check "-s -j: its members" out_has "{\"path\":\"$good\",\"lines\":[3,3],\"columns\":[7,8],\"date\":\"2031-07-02\",\"headline\":\"灯船昨夜换了灯泡\",\"headline_line\":3,\"place\":\"headline\",\"match\":\"literal\",\"chance\":false,\"word\":1,\"string\":\"灯泡\",\"text\":\"灯船昨夜换了灯泡\",\"start\":6,\"end\":8}"
cp "$work/out" "$work/json"
run -s 灯泡 --json "$good"
check "-s -j: in either order" out_same "$work/json"
if command -v python3 >/dev/null 2>&1; then
    while IFS= read -r json; do
        printf '%s\n' "$json" >"$work/json1"
        check "-s -j: can be read" python3 -m json.tool "$work/json1" /dev/null
    done <"$work/json"
fi
run -s '灯|hen' --count "$work/lib"
check "-s --count: a line an issue" out_lines 2
check "-s --count: its hits" out_has "$good:$("$KANBAO_PROGRAM" -s '灯|hen' "$good" | wc -l)"
run -s '灯|hen' --files --sort=oldest "$work/lib"
check "-s --files --sort=oldest" [ "$(tr '\n' ' ' <"$work/out")" = "$work/lib/20310701.txt $good " ]
run -s '灯|hen' --files --sort=path -0 "$work/lib"
check "-s --files -0" [ "$(tr '\000' ' ' <"$work/out")" = "$work/lib/20310701.txt $good " ]
run -s '灯|hen' -m 1 "$work/lib"
check "-s -m: as many of each issue" out_lines 2
run -s 灯泡 --sort=rank "$work/lib"
check "-s --sort=rank: the same hits" out_lines 3
check "-s --sort=rank: the headline first" [ "$(sed -n '1s/.*\.txt:\([0-9]*\):.*/\1/p' "$work/out")" = 3 ]
run -s 灯泡 -C 1 "$good"
check "-s -C: lines of the file, with and without hits" [ "$(sed 's/.*\.txt\([-:][0-9]*[-:]\).*/\1/' "$work/out" | head -n 3 | tr '\n' ' ')" = "-2- :3: -4- " ]
check "-s -C: a line is written once" [ -z "$(sort "$work/out" | uniq -d)" ]
grep -n -C 1 灯泡 "$good" | sed "s|^\([0-9]*\)\([:-]\)|$good\2\1\2|" >"$work/grep"
check "-s -C: as grep has it" out_same "$work/grep"
run -s 没有这样的词 -C 1 "$good"
check "-s -C: nothing found" out_is_empty
run -s 灯泡 --color=always -m 1 "$good"
check "--color=always" out_has "$(printf '\033[1;31m')灯泡$(printf '\033[m')"
run -s 灯泡 "$good"
check "--color=auto: none in a file" [ "$(tr -d -c '\033' <"$work/out" | wc -c)" -eq 0 ]
for wrong in "--sort=newst" "--color=sometimes" "-C -1" "-m 0" "--count --files" "--count -l" "-A 1 --files" "-B 1 -j"; do
    # shellcheck disable=SC2086 # options and their values
    run -s 灯 $wrong "$good"
    check "-s $wrong is refused" is_refused ""
done
run --candidates dp "$work/lib"
check "--candidates: a string a line, with its count" out_has "灯泡${tab}$("$KANBAO_PROGRAM" -s 灯泡 "$work/lib" | wc -l)"
check "--candidates: the likeliest first" [ "$(head -n 1 "$work/out" | cut -f 1)" = 灯泡 ]
run --candidates dp -j -m 1 "$work/lib"
check "--candidates -j -m 1: one object" out_lines 1
check "--candidates -j: what is known of it" out_has '{"string":"灯泡","hits":'
run --candidates 没有这样的词 "$work/lib"
check "--candidates: nothing found" status_is 1
for wrong in --count --files "-A 1" -l -p; do
    # shellcheck disable=SC2086 # options and their values
    run --candidates dp $wrong "$good"
    check "--candidates $wrong is refused" is_refused "--candidates"
done

# ---- the same story

run -l -s "story:lanpu/20260318.txt:7" "$KANBAO_SAMPLES"
check "story: a line an article, the article itself with them" out_lines 2
check "story: what came before" out_has "lanpu/20260316.txt:17:${tab}2026-03-16${tab}棹歌桥"
run -s "story:lanpu/20260318.txt" "$KANBAO_SAMPLES"
check "story: without a line is refused" is_refused "PATH:LINE"
run -s "story:lanpu/20990318.txt:7" "$KANBAO_SAMPLES"
check "story: of no issue is refused" is_refused "no issue"

run --count "$good"
check "--count without a query is refused" is_refused "--search"
run -s 灯 --sort=newst "$good"
check "--sort: the nearest name" is_refused newest
run -s 灯泡 -l "$work/lib"
check "-s -l: the articles, once each" out_lines 1
check "-s -l: as the list has them" out_has "$good:3:${tab}2031-07-02${tab}灯船昨夜换了灯泡"
cp "$work/out" "$work/listed"
run -l -s dengpao "$work/lib"
check "-l -s: in either order" out_same "$work/listed"
run -s '灯泡|雾笛|egg' -l "$work/lib"
check "-s -l: all that have hits" out_same "$work/list"
run -s 雾笛 -p -w 40 "$good"
check "-s -p: the article, laid out" [ "$(sed -n 1p "$work/out")" = 雾笛改吹降B调 ]
check "-s -p: no other" out_lacks 守灯人说
run -s 'egg|雾笛' -p -w 60 "$work/lib"
check "-s -p: the paper and its day before its articles" [ "$(grep -c '^== .* ==$' "$work/out")" -eq 2 ]
run -s 没有这样的词 -p "$work/lib"
check "-s -p: nothing found" out_is_empty
check "-s -p: nothing found: status" status_is 1
run -s '' --list "$work/lib"
check "-s '' --list is no list" is_refused "query"
run -s 灯泡
check "-s without a path: the samples do not answer" is_refused "--search has nothing to search"
run -s 灯泡 -o library="$work/lib"
check "-s without a path: the library option's" out_same "$work/hits"
"$KANBAO_PROGRAM" -s 灯泡 <"$good" >"$work/out" 2>"$work/err"
status=$?
check "-s without a path: a file on standard input" out_lines 3
check "-s without a path: it is called -" out_has "-:5:${tab}"
cat "$good" | "$KANBAO_PROGRAM" -s 灯泡 >"$work/out" 2>"$work/err"
status=$?
check "-s without a path: a pipe" out_lines 3
run -s 灯泡 -
check "-s on standard input, empty" status_is 2
"$KANBAO_PROGRAM" -s 灯泡 - <"$good" >"$work/out" 2>"$work/err"
status=$?
check "-s on standard input" out_lines 3

# ---- what is said of lines

cp "$good" "$work/mend.txt"
run --json "$work/mend.txt"
cp "$work/out" "$work/plain"
run --json --mend 8=body "$work/mend.txt"
check "--mend: a headline that is none" [ "$(grep -c '"headline_line":8' "$work/out")" -eq 0 ]
check "--mend succeeds" is_fine
check "--mend: its text is there" out_has '"text":"雾笛改吹降B调","lines":[8]'
cp "$work/out" "$work/mended"
run --json --mend 8=headline "$work/mend.txt"
check "--mend: certain, once it was said" out_has '"headline_line":8,"section":null,"kicker":[],"deck":[],"byline":[],"source":null,"date_text":null,"confidence":1.00'
run --json --mend 8=headline --mend 8=furniture,8=body "$work/mend.txt"
check "--mend: the last word counts" out_same "$work/mended"
run --list --mend 5=headline,6=joined "$work/mend.txt"
check "--mend with --list" out_has "$work/mend.txt:5:${tab}"
run --json --mend 11=joined "$work/mend.txt"
check "--mend: joined over nothing is no seam" out_has '"lines":[10,11],"seams":[]'
run --json --mend 8=section,6=subhead,11=caption "$work/mend.txt"
check "--mend: a section" out_has '"headline":null,"headline_line":null,"section":"雾笛改吹降B调"'
check "--mend: a subhead" out_has '"kind":"subhead","text":"旧灯泡'
check "--mend: a caption" out_has '"kind":"caption","text":"笛身上'
run --json --mend 6=brief "$work/mend.txt"
check "--mend: a brief" out_has '{"headline":null,"headline_line":null,"section":null,"kicker":[],"deck":[],"byline":[],"source":null,"date_text":null,"confidence":0.00,"paragraphs":[{"kind":"body","text":"旧灯泡'
run --print --mend 8=body "$work/mend.txt"
check "--mend with --print" out_has "雾笛改吹降B调"
run --frame 80x12 --keys jeh "$work/mend.txt"
check "mended by keys" out_has " 1 article　"
run --frame 80x12 --keys jeheu "$work/mend.txt"
check "mended by keys, and taken back" out_has " 2 articles　"
run --frame 80x12 --keys ew "$work/mend.txt"
check "--frame writes nothing" [ ! -e "$work/mend.txt.kanbao.json" ]
for wrong in '' 8 8= =body 0=body -1=body 8=Body 8=bodyx '8=body,' '8=body;9=body' ' 8=body' 99999999999999999999=body 4294967296=body; do
    run --json --mend "$wrong" "$work/mend.txt"
    check "--mend '$wrong' is refused" is_refused "--mend"
done
run --json --mend 2=body "$work/mend.txt"
check "--mend of an empty line" is_refused "line 2"
run --json --mend 4000=body "$work/mend.txt"
check "--mend of a line that is not there" is_refused "line 4000"
run --json --mend 8=body "$work/lib"
check "--mend for several issues" is_refused "--mend"

# ---- the screen as text

# golden FILE PLANE: a plane of a golden screen: 1 the text, 2 the styles, 3 the layers.
golden()
{
    awk -v plane="$2" '
        !start && /^size: / { sub(/.*x/, ""); rows = $0 + 0 }
        !start && /^---$/ { start = NR + (plane - 1) * (rows + 1); next }
        start && NR > start && NR <= start + rows
    ' "$1"
}

cd "$KANBAO_SRCDIR" || exit 99
for screen in tests/screens/*.screen; do
    path=$(sed -n 's/^path: //p' "$screen")
    size=$(sed -n 's/^size: //p' "$screen")
    keys=$(sed -n 's/^keys: //p' "$screen")
    language=$(sed -n 's/^language: //p' "$screen")
    case $path in corpus:*) continue ;; esac
    set -- -o "language=$language" --frame "$size" --keys "$keys"
    # a wide screen would open with the front page
    [ "${size%x*}" -lt 100 ] || set -- "$@" -o opens-with=list
    for option in $(sed -n 's/^option: //p' "$screen"); do
        set -- "$@" -o "$option"
    done
    run "$@" "$path"
    golden "$screen" 1 >"$work/golden"
    check "--frame shows $screen" out_same "$work/golden"
    grep -q '^styles: yes$' "$screen" || continue
    run "$@" --frame-style "$path"
    golden "$screen" 2 >>"$work/golden"
    golden "$screen" 3 >>"$work/golden"
    check "--frame-style shows $screen" out_same "$work/golden"
done
run --frame 80x24 --keys jQ "$good"
check "--frame: keys that quit end the pressing, not the writing" out_lines 24
run --frame 1x1 "$good"
check "--frame 1x1" out_lines 1
run --frame 1000x1000 "$good"
check "--frame 1000x1000" out_lines 1000

# ---- what cannot be read

run --list "$work/missing" "$good"
check "a missing path and a good one: status" status_is 1
check "a missing path and a good one: the list" out_lines 2
check "a missing path and a good one: the message" [ "$(cat "$work/err")" = "kanbao: $work/missing: No such file or directory" ]
# refused PATH WORD: PATH alone is refused with a message that names it and has WORD.
refused()
{
    run --list "$1"
    check "alone: $1: refused" is_refused "$2"
    check "alone: $1: named" err_has "kanbao: $1: "
    run --list "$1" "$good"
    check "with another: $1" status_is 1
    check "with another: $1: the other is listed" out_lines 2
    check "with another: $1: named" err_has "kanbao: $1: "
}
refused "$work/missing" "No such file"
refused "$work/empty" empty
refused "$work/none" "no issues"
refused "$work/binary" binary
refused "$good/below" "no archive"
[ ! -c /dev/null ] || refused /dev/null device
run --list ""
check "an empty path" is_refused '“”'
cp "$work/binary" "$work/lib/20310630"
run --list "$work/lib"
check "a binary file among issues: the others are listed" out_same "$work/list"
check "a binary file among issues: it is named" err_has "$work/lib/20310630: "
check "a binary file among issues: status" status_is 1
for mode in --print --json; do
    run $mode "$work/binary"
    check "$mode: nothing could be read" is_refused binary
done
mv "$work/lib/20310630" "$work/names"
run --list "$work/names"
check "a binary file alone in a directory" is_refused binary
rm "$work/names/20310630"
run -o file-size=1 --list "$work/lib"
check "-o file-size: small files are read" out_same "$work/list"
dd if=/dev/zero bs=1024 count=1025 2>/dev/null | tr '\000' 'x' >"$work/large"
run -o file-size=1 --list "$work/large"
check "-o file-size: larger ones are refused" is_refused file-size

# ---- filters

mkdir "$work/filtered"
{ echo '%PDF-1.7'; cat "$KANBAO_SAMPLES/lanpu/20260316.txt"; } >"$work/filtered/20260316.pdf"
run --list "$work/filtered/20260316.pdf"
check "a PDF without a filter: what to write" is_refused 'filter *.pdf "pdftotext -layout {} -"'
echo 'filter *.pdf "tail -n +2 {}"' >"$work/filters"
run --list "$KANBAO_SAMPLES/lanpu/20260316.txt"
cut -f 2- "$work/out" >"$work/plain"
for path in "$work/filtered" "$work/filtered/20260316.pdf"; do
    run -c "$work/filters" --list "$path"
    cut -f 2- "$work/out" >"$work/other"
    check "a filter: the list is that of its text" cmp -s "$work/plain" "$work/other"
done
run -c "$work/filters" --search 公平秤 "$work/filtered"
check "a filter: its text is searched" out_has 20260316.pdf:
echo 'filter *.pdf "false {}"' >"$work/filters"
run -c "$work/filters" --list "$work/filtered"
check "a filter that fails: it is named, with its status" is_refused "20260316.pdf: the filter false ended with status 1"
echo 'filter *.pdf' >"$work/filters"
run -c "$work/filters" --list "$work/filtered/20260316.pdf"
check "a line of a filter without one: file and line" err_has "$work/filters:1:13: "

# ---- encodings

mkdir "$work/written"
for encoding in UTF-8 GB18030 UTF-16LE BIG5 UTF-32BE; do
    iconv -c -f UTF-8 -t "$encoding" "$KANBAO_SAMPLES/lanpu/20260316.txt" >"$work/written/$encoding.txt"
done
run --list "$work/written/UTF-8.txt"
cut -f 2- "$work/out" >"$work/plain"
run --list "$work/written/GB18030.txt"
cut -f 2- "$work/out" >"$work/other"
check "the list of an issue in GB18030: that of its twin" cmp -s "$work/plain" "$work/other"
check "the list without --encoding: three columns" test "$(head -n 1 "$work/out" | tr -cd "$tab" | wc -c)" -eq 2
run --list --encoding "$work/written"
check "--encoding: a column more" is_fine
cut -f 4 "$work/out" | LC_ALL=C sort -u | tr '\n' ' ' >"$work/named-encodings"
check "--encoding: of each file its own" grep -q '^Big5 GB18030 UTF-16LE UTF-32BE UTF-8 $' "$work/named-encodings"
run --json --encoding "$work/written"
check "--encoding is for the list" is_refused "--encoding is for --list"
run --search 公平秤 --files "$work/written"
check "a search in files of all encodings" is_fine
check "a search in files of all encodings: GB18030" out_has GB18030.txt
check "a search in files of all encodings: UTF-16" out_has UTF-16LE.txt
check "a search in files of all encodings: UTF-32" out_has UTF-32BE.txt
check "a search in files of all encodings: all of them" out_lines 5
run --json -o encoding=shift_jis "$work/written/GB18030.txt"
check "-o encoding: forced" out_has '"encoding":"Shift_JIS"'
run --json -o encoding=GBK "$work/written/GB18030.txt"
check "-o encoding: by another name" out_has '"encoding":"GB18030"'
run -o encoding=klingon "$work/written/GB18030.txt"
check "-o encoding: a wrong name, and which there are" is_refused 'takes one of auto|utf-8|'
run --frame 100x8 --keys ':encoding big5<Enter><C-g>' "$work/written/GB18030.txt"
check ":encoding reads the issue again" out_has "　Big5　"
run --frame 100x8 --keys ':encoding big5<Enter>:encoding auto<Enter>' "$work/written/GB18030.txt"
check ":encoding auto: as its bytes say" out_has "Read as GB18030."
check ":encoding auto: the headlines are back" out_has 早市门口立起一台公平秤
run --frame 100x8 --keys ':set encoding big5<Enter><C-g>' "$work/written/GB18030.txt"
check ":set encoding: all files" out_has "　Big5　"
run --frame 100x8 --keys ':encoding klingon<Enter>' "$work/written/GB18030.txt"
check ":encoding: a wrong name" out_has "takes one of auto"
LC_ALL=C awk 'BEGIN { srand(3); for (i = 0; i < 3000; i++) printf "%c", 128 + int(rand() * 128) }' >"$work/noise.txt"
run --json "$work/noise.txt" "$work/written/UTF-8.txt"
check "in no encoding: said, the others are written" status_is 1
check "in no encoding: which file" err_has "noise.txt: is in no encoding that is known"
check "in no encoding: the others are written" out_has '"encoding":"UTF-8"'
# ---- odd issues and odd names

run --list "$work/blank.txt"
check "blank lines only: no article" out_is_empty
check "blank lines only: no error" is_fine
run --frame 80x24 "$work/blank.txt"
check "blank lines only: said on the screen" out_has "empty issue"
odd="$work/names/new
line${escape}[31mred.txt"
cp "$good" "$odd"
run --list "$odd"
check "a newline and an escape in a name: one line an article" out_lines 2
check "a newline and an escape in a name: shown as tags" out_has '‹0A›line‹1B›[31mred.txt:3:'
check "a newline and an escape in a name: nothing else" out_is_safe
printf '\n' >"$odd"
run --frame 80x24 "$odd"
check "such a name on the screen" out_has '‹1B›[31m'
run --list "$odd.not"
check "such a name in a message" is_refused '‹0A›line‹1B›[31mred.txt.not'
rm "$odd"
bad=$(printf '%s/names/\345\233no\377text\360\237' "$work")
if cp "$good" "$bad" 2>/dev/null; then
    for mode in --list --print --json "--frame 80x24" "--frame 80x24 --keys i" "--frame 20x6 --keys <Space>"; do
        # unquoted: options and their values
        run $mode "$bad"
        check "a name that is no UTF-8: $mode" is_fine
        check "a name that is no UTF-8: $mode writes UTF-8" out_is_safe
    done
    echo 雾里没有报头的一页 >"$bad"
    run --frame 80x24 "$bad"
    check "a name that is no UTF-8: the rest of it can be read" out_has '�no�text�'
    printf '\001\002\003\004' >"$bad"
    run --frame 80x24 "$work/names" "$good"
    check "a file with such a name that cannot be read" err_is_empty
    run --frame 80x24 --keys '}' "$work/names" "$good"
    check "a file with such a name that cannot be read: its message" out_has '�no�text�: is a binary file'
    rm "$bad"
fi

printf '坏字节的报纸\n\n　　\345\233这里\377少了\360\237\230几个\200\200字节, 多了\355\240\200半个字符。\n' >"$work/bad.txt"
for mode in --list --print --json "--frame 80x24"; do
    run $mode "$work/bad.txt"
    check "bad UTF-8: $mode" is_fine
    check "bad UTF-8: $mode writes UTF-8" out_is_safe
done
printf '一个空字节\n\n　　雾里走来一个\000人, 打听一个没有名字的地方, 问了三家都说去过。雾散后三家都改了口。\n' >"$work/nul.txt"
run --print --width 60 "$work/nul.txt"
check "a NUL byte: the text goes on behind it" out_has '一个‹00›人'
check "a NUL byte: nothing raw" out_is_safe
for mode in --list --print "--frame 80x24"; do
    for input in controls bidi; do
        run $mode "$KANBAO_SRCDIR/tests/screens/input/$input.txt"
        check "$mode of $input.txt: nothing raw" out_is_safe
        check "$mode of $input.txt: no bidi control" out_lacks "$(printf '\342\200\256')"
    done
    check "$mode of bidi.txt: a tag" out_has '‹RLO›'
done

# ---- standard input and output

"$KANBAO_PROGRAM" --list - <"$good" >"$work/out" 2>"$work/err"
status=$?
check "standard input is read" is_fine
check "standard input is called -" out_has "-:3:${tab}2031-07-02${tab}灯船昨夜换了灯泡"
cat "$good" | "$KANBAO_PROGRAM" --frame 80x24 - >"$work/out" 2>"$work/err"
status=$?
check "a pipe is read" out_has 雾港日报
cat "$good" | "$KANBAO_PROGRAM" --list >"$work/out" 2>"$work/err"
status=$?
check "a pipe is read without -" out_lines 2
: | "$KANBAO_PROGRAM" --list >"$work/out" 2>"$work/err"
status=$?
check "a pipe without -, empty" is_refused "standard input: is empty"
"$KANBAO_PROGRAM" --frame 40x12 +10 <"$good" >"$work/out" 2>"$work/err"
status=$?
check "+LINE of standard input" out_has "新雾笛比旧的低半个音"
(cat "$good" >"$work/fifo" &) && run --list "$work/fifo"
check "a FIFO that is named is read" out_has "$work/fifo:3:${tab}2031-07-02${tab}灯船昨夜换了灯泡"
mkdir "$work/pipes" && mkfifo "$work/pipes/a.txt" && cp "$good" "$work/pipes/b.txt"
run --list "$work/pipes"
check "a FIFO in a directory is not" out_lines 2
if [ -r /proc/cpuinfo ] && [ -s /proc/cpuinfo ]; then :; elif [ -r /proc/cpuinfo ]; then
    run --print /proc/cpuinfo
    check "a file that says it has no bytes is read" is_fine
    check "a file that says it has no bytes: its text" out_has "processor"
fi
mkdir "$work/mixed"
for name in 2026.03.18 a.pdf b.jpg c.TXT .hidden.pdf d.txt~; do cp "$good" "$work/mixed/$name"; done
run --list "$work/mixed"
check "a day for an ending is an issue's" out_has "$work/mixed/2026.03.18:3:${tab}"
check "other endings are left out" out_lines 4
check "what is left out is counted" [ "$(cat "$work/err")" = "kanbao: $work/mixed: 2 files are left out, for the endings of their names" ]
check "what is left out is no failure" status_is 0
run --list "$work/mixed" "$work/missing"
check "what is left out, and a failure" [ "$(wc -l <"$work/err")" -eq 2 ]
check "what is left out, and a failure: status" status_is 1
run --list -
check "standard input that is empty" is_refused empty
"$KANBAO_PROGRAM" --list - <"$work/binary" >"$work/out" 2>"$work/err"
status=$?
check "standard input that is no text" is_refused binary
"$KANBAO_PROGRAM" --list - </ >"$work/out" 2>"$work/err"
status=$?
check "standard input that is a directory" status_is 2

: >"$work/out"
for mode in --list --print --json --help --version --list-keys --list-options "--frame 80x24"; do
    "$KANBAO_PROGRAM" $mode "$good" 2>"$work/err" >&-
    status=$?
    check "$mode to a closed standard output" status_is 2
    check "$mode to a closed standard output: said" err_has "kanbao: "
    [ -c /dev/full ] || continue
    "$KANBAO_PROGRAM" $mode "$good" 2>"$work/err" >/dev/full
    status=$?
    check "$mode to a full disk" status_is 2
    check "$mode to a full disk: said" err_has "kanbao: "
done
"$KANBAO_PROGRAM" --list "$work/missing" 2>&- >"$work/out"
status=$?
: >"$work/err"
check "a closed standard error" status_is 2

# ---- surroundings

(
    LC_ALL=C
    export LC_ALL
    run --list "$work/lib"
    exit "$status"
)
status=$?
check "LC_ALL=C: still UTF-8" out_same "$work/list"
(
    unset LC_ALL LC_CTYPE LC_MESSAGES LANG LANGUAGE
    run --list "$work/lib"
    exit "$status"
)
status=$?
check "no locale at all: still UTF-8" out_same "$work/list"
(
    LC_ALL=xx_YY.ISO-8859-1
    export LC_ALL
    run --print --width 40 "$good"
    exit "$status"
)
status=$?
check "an unknown locale: still UTF-8" out_has 灯船昨夜换了灯泡
(
    unset TERM
    run "$work/lib"
    exit "$status"
)
status=$?
check "without TERM: the list" out_same "$work/list"

# The bytes that begin a Chinese character.
han() { [ "$(LC_ALL=C tr -c -d '\344-\351' <"$work/out" | wc -c)" -ge 60 ]; }
run -o language=zh_CN --help
check "-o language=zh_CN: help in Chinese" han
check "-o language=zh_CN: help within 80 columns" [ "$(widest)" -le 80 ]
check "-o language=zh_CN: options keep their names" out_has --frame-style
run -o language=zh_CN --list "$work/missing"
check "-o language=zh_CN: a message, and its status" is_refused "kanbao: $work/missing: "
run -o language=en --help
check "-o language=en: help in English" out_same "$work/help"
LC_ALL=C
export LC_ALL
run -o language=zh_CN --help
check "LC_ALL=C, -o language=zh_CN: help in Chinese" han
LANGUAGE=zh_CN
export LANGUAGE
run -o language=en --help
check "LANGUAGE=zh_CN, -o language=en: help in English" out_same "$work/help"
LC_ALL=C.UTF-8
run --help
check "LANGUAGE=zh_CN: help in Chinese" out_differs "$work/help"
run -o language=en --help
check "LANGUAGE=zh_CN in a locale with messages, -o language=en" out_same "$work/help"
unset LANGUAGE
unset LC_ALL LC_MESSAGES
LANG=zh_CN.NO-SUCH-ENCODING
export LANG
run --help
check "LANG names a language in a locale that is unknown: help in Chinese" han
run -o language=en --help
check "LANG names a language in a locale that is unknown, -o language=en" out_same "$work/help"
# Chinese that has no catalogue of its own reads the one there is, whether the system has the locale or not.
for locale in zh_TW.UTF-8 zh_HK.UTF-8 zh_SG zh zh_Hant_TW.UTF-8 zh.UTF-8; do
    LANG=$locale
    run --help
    check "LANG=$locale: help in Chinese" han
done
LANG=de_DE.UTF-8
run --help
check "LANG=de_DE.UTF-8: help in English" out_same "$work/help"
LC_ALL=C.UTF-8
export LC_ALL
for languages in zh_TW zh_TW:en zh:zh_HK:en; do
    LANGUAGE=$languages
    export LANGUAGE
    run --help
    check "LANGUAGE=$languages: help in Chinese" han
done
LANGUAGE=de:en
run --help
check "LANGUAGE=de:en: help in English" out_same "$work/help"
unset LANGUAGE
run -o language=zh_TW --help
check "-o language=zh_TW: help in Chinese" han
run -o language=xx --help
check "a language without a catalogue: English" out_same "$work/help"

# As its users run it before it is installed: from the folder where it was built.
(
    unset KANBAO_SAMPLES KANBAO_LOCALEDIR
    run --list
    exit "$status"
)
status=$?
sed 's/^.*\///' "$work/out" >"$work/own"
sed 's/^.*\///' "$work/samples" >"$work/named"
check "run where it was built: the samples" cmp -s "$work/own" "$work/named"
(
    unset KANBAO_SAMPLES KANBAO_LOCALEDIR
    run -o language=zh_CN --help
    exit "$status"
)
status=$?
check "run where it was built: its translations" han

# What few files need is opened when the first of them is read, and by nobody else: as the C library tells, where it is one that does.
libraries()
{
    LD_DEBUG=files "$KANBAO_PROGRAM" --frame 80x24 "$@" 2>&1 >/dev/null </dev/null |
        sed -n 's/.*calling init: .*\/\(lib[a-z0-9-]*\)\..*/\1/p' | sort -u >"$work/out"
    status=0
}
printf '# 灯\n\n换了灯泡。\n' >"$work/lamp.md"
printf '灯船换了灯泡。\n' | gzip -c >"$work/lamp.txt.gz"
printf '灯船换了灯泡，亮了三倍。\n' >"$work/lamp.txt"
libraries "$work/lamp.md"
if out_has libmd4c; then
    check "Markdown: libarchive is not opened" out_lacks libarchive
    libraries "$work/lamp.txt.gz"
    check "a packed file: libarchive is opened" out_has libarchive
    check "a packed file: md4c is not" out_lacks libmd4c
    libraries "$work/lamp.txt"
    check "a plain file: libarchive is not opened" out_lacks libarchive
    check "a plain file: md4c is not" out_lacks libmd4c
    check "a plain file: SQLite is not" out_lacks libsqlite3
    check "a plain file: PCRE2 is not" out_lacks libpcre2
    libraries --keys '//灯泡<Enter>' "$work/lamp.txt"
    check "a search for a word: PCRE2 is not opened" out_lacks libpcre2
    libraries --keys '///换.灯/<Enter>' "$work/lamp.txt"
    check "a regular expression: PCRE2 is opened" out_has libpcre2
else
    echo "cli.sh: this C library does not tell what it opens"
fi

echo "cli.sh: $checks checks, $failures failed"
[ "$failures" -eq 0 ]
