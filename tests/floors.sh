#!/bin/sh
# Fails where a file under src/ or include/ includes what its part may not use.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: tests/floors.sh [TREE]
#
# A part is a folder of src/ with its header in include/kanbao/. Parts stand on floors; a part uses itself and
# lower floors, never a neighbour on its own floor, and of other parts their headers in include/kanbao/ only. A large part
# has rooms, a folder each: a room uses itself and the rooms that its row names; what lies beside the rooms uses them all.
# The tables below are the whole rule; the rest only reads them.
# Every run first breaks each kind of rule in a tree of its own, as a check that finds nothing proves nothing.

set -eu
LC_ALL=C
export LC_ALL

# PART FLOOR USES: what it may use besides itself: "lower" is every part of a lower floor, otherwise a list.
floor_table='
base    0 -
text    0 base
issue   0 base text
source  1 base text
parser  2 base text issue
settings 2 base text
library 3 lower
store   4 lower
layout  5 base text issue
screen  5 base text settings
prompt  5 base text
search  5 lower
reader  6 lower
command 7 lower
term    7 lower
view    7 lower
main    8 lower
'

# PART/ROOM ROOM...: the rooms of the same part that it may use, each with a row above its own, so that no rooms go in a
# circle; "-" for none.
room_table='
source/encoding -
source/packed encoding
source/mime encoding
source/filter -
parser/dates -
parser/format dates
parser/line format
parser/markup format dates
parser/html markup format dates
parser/feed html markup format dates
parser/byline line
parser/story line
parser/kinds line byline story
parser/page line dates byline story
parser/judge line byline kinds page
parser/train format line page judge
search/candidates -
search/alike -
search/names -
search/pinyin -
search/raw pinyin
search/query raw pinyin alike
search/match query raw pinyin alike
reader/frame -
reader/marks frame
reader/state frame marks
reader/finding frame marks state
reader/going frame marks state finding
reader/handing frame marks state
reader/whole frame marks state finding going handing
reader/commands frame marks state finding going handing whole
'

# HEADER PART: headers of include/kanbao/ that are not called like their part.
header_table='
changes.h text
child.h base
choices.h base
days.h library
filters.h source
fold.h text
key.h screen
library_search.h search
reader_commands.h reader
reader_front.h reader
reader_issues.h reader
reader_results.h reader
reader_standing.h reader
search_candidates.h search
search_names.h search
search_story.h search
style.h settings
in_order.h base
worker.h base
'

# PART HEADER...: the only part that may include these headers of other projects. Of libunistring UTF-8 is asked; its tables are of
# the Unicode of its year, on which what is found and how it is set must not depend: those the tests alone ask.
# Not uni*.h, as that is unistd.h too.
foreign_table='
text    unistr.h unitypes.h
nobody  uniconv.h unistdio.h uniname.h unictype.h uniwidth.h unigbrk.h uniwbrk.h unilbrk.h
parser  md4c.h libxml/HTMLparser.h libxml/SAX2.h
nobody  uninorm.h unicase.h uniregex.h unimetadata.h
term    curses.h ncurses.h term.h term_entry.h termcap.h unctrl.h panel.h menu.h form.h eti.h ncurses_dll.h
store   sqlite3.h sqlite3ext.h
source  archive.h archive_entry.h
search  pcre2.h pcre2posix.h
'

