/* The marks of a line: how it begins and ends, what punctuation and which small words are in it.
 *
 * The small words are those of the language, never of a paper.
 */
#include "parser/format/format.h"
#include "parser/line/line.h"

enum {
    WIDE_FIRST =
        0x2E80 /* from here on characters are two cells wide: on every terminal, as no setting may change what is found */
};

/* Closing marks are looked through to see how a line ends. */
bool
mark_is_closer(char32_t code)
{
    return text_among(code, U"”’」』）)》〉】]\"'");
}

/* What TEXT ends with, closing marks looked through. */
static enum line_end
end_of(struct slice text, bool *closed)
{
    static const struct {
        const char32_t *marks;
        enum line_end end;
    } ends[] = {
        {U".．。｡", END_STOP},   {U"！？!?", END_CALL},  {U"…", END_ELLIPSIS},  {U":：", END_COLON},
        {U";；", END_SEMICOLON}, {U",，、､", END_COMMA}, {U"-—―─－", END_DASH},
    };
    *closed = false;
    for (size_t end = text.len; end > 0;) {
        size_t at = text_previous(text, end);
        char32_t code;
        text_decode(text.at + at, &code);
        end = at;
        if (text_is_space(code))
            continue;
        if (mark_is_closer(code)) {
            *closed = true;
            continue;
        }
        /* 增长4. / 6%: a number was cut */
        bool point = code == '.' || code == U'．';
        if (point && !*closed && at > 0 && text_is_digit((char32_t)(unsigned char)text.at[at - 1]))
            return END_DIGIT;
        if (text_is_common_han(code))
            return END_OPEN;
        for (size_t i = 0; i < BASE_COUNT(ends); i++)
            if (text_among(code, ends[i].marks))
                return ends[i].end;
        return text_is_digit(code) ? END_DIGIT : END_OPEN;
    }
    return END_OPEN;
}

static enum line_start
start_of(const struct shape *shape)
{
    static const struct {
        const char32_t *marks;
        enum line_start start;
    } starts[] = {
        {U"(（[［【〔〈", START_BRACKET},
        {U"“「『《\"‘'", START_QUOTE},
        {U"—―─-", START_DASH},
        {U"，。、；：！？”’》）,.;:!?)", START_FORBIDDEN},
    };
    struct slice text = shape->text;
    char32_t code, next = 0;
    size_t len = text.len > 0 ? text_decode(text.at, &code) : 0;
    if (len == 0)
        return START_OPEN;
    if (len < text.len)
        text_decode(text.at + len, &next);
    if (text_among(code, U"●○■□▲△◆◇★☆※•・*▶►◎⊙") || (code >= 0x2460 && code <= 0x24FF) || (code == '-' && next == ' '))
        return START_MARK;
    if (shape->list && !(code == U'—' && next == code))
        return START_NUMERAL;
    if (text_is_common_han(code))
        return START_OPEN;
    for (size_t i = 0; i < BASE_COUNT(starts); i++)
        if (text_among(code, starts[i].marks))
            return starts[i].start;
    if (code >= 'a' && code <= 'z')
        return START_SMALL;
    return text_is_digit(code) ? START_DIGIT : START_OPEN;
}

/* Characters and words that sentences are held together with; headlines do with fewer. By their last byte, and
   then by the low bits of the last two, in which they differ: one look for most common Han characters of a text. */
static bool
is_particle_at(const char *at)
{
    // clang-format off
#define PARTICLES(PARTICLE) \
    PARTICLE(U'的') PARTICLE(U'了') PARTICLE(U'是') PARTICLE(U'在') PARTICLE(U'也') PARTICLE(U'都') PARTICLE(U'就') \
    PARTICLE(U'着') PARTICLE(U'这') PARTICLE(U'那') PARTICLE(U'我') PARTICLE(U'他') PARTICLE(U'她') PARTICLE(U'你') \
    PARTICLE(U'它') PARTICLE(U'们') PARTICLE(U'很') PARTICLE(U'而') PARTICLE(U'把') PARTICLE(U'被') PARTICLE(U'過') \
    PARTICLE(U'过') PARTICLE(U'這') PARTICLE(U'們') PARTICLE(U'妳')
    // clang-format on
#define PARTICLE_BIT(character) | UINT64_C(1) << ((character)&63)
#define LAST(i)                 ((0 PARTICLES(PARTICLE_BIT)) >> (i)&1)
#define LAST_4(i)               LAST(i), LAST((i) + 1), LAST((i) + 2), LAST((i) + 3)
#define LAST_16(i)              LAST_4(i), LAST_4((i) + 4), LAST_4((i) + 8), LAST_4((i) + 12)
#define PARTICLE_AT(character)  [(character)&1023] = (character),
    static const uint8_t last[64] = {LAST_16(0), LAST_16(16), LAST_16(32), LAST_16(48)};
    static const uint16_t particles[1024] = {PARTICLES(PARTICLE_AT)};
#undef PARTICLE_AT
#undef LAST_16
#undef LAST_4
#undef LAST
#undef PARTICLE_BIT
#undef PARTICLES
    if (last[(unsigned char)at[2] & 63] == 0)
        return false;
    uint16_t particle = particles[(at[1] & 15) << 6 | (at[2] & 63)];
    char32_t code;
    return particle != 0 && text_decode(at, &code) == 3 && code == particle;
}

