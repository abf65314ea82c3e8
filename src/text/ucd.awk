# What the makers of tables share: numbers, ranges of code points, and a table in two stages. Comes before each of them:
#
#   awk -f ucd.awk -f width_table.awk FILE...
#
# Any awk: no strtonum, no gensub.

BEGIN {
    for (i = 0; i < 10; i++) digit[i] = i
    split("A B C D E F", letter, " ")
    for (i = 1; i <= 6; i++) digit[letter[i]] = 9 + i
    CODES = 1114112
}

function number(hex,    i, n) {
    n = 0
    hex = toupper(hex)
    for (i = 1; i <= length(hex); i++) n = n * 16 + digit[substr(hex, i, 1)]
    return n
}

# 4E00 or 4E00..9FFF: from first to last.
function set_range(text,    n, part) {
    n = split(text, part, /\.\./)
    first = number(part[1])
    last = n > 1 ? number(part[2]) : first
}

# VALUE[code], 0 where there is none, as NAME_page and NAME_class, in pages of 128 code points.
function write_pages(name, value,    page, pages, i, text, known, body, stage) {
    pages = 0
    for (page = 0; page < CODES / 128; page++) {
        text = ""
        for (i = 0; i < 128; i++) text = text (value[page * 128 + i] + 0) (i % 32 == 31 ? ",\n" : ",")
        if (!(text in known)) {
            known[text] = pages
            body[pages++] = text
        }
        stage[page] = known[text]
    }
    if (pages > 256) {
        print "ucd.awk: " name ": " pages " pages" > "/dev/stderr"
        exit 1
    }
    printf "static const unsigned char %s_page[%d] = {\n", name, CODES / 128
    for (page = 0; page < CODES / 128; page++) printf "%d,%s", stage[page], (page % 32 == 31 ? "\n" : "")
    printf "};\nstatic const unsigned char %s_class[%d][128] = {\n", name, pages
    for (i = 0; i < pages; i++) printf "{\n%s},\n", body[i]
    print "};"
}
