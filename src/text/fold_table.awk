# Makes src/text/fold_table.h: what each code point is folded to, in two stages, and the way back.
#
#   awk -f ucd.awk -f fold_table.awk UnicodeData.txt CaseFolding.txt DerivedCoreProperties.txt PropList.txt \
#       EquivalentUnifiedIdeograph.txt fold_rules.txt Unihan_Variants.txt Unihan_OtherMappings.txt Unihan_Readings.txt
#
# An entry (src/text/fold_entry.h): bits 0-20 what to add to the code point, or where its expansion is; 26 a variant: its
# origin is itself; 27 white space beside it goes; 28-30 the kind. Any awk: no strtonum, no gensub, bytes as characters.

BEGIN {
    for (i = 1; i < 256; i++) byte[sprintf("%c", i)] = i
    PLAIN = 0; SPACE = 1; DROP = 2; EXPAND = 3; MARK = 4; JOIN = 5; REPEAT = 6
    HAN_END = 262144 # behind all ideographs
    KIND = 268435456; TIGHT = 134217728; VARIANT = 67108864; DELTA = 2097152
}

# The code points of TEXT, in UTF-8, as "NUMBER NUMBER".
function decode(text,    i, b, n, list) {
    list = ""
    n = -1
    for (i = 1; i <= length(text); i++) {
        b = byte[substr(text, i, 1)]
        if (b >= 128 && b < 192) { n = n * 64 + b - 128; continue }
        if (n >= 0) list = list n " "
        n = b < 128 ? b : b < 224 ? b - 192 : b < 240 ? b - 224 : b - 240
    }
    return list n
}

function numbers(hexes,    i, n, part, list) {
    n = split(hexes, part, " ")
    list = ""
    for (i = 1; i <= n; i++) list = list (i > 1 ? " " : "") number(part[i])
    return list
}

# “(same as 世) generation”, “(ancient form of 五) five”: what the dictionary says of a rare character.
function take_definition(code,    n, i, part) {
    if (!match($0, /\((same as|[a-z -]*(form|variant) of|non-classical of) [^)]*\)/)) return
    if (substr($0, RSTART, RLENGTH) ~ /^\((standard|simplified) /) return
    n = split(decode(substr($0, RSTART, RLENGTH)), part, " ")
    for (i = 1; i <= n; i++) {
        if (part[i] < 13312 || part[i] == code) continue
        related[++relations] = code " " part[i]
        akin[code] = akin[code] " " part[i]
    }
}

