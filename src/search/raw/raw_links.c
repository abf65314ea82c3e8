/* What each character is to a word that is looked for by pinyin in raw text: whether a match may begin with it, and whether one
 * may go on with it behind another, so that of two neighbours a look into a table says that no match begins with the first.
 *
 * All ideographs with the same readings are the same to it, so that a table of tens of thousands is made of some thousand
 * answers. What is no ideograph goes on with anything, but for letters, digits and a few marks. Knows nothing of texts.
 */
#include "search/raw/raw_pinyin.h"

#include "kanbao/text.h"

/* Where a match's first character may lead to, dealt out: bits of positions. */
struct links {
    uint64_t of[LINKS];
};

static struct links
links_of(const struct pinyin *pinyin)
{
    struct links links = {{0}};
    uint64_t left = pinyin->second & ~pinyin->end;
    for (unsigned link = 0; left != 0; link = (link + 1) % LINKS) {
        links.of[link] |= left & -left;
        left &= left - 1;
    }
    return links;
}

static unsigned
class_of_links(unsigned leads, unsigned takes)
{
    return leads | CLASS_ANY | takes << (LINKS + 1);
}

/* The links that CODE goes on by. */
static unsigned
links_taken(const struct raw_pinyin *filter, const struct links *links, char32_t code)
{
    unsigned taken = 0;
    for (unsigned link = 0; link < LINKS; link++)
        taken |= raw_step(filter, links->of[link], code) != 0 ? 1U << link : 0;
    return taken;
}

static void
mark_close(struct raw_pinyin *filter, char32_t code, bool begins)
{
    filter->wide[raw_wide_place(code)] = CLASS_ANY | CLASS_TAKES | CLASS_CLOSE;
    if (begins)
        filter->begins[code / 64] |= UINT64_C(1) << code % 64;
}

/* Is CODE, which is folded to itself, nothing but itself: has it no reading, and does no mark behind it make it another? */
static bool
stands_alone(char32_t code)
{
    return reading_set_of(code) == 0 && !text_is_kana(code) && fold_lead_of(code) == 0 && !fold_is_lead(code);
}

static bool
may_begin(const struct pinyin *pinyin, char32_t code)
{
    char32_t folded[FOLD_MAX];
    size_t count = fold_code(code, folded);
    if (count == 1 && folded[0] == code && stands_alone(code))
        return code == pinyin->first;
    bool may = pinyin_may_begin(pinyin, code);
    for (size_t i = 0; i < count && !may; i++) {
        may = pinyin_may_begin(pinyin, folded[i]);
        /* with the mark that follows it か is が, は ば or ぱ, う ゔ */
        if (text_is_kana(folded[i]))
            may = may || pinyin_may_begin(pinyin, folded[i] + 1) || pinyin_may_begin(pinyin, folded[i] + 2) ||
                  (folded[i] == U'う' && pinyin_may_begin(pinyin, U'ぶ'));
        /* with a small vowel ぶ is ば, べ */
        if (folded[i] == U'う' || folded[i] == U'ふ' || folded[i] == U'ぶ')
            may = may || pinyin_may_begin(pinyin, U'ば') || pinyin_may_begin(pinyin, U'び') ||
                  pinyin_may_begin(pinyin, U'べ') || pinyin_may_begin(pinyin, U'ぼ');
        may = may || (pinyin->hangul != NULL && fold_is_lead(folded[i]));
    }
    return may;
}

/* The same, but that surrogates and the private use area are in no text, and that what stands for an ideograph (⼀, ㊊, 﨎) is
   looked at closely. */
static bool
may_begin_other(const struct raw_pinyin *filter, char32_t code)
{
    bool none = code >= (filter->pinyin->hangul == NULL ? 0xAC00 : 0xD800) && code < 0xF900 && !filter->literals;
    bool stands =
        (code >= 0x2E80 && code < 0x2FE0) || (code >= 0x3200 && code < 0x3400) || (code >= 0xF900 && code < 0xFB00);
    if (stands || none)
        return stands;
    return text_is_hangul(code) && code >= 0xAC00 ? pinyin_may_begin(filter->pinyin, code)
                                                  : may_begin(filter->pinyin, code);
}