/* Characters after which a sentence must go on. */
static bool
leads_on(char32_t code)
{
    static const char32_t sorted[] =
        U"、いうがでとにはを不与並为于从以使其到及各向和在对将將對并很從或把於是更最本每為由的第給给而與被該讓让该";
    return text_among_sorted(code, sorted, BASE_COUNT(sorted) - 1);
}

/* Characters that begin no sentence. */
static bool
goes_on(char32_t code)
{
    static const char32_t sorted[] = U"、。がでとにはへもを与了们們及吗吧呢和地得的着等與，：；";
    return text_among_sorted(code, sorted, BASE_COUNT(sorted) - 1);
}

static uint8_t
share_of(uint32_t part, uint32_t total)
{
    return total > 0 ? (uint8_t)((uint64_t)part * 255 / total) : 0;
}

static void
add_up_to(uint8_t *count, bool more)
{
    *count += more && *count < UINT8_MAX;
}

bool
line_is_small_word(const char *const words[LINE_SMALL_LETTERS], char first, struct slice word)
{
    if (word.len == 0 || word.len > LINE_SMALL_LETTERS)
        return false;
    for (const char *at = words[word.len - 1]; *at != '\0'; at += word.len)
        if (*at == first && memcmp(at + 1, word.at + 1, word.len - 1) == 0)
            return true;
    return false;
}

/* （图片）, (附图片2张), （漫画）, [Photo] */
static bool
is_picture(struct slice bracket)
{
    static const char *const pictures[] = {"图",   "圖",   "画",    "畫",    "照片", "書法",
                                           "书法", "写真", "Photo", "photo", "PHOTO"};
    for (size_t i = 0; i < BASE_COUNT(pictures) && bracket.len > 0 && bracket.len < 40; i++)
        if (slice_has(bracket, pictures[i]))
            return !slice_has(bracket, "摄") && !slice_has(bracket, "攝");
    return false;
}

/* What is counted along a line. */
struct tally {
    uint32_t common, others, wide; /* characters: common Han, all others, those of them that are two cells wide */
    uint32_t digits, particles, words, small;
    int open;
    size_t word; /* where the word at hand begins */
    bool letter, gap, han_before_gap;
    struct text_count counted;
    bool counting; /* a word that is */
};

/* The word of letters that ends before AT, if one does. */
static void
tally_word(struct tally *tally, struct slice text, size_t at, bool letter)
{
    if (letter && !tally->letter)
        tally->word = at;
    if (!letter && tally->letter) {
        static const char *const small[LINE_SMALL_LETTERS] = {"a", "anisheitof", "thewasarehashadshehisherwhobutand",
                                                              "werehavethattheysaidthisbeenwill", "whichtheirwould"};
        struct slice word = slice_make(text.at + tally->word, at - tally->word);
        tally->words++;
        /* The, too: many a sentence begins so */
        tally->small += line_is_small_word(small, (char)(word.at[0] | 0x20), word);
    }
    tally->letter = letter;
}

/* A mark of the code point CODE; NEXT: the byte after it, 0 at the end. One half as wide counts only before a gap: 3.5 and 1,234
   have none. */
static void
tally_mark(struct shape *shape, char32_t code, unsigned char next)
{
    bool inside = next != 0, parts = next == ' ' || next == '"' || next >= 0x80;
    switch (code) {
    case U'。':
    case U'！':
    case U'？': add_up_to(&shape->stops, inside); break;
    case '.':
    case '!':
    case '?': add_up_to(&shape->stops, parts); break;
    case U'，':
    case U'；': add_up_to(&shape->commas, inside); break;
    case ',':
    case ';': add_up_to(&shape->commas, parts); break;
    case U'、': add_up_to(&shape->lists, true); break;
    case U'：': shape->colon |= inside; break;
    case ':': shape->colon |= parts; break;
    case U'“':
    case U'「':
    case U'『':
    case U'《':
    case '"': shape->quotes = true; break;
    default: break;
    }
}

/* A gap between two Han characters, of which CODE is the second. */
static void
tally_gap(struct shape *shape, struct tally *tally, char32_t code, bool wide, bool space)
{
    shape->gap |= wide && tally->han_before_gap && tally->gap;
    tally->gap = space;
    if (!tally->gap)
        tally->han_before_gap = wide || code == U'”' || code == U'》';
}

/* The common Han characters from AT on, one at least: where they end. */
static size_t
tally_common(struct tally *tally, struct slice text, size_t at)
{
    size_t start = at;
    uint32_t particles = 0;
    do {
        particles += is_particle_at(text.at + at);
        at += 3;
    } while (at < text.len && text_is_common_han_at(text.at + at));
    tally->particles += particles;
    tally->common += (uint32_t)(at - start) / 3;
    return at;
}