FNR == 1 { file = FILENAME; sub(/.*\//, "", file) }
{ sub(/\r$/, "") }

# ---- Unihan: "U+XXXX <tab> kField <tab> values"

/^U\+/ {
    if (index($0, "\tkDefinition\t")) { take_definition(number(substr($1, 3))); next }
    if (index($0, "\tkTGH\t")) { standard[number(substr($1, 3))] = 1; next }
    if ($2 !~ /^k(Simplified|Z|Semantic|SpecializedSemantic)Variant$/) next
    code = number(substr($1, 3))
    for (i = 3; i <= NF; i++) {
        value = $i
        sub(/<.*/, "", value)
        other = number(substr(value, 3))
        if (other == code) continue
        if ($2 == "kSimplifiedVariant") {
            simplified[code] = simplified[code] (code in simplified ? " " : "") other
        } else {
            related[++relations] = code " " other
            if ($2 == "kSpecializedSemanticVariant") continue
            akin[code] = akin[code] " " other
            akin[other] = akin[other] " " code
        }
    }
    next
}

file == "fold_rules.txt" {
    if ($1 == "twin") {
        for (i = 3; i <= NF; i++) twin[decode($i)] = decode($2)
    } else if ($1 == "han") {
        for (i = 2; i <= NF; i++) {
            split(decode($i), pair, " ")
            variant[pair[1]] = pair[2] + 0
        }
    } else if ($1 == "alike") {
        for (i = 2; i <= NF; i++) {
            n = split(decode($i), pair, " ")
            for (k = 2; k <= n; k++) alike[++alikes] = pair[1] " " pair[k]
        }
    } else if ($1 == "apart") {
        for (i = 2; i <= NF; i++) {
            split(decode($i), pair, " ")
            apart[pair[1] + 0, pair[2] + 0] = apart[pair[2] + 0, pair[1] + 0] = 1
        }
    } else if ($1 == "keep") {
        for (i = 2; i <= NF; i++) keep[decode($i)] = 1
    }
    next
}

file == "UnicodeData.txt" {
    split($0, field, ";")
    code = number(field[1])
    if (field[2] ~ /, (First|Last)>$/) next
    category[code] = field[3]
    class[code] = field[4] + 0
    if (field[6] != "") {
        canonical = field[6] !~ /^</
        value = field[6]
        sub(/^<[^>]*> */, "", value)
        decomposed[code] = numbers(value)
        if (canonical) composes[code] = 1
    }
    next
}

{ sub(/[ \t]*#.*/, "") }
/^$/ { next }
{ split($0, field, /[ \t]*;[ \t]*/) }

file == "CaseFolding.txt" {
    if (field[2] == "C" || field[2] == "F") folded_case[number(field[1])] = numbers(field[3])
    next
}
{ set_range(field[1]) }
file == "DerivedCoreProperties.txt" && field[2] == "Default_Ignorable_Code_Point" {
    for (i = first; i <= last; i++) dropped[i] = 1
}
file == "PropList.txt" && field[2] == "White_Space" {
    for (i = first; i <= last; i++) white[i] = 1
}
# Radicals that stand for whole characters, as PDF files have them; not the strokes.
file == "EquivalentUnifiedIdeograph.txt" && first >= 11904 && last <= 12255 {
    for (i = first; i <= last; i++) twin[i] = number(field[2])
}

# ---- Han variants

function simple(code) { return (code in variant) ? variant[code] : (code in simplified) ? simplified[code] : code }

# What is in the mainland's list of standard characters stays, but for simplification. Another that has exactly one of
# them among its variants is that one.
function choose_akin(code,    i, n, part, target, found) {
    if ((code in variant) || (code in standard) || (simple(code) in standard)) return
    n = split(akin[code], part, " ")
    found = 0
    for (i = 1; i <= n; i++) {
        target = simple(part[i] + 0)
        if (!(target in standard) || target == code || target == found) continue
        if (found) return
        found = target
    }
    if (found) chosen[code] = found
}

# Of several simplified forms the first that is in the mainland's list, else the first; the others are `spare`.
function choose_simplified(    code, i, n, part, best) {
    for (code = 0; code < HAN_END; code++) {
        if (!(code in simplified)) continue
        n = split(simplified[code], part, " ")
        for (best = 1; best < n && !((part[best] + 0) in standard); best++)
            ;
        if (!((part[best] + 0) in standard)) best = 1
        simplified[code] = part[best] + 0
        for (i = 1; i <= n; i++) if (i != best) spare[code] = spare[code] " " part[i]
    }
}

# A rare simplified form goes where its traditional one has gone, past it.
function put_past(code, rare) {
    if (variant[code] != rare && !(rare in standard) && !(rare in variant) && !(rare in keep) && variant_of(code) != rare)
        late[rare] = variant_of(code)
}

# By number, not in the order of this awk's arrays.
function put_variants_together(    code, i, n, part) {
    for (code in keep) { delete simplified[code]; delete spare[code]; delete akin[code] }
    # a standard character has no rarer one behind it
    for (code = 0; code < HAN_END; code++)
        if ((code in simplified) && (code in standard) && !(simplified[code] in standard)) delete simplified[code]
    for (code = 0; code < HAN_END; code++) if (code in akin) choose_akin(code)
    for (code in simplified) if (!(code in variant)) variant[code] = simplified[code]
    for (code in chosen) variant[code] = chosen[code]
    for (code = 0; code < HAN_END; code++) {
        if (!(code in simplified)) continue
        put_past(code, simplified[code])
        n = split(spare[code], part, " ")
        for (i = 1; i <= n; i++) put_past(code, part[i] + 0)
    }
    for (code in late) variant[code] = late[code]
}

# To the end of the chain; of a ring, its smallest.
function variant_of(code,    at, seen, least) {
    at = code
    while ((at in variant) && !(at in seen)) { seen[at] = 1; at = variant[at] }
    if (!(at in seen)) return at
    least = at
    for (code = variant[at]; code != at; code = variant[code]) if (code < least) least = code
    return least
}

# ---- Characters that are taken for others without being the same

function put_alike(one, other,    a, b) {
    a = variant_of(one)
    b = variant_of(other)
    if (a == b || (a, b) in seen_alike) return
    seen_alike[a, b] = seen_alike[b, a] = 1
    alike_of[a] = alike_of[a] " " b
    alike_of[b] = alike_of[b] " " a
}

# By Unihan only where one of the two is in no list of standard characters: of two that are, each is in words of its own.
function collect_alike(    i, part, a, b) {
    for (i = 1; i <= alikes; i++) { split(alike[i], part, " "); put_alike(part[1] + 0, part[2] + 0) }
    for (i = 1; i <= relations; i++) {
        split(related[i], part, " ")
        a = part[1] + 0
        b = part[2] + 0
        if ((a in keep) || (b in keep) || (a, b) in apart) continue
        if ((variant_of(a) in standard) && (variant_of(b) in standard)) continue
        put_alike(a, b)
    }
}

# ---- One code point

# The marks that no fold may drop are vowels, tones and viramas: class 0, 9 and the fixed positions of 84 to 132.
function is_dropped(code) {
    if (code in dropped) return 1
    if (category[code] !~ /^M/) return 0
    if (category[code] == "Me") return 1
    return class[code] != 0 && class[code] != 9 && (class[code] < 84 || class[code] > 132)
}

# Letters of their own, not letters with an accent: voiced kana, Cyrillic й ў ї ѓ ќ.
function stays_composed(code) {
    if (code == 12446 || code == 12542) return 0 # ゞ repeats in two steps
    if (code >= 12352 && code <= 12543 && code in composes && !(code >= 12535 && code <= 12538)) return 1
    return index(" 1081 1118 1111 1107 1116 1049 1038 1031 1027 1036 ", " " code " ") > 0
}

function is_joining(code) {
    if (code == 12441 || code == 12442) return 1
    if (code == 769 || code == 774 || code == 776) return 1
    if (code == 12353 || code == 12355 || code == 12359 || code == 12361) return 1
    return (code >= 4449 && code <= 4469) || (code >= 4520 && code <= 4546)
}

function expand_all(list, plain,    i, n, part, out) {
    n = split(list, part, " ")
    out = ""
    for (i = 1; i <= n; i++) out = out expand(part[i] + 0, plain)
    return out
}

# What CODE becomes, as "N N "; with PLAIN, its script variant kept.
function expand(code, plain) {
    if (is_joining(code)) return code " "
    if (code in white) return "32 "
    if (is_dropped(code)) return ""
    if (code in twin) return expand_all(twin[code], plain)
    if (code == 12436 || code == 12532) return "12406 " # ゔ is ぶ, and with a small vowel behind it ば, び, べ, ぼ
    if (code in decomposed && !stays_composed(code)) return expand_all(decomposed[code], plain)
    if (code in folded_case) return expand_all(folded_case[code], plain)
    if ((code >= 12449 && code <= 12534) || code == 12541 || code == 12542) return (code - 96) " "
    if (!plain && code in variant) return variant_of(code) " "
    return code " "
}

function is_tight(code) {
    if (category[code] ~ /^P/ || code == 60 || code == 62) return 1
    return (code >= 11904 && code <= 12591) || (code >= 12704 && code <= 12735) || (code >= 12784 && code <= 12799) || \
        (code >= 13312 && code <= 19903) || (code >= 19968 && code <= 40959) || (code >= 63744 && code <= 64255) || \
        (code >= 44032 && code <= 55203) || (code >= 4352 && code <= 4370) || (code >= 110592 && code <= 110959) || (code >= 131072 && code <= 262143)
}

# The kind of what no longer changes.
function kind_of(code) {
    if (code == 32) return SPACE
    if (is_joining(code)) return JOIN
    if (code == 12293 || code == 12347 || code == 12445) return REPEAT
    if (category[code] ~ /^M/ && class[code] != 0) return MARK
    return PLAIN
}

function add_expansion(list, origins,    n, m, i, part, from, key) {
    key = list "/" origins
    if (key in expansion) return expansion[key]
    n = split(list, part, " ")
    m = split(origins, from, " ")
    if (n != m) { print "expansions of different lengths" > "/dev/stderr"; exit 1 }
    if (n > longest) longest = n
    expansion[key] = expansions + 0
    body = body n ", "
    for (i = 1; i <= n; i++) body = body part[i] ", " from[i] ", "
    body = body "\n"
    expansions += 1 + 2 * n
    return expansion[key]
}

function add_inverse(list, code,    n, i, part) {
    n = split(list, part, " ")
    for (i = 1; i <= n; i++)
        if (index(" " inverse[part[i]] " ", " " code " ") == 0)
            inverse[part[i]] = inverse[part[i]] (part[i] in inverse ? " " : "") code
}

function entry(code,    list, origins, n, part, kind, tight) {
    list = expand(code, 0)
    if (list == "") { drops++; return DROP * KIND }
    n = split(list, part, " ")
    if (list != code " ") add_inverse(list, code)
    kind = kind_of(part[1] + 0)
    if (n == 1 && kind == SPACE) return SPACE * KIND
    if (n == 1 && list == code " ") return kind * KIND + (kind == PLAIN && is_tight(code) ? TIGHT : 0)
    if (n == 1) ones++; else many++
    origins = expand(code, 1)
    if (n == 1 && kind == PLAIN && (origins == list || origins == code " "))
        return (part[1] - code + DELTA) % DELTA + (is_tight(part[1] + 0) ? TIGHT : 0) + (origins == list ? 0 : VARIANT)
    return EXPAND * KIND + add_expansion(list, origins)
}

# ---- All of them

# Base, mark, what they become; only what the fold leaves.
function print_pairs(    code, part) {
    printf "static const struct fold_pair fold_pairs[] = {\n"
    for (code = 1024; code < 12544; code++) {
        if (!(code in decomposed) || !(code in composes) || !stays_composed(code) || expand(code, 0) != code " ") continue
        split(decomposed[code], part, " ")
        printf "{%d, %d, %d},\n", part[1], part[2], code
    }
    print "{12358, 12441, 12406},{12406, 12353, 12400},{12406, 12355, 12403},{12406, 12359, 12409},{12406, 12361, 12412},"
    print "};"
}

function print_inverse(    code, n, i, part, count) {
    printf "static const char32_t fold_inverse[][2] = {\n"
    for (code = 0; code < 1114112; code++) {
        if (!(code in inverse)) continue
        n = split(inverse[code], part, " ")
        for (i = 1; i <= n; i++) printf "{%d, %d},%s", code, part[i], (++count % 8 == 0 ? "\n" : "")
    }
    print "};"
}

# Pairs, both ways.
function print_alike(    code, n, i, part, count) {
    printf "static const char32_t fold_alike[][2] = {\n"
    for (code = 0; code < HAN_END; code++) {
        if (!(code in alike_of)) continue
        n = split(alike_of[code], part, " ")
        for (i = 1; i <= n; i++) printf "{%d, %d},%s", code, part[i], (++count % 8 == 0 ? "\n" : "")
    }
    print "};"
}

# The class of a mark that stays, for putting them in order.
function print_classes(    code) {
    printf "static const struct fold_mark fold_marks[] = {\n"
    for (code = 0; code < 131072; code++)
        if (category[code] ~ /^M/ && !is_dropped(code) && class[code] != 0 && !is_joining(code)) printf "{%d, %d},\n", code, class[code]
    print "};"
}

END {
    if (!(22283 in simplified) || !(22269 in standard)) { print "Unihan's variants did not come" > "/dev/stderr"; exit 1 }
    choose_simplified()
    put_variants_together()
    collect_alike()
    pages = 0
    for (page = 0; page < 8704; page++) {
        text = ""
        for (i = 0; i < 128; i++) text = text entry(page * 128 + i) (i % 16 == 15 ? ",\n" : ",")
        if (!(text in known)) {
            known[text] = pages
            page_text[pages++] = text
        }
        stage[page] = known[text]
    }
    printf "/* %d code points become another, %d become several or are put together with others, %d are dropped. */\n", ones, many, drops
    printf "const uint16_t fold_page[8704] = {\n"
    for (page = 0; page < 8704; page++) printf "%d,%s", stage[page], (page % 32 == 31 ? "\n" : "")
    printf "};\nconst uint32_t fold_entry[%d][128] = {\n", pages
    for (i = 0; i < pages; i++) printf "{\n%s},\n", page_text[i]
    print "};"
    printf "const char32_t fold_expansion[] = {\n%s};\n", body
    print_pairs()
    print_classes()
    print_inverse()
    print_alike()
    printf "_Static_assert(FOLD_MAX >= %d, \"the longest expansion\");\n", longest
}
