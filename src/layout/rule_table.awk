# Makes src/layout/rule_table.h of rules.txt: a word of class bits for each code point of the basic plane, in two
# stages. The bits are those of enum rule in src/layout/rules.h. Any awk: no strtonum, no gensub.
#
#   awk -f rule_table.awk rules.txt

BEGIN {
    for (i = 0; i < 10; i++) digit[i] = i
    split("A B C D E F", letter, " ")
    for (i = 1; i <= 6; i++) digit[letter[i]] = 9 + i
    count = split("start strict end hang squeeze open close digit point unit carry numeral ordinal link dash dots", name, " ")
    for (i = 1; i <= count; i++) bit[name[i]] = 2 ^ (i - 1)
}

function number(hex,    i, n) {
    n = 0
    for (i = 1; i <= length(hex); i++) n = n * 16 + digit[substr(hex, i, 1)]
    return n
}

function has(bits, one) { return int(bits / one) % 2 == 1 }

{ sub(/[ \t\r]*#.*/, "") }
/^$/ { next }
{
    n = split($0, field, /[ \t]*;[ \t]*/)
    m = split(field[1], range, /\.\./)
    first = number(range[1])
    last = m > 1 ? number(range[2]) : first
    if (n != 2 || last < first || last > 65535) {
        print FILENAME ":" FNR ": cannot be read" > "/dev/stderr"
        exit failed = 1
    }
    k = split(field[2], class, " ")
    for (j = 1; j <= k; j++) {
        if (!(class[j] in bit)) {
            print FILENAME ":" FNR ": no class " class[j] > "/dev/stderr"
            exit failed = 1
        }
        for (i = first; i <= last; i++)
            if (!has(rule[i], bit[class[j]])) rule[i] += bit[class[j]]
    }
}

END {
    if (failed) exit 1
    print "/* Made by rule_table.awk from rules.txt. */"
    pages = 0
    for (page = 0; page < 512; page++) {
        text = ""
        for (i = 0; i < 128; i++) text = text (rule[page * 128 + i] + 0) (i % 16 == 15 ? ",\n" : ",")
        if (!(text in known)) {
            known[text] = pages
            body[pages++] = text
        }
        stage[page] = known[text]
    }
    printf "static const unsigned char rule_page[512] = {\n"
    for (page = 0; page < 512; page++) printf "%d,%s", stage[page], (page % 32 == 31 ? "\n" : "")
    printf "};\nstatic const uint16_t rule_bits[%d][128] = {\n", pages
    for (i = 0; i < pages; i++) printf "{\n%s},\n", body[i]
    print "};"
}
