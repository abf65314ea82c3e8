# Makes src/text/line_break_table.h: the class of each code point in the line breaking algorithm of Unicode (UAX #14).
#
#   awk -f line_break_table.awk LineBreak.txt EastAsianWidth.txt DerivedGeneralCategory.txt emoji-data.txt
#
# Bits: 0-5 the class (enum below), 6 East Asian (W, F or H), 7 an emoji that is still to come. The classes are those that
# rule LB1 leaves, but for initial and final quotation marks, and the dotted circle. Any awk: no strtonum, no gensub.

BEGIN {
    for (i = 0; i < 10; i++) digit[i] = i
    split("A B C D E F", letter, " ")
    for (i = 1; i <= 6; i++) digit[letter[i]] = 9 + i
    classes = split("XX AK AL AP AS B2 BA BB BK CB CL CM CP CR DC EB EM EX GL H2 H3 HH HL HY ID IN IS JL JT JV LF NL NS NU " \
        "OP PO PR QU QI QF RI SP SY VF VI WJ ZW ZWJ", name, " ")
    for (i = 1; i <= classes; i++) id[name[i]] = i - 1
    CODES = 1114112
}

function number(hex,    i, n) {
    n = 0
    hex = toupper(hex)
    for (i = 1; i <= length(hex); i++) n = n * 16 + digit[substr(hex, i, 1)]
    return n
}

function set_range(text,    n, part) {
    n = split(text, part, /\.\./)
    first = number(part[1])
    last = n > 1 ? number(part[2]) : first
}

FNR == 1 {
    file = FILENAME
    sub(/.*\//, "", file)
}
{ sub(/\r$/, "") }
{ sub(/[ \t]*#.*/, "") }
/^$/ { next }
{
    split($0, field, /[ \t]*;[ \t]*/)
    set_range(field[1])
    value = field[2]
    for (i = first; i <= last; i++) {
        if (file == "LineBreak.txt") line[i] = value
        else if (file == "EastAsianWidth.txt") { if (value ~ /^[WFH]$/) wide[i] = 1 }
        else if (file == "DerivedGeneralCategory.txt") category[i] = value
        else if (value == "Extended_Pictographic") picture[i] = 1
    }
}

# LB1, and what other rules ask besides the class.
function class_of(code,    value) {
    value = line[code]
    if (code == 9676) return "DC" # the dotted circle
    if (value == "AI" || value == "SG" || value == "XX" || value == "") return "AL"
    if (value == "SA") return category[code] ~ /^M[nc]$/ ? "CM" : "AL"
    if (value == "CJ") return "NS"
    if (value == "QU" && category[code] == "Pi") return "QI"
    if (value == "QU" && category[code] == "Pf") return "QF"
    return value
}

function entry(code,    value) {
    value = class_of(code)
    if (!(value in id)) {
        print "line_break_table.awk: no class " value > "/dev/stderr"
        exit failed = 1
    }
    return id[value] + (code in wide ? 64 : 0) + (code in picture && category[code] ~ /^(Cn)?$/ ? 128 : 0)
}

END {
    if (failed) exit 1
    pages = 0
    for (page = 0; page < CODES / 128; page++) {
        text = ""
        for (i = 0; i < 128; i++) text = text entry(page * 128 + i) (i % 32 == 31 ? ",\n" : ",")
        if (!(text in known)) {
            known[text] = pages
            body[pages++] = text
        }
        stage[page] = known[text]
    }
    if (pages > 256) {
        print "line_break_table.awk: " pages " pages" > "/dev/stderr"
        exit 1
    }
    printf "enum {\n"
    for (i = 1; i <= classes; i++) printf "LINE_%s,%s", name[i], (i % 16 == 0 ? "\n" : " ")
    printf "\n};\nstatic const unsigned char line_page[%d] = {\n", CODES / 128
    for (page = 0; page < CODES / 128; page++) printf "%d,%s", stage[page], (page % 32 == 31 ? "\n" : "")
    printf "};\nstatic const unsigned char line_class[%d][128] = {\n", pages
    for (i = 0; i < pages; i++) printf "{\n%s},\n", body[i]
    print "};"
}