# Reads sources whose names begin with src/ or include/kanbao/; prints each breach as FILE:LINE: reason.
# shellcheck disable=SC2016
program='
function load_tables(    lines, count, i, words, n, j, part) {
    count = split(ENVIRON["FLOOR_TABLE"], lines, "\n")
    for (i = 1; i <= count; i++) {
        n = split(lines[i], words, " ")
        if (n < 3)
            continue
        floor[words[1]] = words[2]
        lower[words[1]] = words[3] == "lower"
        for (j = 3; j <= n; j++)
            listed[words[1], words[j]] = 1
    }
    count = split(ENVIRON["ROOM_TABLE"], lines, "\n")
    for (i = 1; i <= count; i++) {
        n = split(lines[i], words, " ")
        if (n < 2)
            continue
        is_room[words[1]] = 1
        part = words[1]
        sub(/\/.*$/, "", part)
        has_rooms[part] = 1
        for (j = 2; j <= n && words[j] != "-"; j++) {
            if (!((part "/" words[j]) in is_room)) {
                print "tests/floors.sh: the row of " words[1] " names " words[j] ", which has no row above it"
                failed = 1
            }
            neighbour[words[1], part "/" words[j]] = 1
        }
    }
    count = split(ENVIRON["HEADER_TABLE"], lines, "\n")
    for (i = 1; i <= count; i++)
        if (split(lines[i], words, " ") == 2)
            header_part[words[1]] = words[2]
    count = split(ENVIRON["FOREIGN_TABLE"], lines, "\n")
    for (i = 1; i <= count; i++) {
        n = split(lines[i], words, " ")
        for (j = 2; j <= n; j++)
            foreign[words[j]] = words[1]
    }
}

function part_of_header(name,    stem) {
    if (name in header_part)
        return header_part[name]
    stem = name
    sub(/\.h$/, "", stem)
    return stem
}

function part_of_file(path,    words, n) {
    n = split(path, words, "/")
    if (words[1] == "include")
        return part_of_header(words[n])
    return n > 2 ? words[2] : ""
}

# The room of a file, as parser/line; "" beside the rooms.
function room_of(path,    words, n) {
    n = split(path, words, "/")
    return words[1] == "src" && n > 3 ? words[2] "/" words[3] : ""
}

# src/reader/../view/pane.h is src/view/pane.h.
function normal(path,    words, n, out, depth, i) {
    n = split(path, words, "/")
    depth = 0
    for (i = 1; i <= n; i++) {
        if (words[i] == "." || words[i] == "")
            continue
        if (words[i] == ".." && depth > 0)
            depth--
        else
            out[++depth] = words[i]
    }
    path = out[1]
    for (i = 2; i <= depth; i++)
        path = path "/" out[i]
    return path
}

function breach(reason) {
    printf "%s:%d: %s\n", FILENAME, FNR, reason
    failed = 1
}

function check_part(own, used, name) {
    if (!(used in floor))
        breach("includes " name " of " used ", which has no floor")
    else if (used == own || (lower[own] && floor[used] < floor[own]) || ((own, used) in listed))
        return
    else if (floor[used] > floor[own])
        breach(own " includes " name " of " used ", which is on a floor above")
    else if (floor[used] == floor[own])
        breach(own " includes " name " of " used ", its neighbour on floor " floor[own])
    else
        breach(own " includes " name " of " used ", which is not in its list")
}

# NAME is a header of src/: PART/NAME or PART/ROOM/NAME.
function check_private(own, name,    room, used) {
    used = room_of("src/" name)
    room = room_of(FILENAME)
    if (name !~ "^" own "/")
        breach(own " includes " name ", which is private to another part")
    else if (room != "" && used == "")
        breach(room " includes " name ", which stands above the rooms")
    else if (room != "" && used != room && !((room, used) in neighbour))
        breach(room " includes " name " of " used ", which its row does not name")
}

