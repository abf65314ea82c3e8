# Makes src/text/cluster_table.h: what the rules of grapheme clusters (UAX #29) ask of each code point.
#
#   awk -f cluster_table.awk GraphemeBreakProperty.txt DerivedCoreProperties.txt emoji-data.txt
#
# Bits: 0-3 the class (enum below), 4 a pictograph, 5-6 its part in a conjunct of Indic scripts: 1 consonant, 2 linker,
# 3 what may stand between. Any awk: no strtonum, no gensub.

BEGIN {
    for (i = 0; i < 10; i++) digit[i] = i
    split("A B C D E F", letter, " ")
    for (i = 1; i <= 6; i++) digit[letter[i]] = 9 + i
    classes = split("Other CR LF Control Extend ZWJ Regional_Indicator Prepend SpacingMark L V T LV LVT", name, " ")
    for (i = 1; i <= classes; i++) id[name[i]] = i - 1
    conjunct["Consonant"] = 32
    conjunct["Linker"] = 64
    conjunct["Extend"] = 96
    CODES = 1114112
}

function number(hex,    i, n) {
    n = 0
    hex = toupper(hex)
    for (i = 1; i <= length(hex); i++) n = n * 16 + digit[substr(hex, i, 1)]
    return n
}

FNR == 1 {
    file = FILENAME
    sub(/.*\//, "", file)
}
{ sub(/[ \t\r]*#.*/, "") }
/^$/ { next }
{
    split($0, field, /[ \t]*;[ \t\r]*/)
    n = split(field[1], part, /\.\./)
    first = number(part[1])
    last = n > 1 ? number(part[2]) : first
    value = 0
    if (file == "GraphemeBreakProperty.txt") {
        if (!(field[2] in id)) {
            print "cluster_table.awk: no class " field[2] > "/dev/stderr"
            exit failed = 1
        }
        value = id[field[2]]
    } else if (file == "DerivedCoreProperties.txt") {
        if (field[2] == "InCB") value = conjunct[field[3]]
    } else if (field[2] == "Extended_Pictographic") value = 16
    if (value > 0) for (i = first; i <= last; i++) entry[i] += value
}

END {
    if (failed) exit 1
    pages = 0
    for (page = 0; page < CODES / 128; page++) {
        text = ""
        for (i = 0; i < 128; i++) text = text (entry[page * 128 + i] + 0) (i % 32 == 31 ? ",\n" : ",")
        if (!(text in known)) {
            known[text] = pages
            body[pages++] = text
        }
        stage[page] = known[text]
    }
    if (pages > 256) {
        print "cluster_table.awk: " pages " pages" > "/dev/stderr"
        exit 1
    }
    printf "enum {\n"
    for (i = 1; i <= classes; i++) printf "CLUSTER_%s,%s", toupper(name[i]), (i % 8 == 0 ? "\n" : " ")
    printf "\n};\nstatic const unsigned char cluster_page[%d] = {\n", CODES / 128
    for (page = 0; page < CODES / 128; page++) printf "%d,%s", stage[page], (page % 32 == 31 ? "\n" : "")
    printf "};\nstatic const unsigned char cluster_class[%d][128] = {\n", pages
    for (i = 0; i < pages; i++) printf "{\n%s},\n", body[i]
    print "};"
}
