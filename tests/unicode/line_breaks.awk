# Makes tests/unicode/line_breaks.txt: Unicode's LineBreakTest.txt without the names of the characters.
#
#   awk -f line_breaks.awk LineBreakTest.txt
#
# "class AL 61 62": the class that these code points have in the file. "61 -28.0 62 +18.0 2014": a text; between two code
# points whether a line may begin there (+) or not (-), and by which rule of UAX #14.

/^#/ || NF < 3 { next }
{
    sub(/\r$/, "")
    at = index($0, "#")
    count = split(substr($0, 1, at - 1), sign, " ")
    comment = substr($0, at + 1)
    line = ""
    # code points are at 2, 4, ...; the comment has for each "[rule] NAME (class)", a name perhaps with a bracket
    for (i = 2; i < count; i += 2) {
        code = sign[i]
        sub(/^0+/, "", code)
        if (code == "") code = 0
        from = index(comment, "[")
        to = index(comment, "]")
        rule = substr(comment, from + 1, to - from - 1)
        comment = substr(comment, to + 1)
        text = substr(comment, 1, index(comment, "[") - 1)
        class = text
        sub(/.*\(/, "", class)
        match(class, /^[A-Z0-9]+/)
        class = substr(class, 1, RLENGTH)
        if (!((class, code) in seen)) {
            seen[class, code] = 1
            if (!(class in members)) order[++classes] = class
            members[class] = members[class] " " code
        }
        line = line (i > 2 ? (sign[i - 1] == "\303\267" ? " +" : " -") rule " " : "") code
    }
    lines[++total] = line
}

END {
    for (i = 1; i <= classes; i++) print "class " order[i] members[order[i]]
    for (i = 1; i <= total; i++) print lines[i]
}