function check_include(own, name, quoted,    words, n, folder) {
    if (name ~ /(^|\/)\.\.?\//) {
        folder = FILENAME
        sub(/[^\/]*$/, "", folder)
        name = normal(folder name)
        sub(/^src\//, "", name)
        sub(/^include\//, "", name)
    }
    n = split(name, words, "/")
    if (words[1] == "kanbao") {
        check_part(own, part_of_header(words[n]), name)
        return
    }
    if (words[n] in foreign) {
        # A file of our own may be called the same: "term/term.h", or "term.h" beside its includer.
        if (n > 1 && words[1] in floor)
            check_private(own, name)
        else if (foreign[words[n]] != own)
            breach(own " includes " name ", which only " foreign[words[n]] " may")
        return
    }
    if (quoted && n > 1 && words[1] in floor)
        check_private(own, name)
    else if (quoted && n > 1)
        breach("includes " name " of " words[1] ", which has no floor")
}

BEGIN { load_tables() }

FNR == 1 {
    own = part_of_file(FILENAME)
    if (!(own in floor))
        breach("is of no part that has a floor")
    else if (room_of(FILENAME) != "" && !(room_of(FILENAME) in is_room))
        breach("is in " room_of(FILENAME) ", which has no row among the rooms")
}

# What a public header says of its floor, in its first lines.
own in floor && FNR <= 8 && FILENAME ~ /^include\// && match($0, /Floor [0-9]+/) {
    said = substr($0, RSTART + 6, RLENGTH - 6)
    if (said != floor[own])
        breach("says floor " said ", but " own " is on floor " floor[own])
}

own in floor && /^[ \t]*#[ \t]*include[ \t]*["<]/ {
    name = $0
    sub(/^[ \t]*#[ \t]*include[ \t]*/, "", name)
    quoted = substr(name, 1, 1) == "\""
    name = substr(name, 2)
    sub(/[">].*$/, "", name)
    check_include(own, name, quoted)
}

END { exit failed }
'

FLOOR_TABLE=$floor_table
ROOM_TABLE=$room_table
HEADER_TABLE=$header_table
FOREIGN_TABLE=$foreign_table
export FLOOR_TABLE ROOM_TABLE HEADER_TABLE FOREIGN_TABLE

# check_tree TREE: names relative to TREE, which may itself have blanks in its name.
check_tree() {
    (
        cd "$1"
        # find passes on that one of its commands failed.
        find src include -name '*.[ch]' -exec "${AWK-awk}" "$program" {} +
    )
}

# put FILE LINE...: a file of the self-test's tree.
put() {
    mkdir -p "$work/${1%/*}"
    file=$work/$1
    shift
    printf '%s\n' "$@" >"$file"
}

# sound_tree: everything that is allowed and looks as if it were not.
sound_tree() {
    rm -rf "$work/src" "$work/include"
    put include/kanbao/base.h '#include <stddef.h>'
    put include/kanbao/text.h '#include "kanbao/base.h"'
    put include/kanbao/issue.h '#include "kanbao/base.h"' '#include <kanbao/text.h>'
    put include/kanbao/layout.h ' * Floor 5, needs floor 0 only.'
    put include/kanbao/key.h '#include <stdint.h>'
    put include/kanbao/reader.h '#include "kanbao/key.h"' '#include "kanbao/library.h"'
    put src/base/memory.c '#include <config.h>' '#include <unistd.h>' '#include "kanbao/base.h"'
    put src/text/width.c '#include "text/width_table.h"' '#include "property.h"'
    put src/parser/lines.c '#include "kanbao/parser.h"' '#include "kanbao/issue.h"' '#include "parser/parts.h"'
    put src/source/file.c '#include <archive.h>' '#include "kanbao/text.h"'
    put src/library/scan.c '#include "kanbao/source.h"' '#include "kanbao/worker.h"'
    put src/layout/fill.c '#include "kanbao/text.h"' '/* "kanbao/parser.h" is not included */'
    put src/reader/list.c '#include "../reader/private.h"' '#include "./private.h"' '#include "kanbao/key.h"'
    put src/parser/line/shape.c '#include "kanbao/parser.h"' '#include "parser/line/line.h"' '#include "line.h"'
    put src/parser/byline/names.c '#include "parser/line/line.h"' '#include "parser/byline/byline.h"' '#include "../line/line.h"'
    put src/parser/recover.c '#include "parser/byline/byline.h"' '#include "parser/private.h"'
    put src/view/list.c '#include "kanbao/reader.h"' '#include "kanbao/screen.h"'
    put src/store/store.c '#include <sqlite3.h>'
    put src/term/term.c '#include "kanbao/term.h"' '# include <curses.h>' '#include <term.h>' '#include "term/term.h"'
    put src/main/main.c '#include "kanbao/term.h"' '#include "kanbao/view.h"' '#include <sys/wait.h>'
}

# expect FILE LINE INCLUDE: INCLUDE as the third line of FILE must be found there, and nothing else.
expect() {
    sound_tree
    put "$1" '/* a comment */' '' "$2"
    if check_tree "$work" >"$work/found"; then
        echo "floors.sh: self-test: $2 in $1 was not found" >&2
        exit 1
    fi
    if [ "$(cut -d : -f 1,2 "$work/found")" != "$1:${3-3}" ]; then
        echo "floors.sh: self-test: $2 in $1 was reported as:" >&2
        cat "$work/found" >&2
        exit 1
    fi
}

self_test() {
    sound_tree
    if ! check_tree "$work"; then
        echo "floors.sh: self-test: the lines above are not breaches" >&2
        exit 1
    fi
    expect src/parser/names.c '#include "kanbao/library.h"'          # a floor above
    expect src/reader/select.c '#include "kanbao/view.h"'
    expect src/view/pane.c '#include "kanbao/command.h"'              # a neighbour
    expect src/term/input.c '#include <kanbao/view.h>'
    expect src/layout/flow.c '#include "kanbao/screen.h"'
    expect src/layout/cache.c '#include "kanbao/parser.h"'           # below, but not in its list
    expect src/screen/style.c '	#	include	"kanbao/library.h"'
    expect src/base/error.c '#include "kanbao/text.h"'               # inside floor 0
    expect src/text/breaks.c '#include "kanbao/issue.h"'
    expect src/library/scan.c '#include "kanbao/key.h"'              # a header not called like its part
    expect include/kanbao/key.h '#include "kanbao/view.h"'           # from a public header
    expect include/kanbao/layout.h '#include "kanbao/library.h"'
    expect src/reader/scroll.c '#include "view/private.h"'           # a private header
    expect src/reader/scroll.c '#include "../view/private.h"'
    expect src/reader/scroll.c '#include "../../include/kanbao/term.h"'
    expect src/view/bars.c '#include "main/arguments.h"'
    expect src/reader/scroll.c '#include "layout/private.h"'         # also of a lower floor
    expect src/reader/scroll.c '#include "../layout/private.h"'
    expect src/main/main.c '#include "parser/line/line.h"'
    expect src/parser/line/marks.c '#include "parser/byline/byline.h"' # a room that its row does not name
    expect src/parser/line/marks.c '#include "../byline/byline.h"'
    expect src/parser/line/marks.c '#include "parser/private.h"'     # what stands above the rooms
    expect src/parser/cellar/marks.c '#include <stdio.h>' 1          # a room without a row
    expect src/parser/recover.c '#include <unigbrk.h>'               # libraries
    expect src/main/main.c '#include <unistr.h>'
    expect src/text/width.c '#include <unilbrk.h>'
    expect src/view/view.c '#include <ncurses.h>'
    expect src/main/session.c '#include <ncursesw/curses.h>'
    expect src/view/view.c '#include <term.h>'
    expect src/reader/reader.c '#include <sqlite3.h>'
    expect src/parser/lines.c '#include "kanbao/source.h"'
    expect src/library/scan.c '#include <archive_entry.h>'
    expect src/reader/list.c '#include <pcre2.h>'
    expect src/main/main.c '#include "kanbao/nothing.h"'             # no such part
    expect include/kanbao/layout.h ' * Floor 3. What is set.'           # another floor than the table has
    expect src/newpart/file.c '#include <stdio.h>' 1
    expect src/file.c '#include <stdio.h>' 1
}

work=$(mktemp -d "${TMPDIR:-/tmp}/kanbao-floors.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
self_test

tree=${1-$(dirname -- "$0")/..}
if ! check_tree "$tree"; then
    echo "floors.sh: the files above include what their part may not use (the table is in tests/floors.sh)" >&2
    exit 1
fi
echo "floors.sh: every include is of its own room, of one that its row names, or of a lower floor"
