# Makes src/search/pinyin/readings_table.h: which syllables each Han character is read with.
#
#   awk -f ../../text/ucd.awk -f readings_table.awk Unihan_Readings.txt Unihan_Variants.txt readings.txt
#
# The readings of kMandarin, kTGHZ2013, kXHC1983 and kHanyuPinlu (UAX #38), without tones and with v for ü, and those
# of the hand list. Not of kHanyuPinyin: its dictionary holds every reading a character ever had (圣 as ku).
# The dictionaries are of simplified characters: a traditional one takes the readings of its simplified one besides
# (說 as shui), if no other has become that one (乾 does not take those of 干) but for variants of the same: these are
# read the same, or Unihan calls them so (説; 縴 and 纖 are two).
# Any awk, in the C locale: a letter with its tone is bytes here, and "as is" in the patterns below.

BEGIN {
    wanted["kMandarin"] = wanted["kTGHZ2013"] = wanted["kXHC1983"] = wanted["kHanyuPinlu"] = wanted["hand"] = 1
    PAGE = 128
    syllables = 0
}

function stop(reason) {
    print "readings_table.awk: " reason > "/dev/stderr"
    failed = 1
    exit 1
}

function toneless(text) {
    gsub(/ā|á|ǎ|à/, "a", text)
    gsub(/ē|é|ě|è/, "e", text)
    gsub(/ī|í|ǐ|ì/, "i", text)
    gsub(/ō|ó|ǒ|ò/, "o", text)
    gsub(/ū|ú|ǔ|ù/, "u", text)
    gsub(/ǖ|ǘ|ǚ|ǜ|ü/, "v", text)
    gsub(/ń|ň|ǹ/, "n", text)
    gsub(/ḿ/, "m", text)
    gsub(/\314\200|\314\201|\314\204|\314\214/, "", text) # the tones as marks of their own
    gsub(/ê|ế|ề/, "ei", text)                             # written so where only ASCII is
    return text
}

function add_reading(code, reading) {
    if (reading !~ /^[a-z]+$/ || length(reading) > 6) stop("U+" code ": reading " reading)
    if (!(code in readings)) order[++characters] = code
    else if (index(" " readings[code] " ", " " reading " ") > 0) return
    readings[code] = readings[code] " " reading
    if (!(reading in known)) {
        known[reading] = 1
        spelled[++syllables] = reading
    }
}

/^#/ || NF < 2 { next }
$1 !~ /^U\+/ { stop("line " NR " of the input: " $0) }
$2 == "kSimplifiedVariant" || $2 == "kTraditionalVariant" {
    # one or several, each perhaps with its source behind it: U+8AAA<kMatthews
    code = substr($1, 3)
    for (i = 3; i <= NF; i++) {
        sub(/<.*/, "", $i)
        variants[$2, code] = variants[$2, code] " " substr($i, 3)
    }
    if ($2 == "kSimplifiedVariant") traditional[++traditionals] = code
    next
}
$2 == "kZVariant" || $2 == "kSemanticVariant" {
    for (i = 3; i <= NF; i++) {
        sub(/<.*/, "", $i)
        akin[substr($1, 3), substr($i, 3)] = akin[substr($i, 3), substr($1, 3)] = 1
    }
    next
}
{
    property = ($2 ~ /^k/) ? $2 : "hand"
    if (!(property in wanted)) next
    for (i = (property == "hand") ? 2 : 3; i <= NF && $i != "#"; i++) {
        text = $i
        sub(/^[^:]*:/, "", text)   # 0352.090:gān
        gsub(/\([0-9]*\)/, "", text) # gān(482)
        count = split(toneless(text), words, ",")
        for (j = 1; j <= count; j++) add_reading(substr($1, 3), words[j])
    }
}

# The readings of CODE in an order that does not matter.
function own_readings(code,    words, count, i, key) {
    count = split(readings[code], words, " ")
    sort(words, count)
    key = ""
    for (i = 1; i <= count; i++) key = key " " words[i]
    return key
}

