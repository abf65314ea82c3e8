# Makes src/text/line_break_table.h: the class of each code point in the line breaking algorithm of Unicode (UAX #14).
#
#   awk -f ucd.awk -f line_break_table.awk LineBreak.txt EastAsianWidth.txt DerivedGeneralCategory.txt emoji-data.txt
#
# Bits: 0-5 the class (enum below), 6 East Asian (W, F or H), 7 an emoji that is still to come. The classes are those that
# rule LB1 leaves, but for initial and final quotation marks, and the dotted circle. Any awk: no strtonum, no gensub.

BEGIN {
    classes = split("XX AK AL AP AS B2 BA BB BK CB CL CM CP CR DC EB EM EX GL H2 H3 HH HL HY ID IN IS JL JT JV LF NL NS NU " \
        "OP PO PR QU QI QF RI SP SY VF VI WJ ZW ZWJ", name, " ")
    for (i = 1; i <= classes; i++) id[name[i]] = i - 1
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
    for (code = 0; code < CODES; code++) value_of[code] = entry(code)
    printf "enum {\n"
    for (i = 1; i <= classes; i++) printf "LINE_%s,%s", name[i], (i % 16 == 0 ? "\n" : " ")
    print "\n};"
    write_pages("line", value_of)
}