/* ---- ideographs */

static unsigned
class_of_han(const struct raw_pinyin *filter, const struct links *links, char32_t code)
{
    uint64_t positions = raw_step(filter, 1, code);
    unsigned leads = 0;
    for (unsigned link = 0; link < LINKS; link++)
        leads |= (positions & links->of[link]) != 0 ? 1U << link : 0;
    bool ends = (positions & ~(links->of[0] | links->of[1] | links->of[2])) != 0;
    return class_of_links(leads, links_taken(filter, links, code)) | (ends ? CLASS_CLOSE : 0);
}

static void
set_han(struct raw_pinyin *filter, char32_t code, unsigned class)
{
    if ((class & CLASS_CLOSE) != 0)
        mark_close(filter, code, true);
    else
        filter->wide[raw_wide_place(code)] = (uint8_t) class;
}

static void
fill_han(struct raw_pinyin *filter, const struct links *links)
{
    enum { SETS_MAX = 2048 };
    uint8_t class_of_set[SETS_MAX] = {0};
    for (char32_t code = HAN_FIRST; code <= HAN_LAST; code++) {
        unsigned set = reading_set_of(code);
        if (filter->literals)
            set_han(filter, code, may_begin(filter->pinyin, code) ? CLASS_CLOSE : class_of_links(0, CLASS_LEADS));
        else if (set == 0 || set >= SETS_MAX)
            set_han(filter, code, class_of_han(filter, links, code));
        else {
            if (class_of_set[set] == 0)
                class_of_set[set] = (uint8_t)class_of_han(filter, links, code);
            set_han(filter, code, class_of_set[set]);
        }
    }
    /* 下转 may end what a line says */
    for (const char32_t *code = U"下紧緊"; *code != 0; code++)
        filter->wide[raw_wide_place(*code)] |= CLASS_TAKES;
}

/* ---- others */

/* A mark that nothing goes over and that ends nothing: the most common ones. */
static void
mark_stops(struct raw_pinyin *filter)
{
    for (const char32_t *code = U"、。，：；！？"; *code != 0; code++)
        if (raw_step(filter, UINT64_MAX, *code) == 0)
            filter->wide[raw_wide_place(*code)] = CLASS_ANY;
}

static void
fill_ascii(struct raw_pinyin *filter, const struct links *links)
{
    for (char32_t code = 0; code < 128; code++) {
        bool word = text_is_ascii_alnum(code);
        bool begins = may_begin(filter->pinyin, code);
        unsigned class = class_of_links(0, word ? links_taken(filter, links, code) : CLASS_LEADS);
        filter->ascii[code] = (uint8_t)(class | (begins ? CLASS_CLOSE : 0));
        if (begins)
            filter->begins[code / 64] |= UINT64_C(1) << code % 64;
    }
}

void
raw_links_fill(struct raw_pinyin *filter)
{
    struct links links = links_of(filter->pinyin);
    fill_ascii(filter, &links);
    for (char32_t code = 128; code < PLANE; code++) {
        if (code == HAN_FIRST)
            code = HAN_LAST + 1;
        bool begins = may_begin_other(filter, code);
        if (code < WIDE_FIRST || begins || (code >= 0xD800 && code < 0xE000) || code == 0xFEFF)
            mark_close(filter, code, begins);
        else
            filter->wide[raw_wide_place(code)] = (uint8_t)class_of_links(0, CLASS_LEADS);
    }
    for (char32_t code = 0; code < 128; code++)
        filter->wide[raw_wide_place(code)] = CLASS_ANY | CLASS_TAKES | CLASS_CLOSE;
    fill_han(filter, &links);
    mark_stops(filter);
}