# Is CODE, with its variants, all that has become SIMPLE?
function is_only_one(code, simple,    i, count, others, found) {
    count = split(variants["kTraditionalVariant", simple], others, " ")
    found = 0
    for (i = 1; i <= count; i++) {
        if (others[i] == simple) return 0
        if (others[i] == code) found = 1
        else if (!((code, others[i]) in akin) && own[others[i]] != own[code]) return 0
    }
    return found
}

function share_readings(    i, j, k, forms, count, words, code, simples) {
    for (code in readings) own[code] = own_readings(code)
    for (i = 1; i <= traditionals; i++) {
        code = traditional[i]
        forms = split(variants["kSimplifiedVariant", code], simples, " ")
        for (j = 1; j <= forms; j++) {
            if (simples[j] == code || !(simples[j] in own) || !is_only_one(code, simples[j])) continue
            count = split(own[simples[j]], words, " ")
            for (k = 1; k <= count; k++) add_reading(code, words[k])
        }
    }
}

# In the order of the alphabet, so that the table does not depend on the order of the input.
function sort(list, count,    i, j, key) {
    for (i = 2; i <= count; i++) {
        key = list[i]
        for (j = i - 1; j > 0 && list[j] > key; j--) list[j + 1] = list[j]
        list[j + 1] = key
    }
}

function name_set(code,    key) {
    key = own_readings(code)
    if (!(key in set_id)) {
        set_id[key] = ++sets
        set_words[sets] = key
    }
    return set_id[key]
}

function print_sets(    i, j, count, words, at) {
    at = 0
    printf "static const uint16_t reading_syllables[] = {\n"
    for (i = 1; i <= sets; i++) {
        set_at[i] = at
        count = split(set_words[i], words, " ")
        for (j = 1; j <= count; j++) printf "%d,", rank[words[j]]
        at += count
        printf "%s", (i % 16 == 0 ? "\n" : "")
    }
    printf "};\n/* Where a set begins in it; a set is the characters' number, from 1 on. */\n"
    printf "static const uint16_t reading_sets[] = {\n0,"
    for (i = 1; i <= sets; i++) printf "%d,%s", set_at[i], (i % 16 == 0 ? "\n" : "")
    printf "%d};\n", at
}

END {
    if (failed) exit 1
    if (characters < 40000) stop("only " characters + 0 " characters: is this Unihan_Readings.txt?")
    if (traditionals < 1000) stop("only " traditionals + 0 " variants: is this Unihan_Variants.txt?")
    share_readings()
    sort(spelled, syllables)
    for (i = 1; i <= syllables; i++) rank[spelled[i]] = i - 1
    for (i = 1; i <= characters; i++) {
        code = number(order[i])
        if (code >= PAGE * PAGES) PAGES = int(code / PAGE) + 1
        set_of[code] = name_set(order[i])
        used[int(code / PAGE)] = 1
    }
    printf "enum { READING_SETS = %d, READING_SYLLABLES = %d, READING_PAGE = %d, READING_PAGES = %d };\n", \
        sets, syllables, PAGE, PAGES
    printf "static const char reading_spellings[READING_SYLLABLES][7] = {\n"
    for (i = 1; i <= syllables; i++) printf "\"%s\",%s", spelled[i], (i % 16 == 0 ? "\n" : "")
    printf "};\n"
    print_sets()
    printf "const uint16_t reading_page[READING_PAGES] = {\n"
    pages = 0
    for (i = 0; i < PAGES; i++) printf "%d,%s", (i in used) ? ++pages : 0, (i % 32 == 31 ? "\n" : "")
    printf "};\nconst uint16_t reading_set[%d][READING_PAGE] = {\n{0},\n", pages + 1
    for (i = 0; i < PAGES; i++) if (i in used) {
        printf "{"
        for (j = 0; j < PAGE; j++) printf "%d,%s", set_of[i * PAGE + j], (j % 32 == 31 ? "\n" : "")
        printf "},\n"
    }
    print "};"
}
