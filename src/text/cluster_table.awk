# Makes src/text/cluster_table.h: what the rules of grapheme clusters (UAX #29) ask of each code point.
#
#   awk -f ucd.awk -f cluster_table.awk GraphemeBreakProperty.txt DerivedCoreProperties.txt emoji-data.txt
#
# Bits: 0-3 the class (enum below), 4 a pictograph, 5-6 its part in a conjunct of Indic scripts: 1 consonant, 2 linker,
# 3 what may stand between. Any awk: no strtonum, no gensub.

BEGIN {
    classes = split("Other CR LF Control Extend ZWJ Regional_Indicator Prepend SpacingMark L V T LV LVT", name, " ")
    for (i = 1; i <= classes; i++) id[name[i]] = i - 1
    conjunct["Consonant"] = 32
    conjunct["Linker"] = 64
    conjunct["Extend"] = 96
}

FNR == 1 {
    file = FILENAME
    sub(/.*\//, "", file)
}
{ sub(/[ \t\r]*#.*/, "") }
/^$/ { next }
{
    split($0, field, /[ \t]*;[ \t\r]*/)
    set_range(field[1])
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
    printf "enum {\n"
    for (i = 1; i <= classes; i++) printf "CLUSTER_%s,%s", toupper(name[i]), (i % 8 == 0 ? "\n" : " ")
    print "\n};"
    write_pages("cluster", entry)
}
