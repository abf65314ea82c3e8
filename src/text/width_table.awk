# Makes src/text/width_table.h: one byte of properties for each code point.
#
#   awk -f ucd.awk -f width_table.awk EastAsianWidth.txt DerivedGeneralCategory.txt GraphemeBreakProperty.txt DerivedCoreProperties.txt
#
# Bits: 0-1 width, 2 ambiguous (UAX #11), 3 extends the cluster before it,
# 4 may lead a cluster (UAX #29), 5-6 how it is shown (enum text_show), 7 a capital letter.
# Any awk: no strtonum, no gensub.

# Width 2, 0 ... is kept in separate tables and put together at the end, so that
# the order of the files does not matter.
function mark(table, value,    i) {
    for (i = first; i <= last; i++) {
        if (table == "wide") wide[i] = value
        else if (table == "category") category[i] = value
        else if (table == "upper") upper[i] = value
        else if (table == "ignorable") ignorable[i] = value
        else cluster[i] = value
    }
}

{ sub(/[ \t\r]*#.*/, "") }
/^$/ { next }
{
    split($0, field, /[ \t]*;[ \t]*/)
    set_range(field[1])
    value = field[2]
    file = FILENAME
    sub(/.*\//, "", file)
    if (file == "EastAsianWidth.txt") {
        if (value == "W" || value == "F" || value == "A") mark("wide", value)
    } else if (file == "DerivedGeneralCategory.txt") {
        # unassigned code points need not be listed: only non-characters matter
        if (value ~ /^(Mn|Me|Cc|Cf|Co|Cs|Zl|Zp)$/) mark("category", value)
    } else if (file == "GraphemeBreakProperty.txt") {
        if (value ~ /^(Extend|ZWJ|SpacingMark|V|T)$/) mark("cluster", 8)
        else if (value ~ /^(Prepend|Regional_Indicator|L)$/) mark("cluster", 16)
    } else if (file == "DerivedCoreProperties.txt") {
        if (value == "Uppercase") mark("upper", 128)
        else if (value == "Default_Ignorable_Code_Point") mark("ignorable", 1)
    }
}

function among(code, list) { return index(list, sprintf(" %X ", code)) > 0 }

# TAG 32, NOTHING 64, REPLACED 96
function shown(code, kind) {
    if (kind == "Cc" || kind == "Zl" || kind == "Zp") return 32
    if (among(code, " 61C 200E 200F 202A 202B 202C 202D 202E 2066 2067 2068 2069 FFF9 FFFA FFFB ")) return 32
    if (code >= 917504 && code <= 917631) return 32                       # E0000-E007F
    if (among(code, " 34F ")) return 64
    if (kind == "Co" || kind == "Cs") return 96
    if (code % 65536 >= 65534 || (code >= 64976 && code <= 65007)) return 96  # non-characters
    # blank letters, and what is still to come where such characters are; marks stay with their bases
    if ((code in ignorable) && kind != "Mn") return 64
    # signs that go before digits are seen; the other format characters are not
    if (kind == "Cf" && !((code >= 1536 && code <= 1541) || among(code, " 6DD 70F 890 891 8E2 110BD 110CD "))) return 64
    return 0
}

function property(code,    kind, bits) {
    kind = category[code]
    bits = 1
    if (wide[code] == "W" || wide[code] == "F") bits = 2
    if (kind == "Mn" || kind == "Me") bits = 0
    # jamo that sit on the one before (as the C library has it)
    if ((code >= 4448 && code <= 4607) || (code >= 55216 && code <= 55291)) bits = 0
    if (wide[code] == "A" && bits == 1) bits += 4
    show = shown(code, kind)
    if (show == 64) bits = 0
    if (show == 32 || show == 96) bits = 1
    return bits + cluster[code] + show + upper[code]
}

END {
    pages = 0
    for (page = 0; page < 4352; page++) {
        # plane by plane the same: private use, unassigned, ideographs
        text = ""
        for (i = 0; i < 256; i++) text = text property(page * 256 + i) (i % 32 == 31 ? ",\n" : ",")
        if (!(text in known)) {
            known[text] = pages
            body[pages++] = text
        }
        stage[page] = known[text]
    }
    printf "const unsigned char text_property_page[4352] = {\n"
    for (page = 0; page < 4352; page++) printf "%d,%s", stage[page], (page % 32 == 31 ? "\n" : "")
    printf "};\nconst unsigned char text_property[%d][256] = {\n", pages
    for (i = 0; i < pages; i++) printf "{\n%s},\n", body[i]
    print "};"
    if (pages > 256) { print "too many pages" > "/dev/stderr"; exit 1 }
}