/* The letters of ASCII from AT on, one at least: where they end. */
static size_t
tally_letters(struct shape *shape, struct tally *tally, struct slice text, size_t at)
{
    size_t start = at;
    if (!tally->letter)
        tally_word(tally, text, at, true);
    while (at < text.len && text_is_ascii_letter((unsigned char)text.at[at]))
        at++;
    tally->others += (uint32_t)(at - start);
    shape->letters += (uint32_t)(at - start);
    tally->counted.words += !tally->counting;
    tally->counting = true;
    tally->gap = tally->han_before_gap = false;
    return at;
}

static int
opens(char32_t code)
{
    return text_among(code, U"“「『《（(【") - text_among(code, U"”」』》）)】");
}

/* A comma with a clause after it; 1,234 and A,B are none. */
static bool
is_comma(char32_t code, struct slice rest)
{
    if (code == U'，' || code == U'。')
        return rest.len > 0;
    return code == ',' && rest.len > 0 && rest.at[0] == ' ';
}

/* Counts CODE, no common Han character, with REST behind it; returns 1 for a mark that opens, -1 for one that closes. */
static int
count_other(struct shape *shape, char32_t code, struct slice rest)
{
    if (code < 0x80) {
        shape->letters += text_is_ascii_letter(code);
        shape->comma |= code == ',' && is_comma(code, rest);
        return (code == '(') - (code == ')');
    }
    if (!shape_is_mark(code)) {
        if (text_is_han(code) || text_is_kana(code))
            shape->han++;
        else if (text_is_letter(code))
            shape->letters++;
    }
    shape->comma |= is_comma(code, rest);
    return opens(code);
}

static void
tally_text(struct shape *shape, struct tally *tally)
{
    struct slice text = shape->text;
    for (size_t at = 0, next; at < text.len; at = next) {
        if (text_is_common_han_at(text.at + at)) {
            if (tally->letter)
                tally_word(tally, text, at, false);
            if (tally->gap)
                tally_gap(shape, tally, 0, true, false);
            tally->han_before_gap = true;
            tally->counting = false;
            next = tally_common(tally, text, at);
            continue;
        }
        if (text_is_ascii_letter((unsigned char)text.at[at])) {
            next = tally_letters(shape, tally, text, at);
            continue;
        }
        char32_t code;
        next = at + text_decode(text.at + at, &code);
        tally->others++;
        tally->counting = text_count_point(&tally->counted, code, tally->counting);
        tally->open += count_other(shape, code, slice_from(text, next));
        bool wide = code >= WIDE_FIRST && (text_is_han(code) || text_is_kana(code));
        bool digit = !wide && text_is_digit(code);
        if (tally->letter)
            tally_word(tally, text, at, false);
        tally->wide += code >= WIDE_FIRST;
        tally->digits += digit;
        tally_gap(shape, tally, code, wide, !wide && text_is_space(code));
        if (!wide && !digit && !tally->gap)
            tally_mark(shape, code, next < text.len ? (unsigned char)text.at[next] : 0);
    }
    tally_word(tally, text, text.len, false);
}

/* In brackets from its beginning to its end, with others inside: （抽选结果5月20日（周五）公布） */
static bool
is_noted(struct slice text)
{
    static const char32_t opening[] = U"(（<＜〈", closing[] = U")）>＞〉";
    unsigned depth = 0;
    if (!text_among(text_first(text), opening) || !text_among(text_last(text), closing))
        return false;
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        if (text_among(code, opening))
            depth++;
        else if (text_among(code, closing) && (depth == 0 || --depth == 0))
            return at == text.len;
    }
    return false;
}

void
marks_measure(struct shape *shape)
{
    struct slice text = shape->text;
    struct tally tally = {0};
    tally_text(shape, &tally);
    shape->points = tally.common + tally.others;
    shape->han += tally.common;
    shape->cells = shape->points + tally.common + tally.wide;
    shape->open = tally.open > 0;
    shape->counted = (uint32_t)tally.counted.words;
    shape->digits = share_of(tally.digits, shape->points);
    shape->particles = shape_is_cjk(shape) ? share_of(tally.particles, shape->han) : share_of(tally.small, tally.words);
    shape->end = (uint8_t)end_of(text, &shape->closed);
    shape->start = (uint8_t)start_of(shape);
    shape->leads_on = leads_on(text_last(text));
    shape->goes_on = goes_on(text_first(text));
    size_t bracket = text_last_bracket(text, U"(（【[", U")）】]", SIZE_MAX);
    shape->bracketed = text.len > 0 && bracket == 0;
    shape->noted = is_noted(text);
    shape->picture = bracket > 0 && bracket < text.len && shape->stops == 0 && is_picture(slice_from(text, bracket));
    shape->markdown = markdown_level(text);
}
