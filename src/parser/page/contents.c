/* The table of contents: what the issue holds and on which page, before it holds it.
 *
 *   目　录                                      区委召开会议 ▶2版
 *   青石渡口装上新水尺 ………………… (1)        Library Van Reaches Tea Farm . . . . . . 3
 *
 * It is the page's, as it says nothing that is not said again: an article's list would need an article to stand in. But
 * its entries are what the headlines below are called, so the lines that say the same are headlines for certain. What looks
 * like entries may be a list of prices: leaders alone are none, unless their pages rise or a line below says the same.
 */
#include "parser/page/page.h"

#include <stdlib.h>

enum {
    ENTRY_POINTS_MAX = 60, /* of Han; Latin may have twice as many */
    FILLER_POINTS_MAX = 24,
    FILLERS_MAX = 2, /* lines between two entries: ·工作动态·, or the beginning of a long one */
    LEADER_MIN = 4,
    DOTS_MIN = 3, /* of those in the middle of a line, which are rarer */
    GAP_CELLS_MIN = 4,
    TOP_LINES = 12,
    ROWS_MIN = 3 /* entries without anything that says what they are */
};

enum entry_kind {
    ENTRY_NONE,
    ENTRY_PLAIN,  /* a short line */
    ENTRY_GAP,    /* white space before the number, as a table has it */
    ENTRY_LEADER, /* …… */
    ENTRY_ARROW,  /* ▶2版, 详见第3版 */
    ENTRY_HEAD    /* 目录 */
};

struct entry {
    uint8_t kind;  /* enum entry_kind */
    int16_t page;  /* -1: none */
    uint32_t same; /* the line below that says the same, + 1; 0: none */
};

struct contents {
    struct shape *shapes;
    size_t count;
    bool *furniture;
    struct entry *entries;
};

/* ---- one line */

/* 目　录, - CONTENTS -: nothing but the word. */
static bool
is_head(struct slice text)
{
    static const char *const words[] = {
        "目录",     "目錄",     "目次",     "本期目录",        "本期目錄",    "本期导读",    "本期導讀",
        "导读",     "導讀",     "今日导读", "今日導讀",        "今日要目",    "本期要目",    "要目",
        "版面导读", "要闻导读", "新闻导读", "内容导读",        "本版导读",    "もくじ",      "目次",
        "목차",     "차례",     "contents", "tableofcontents", "inthisissue", "insidetoday", "insidethisissue",
        "inside",   "index"};
    char packed[32];
    size_t len = 0;
    if (text.len > 64)
        return false;
    for (size_t at = 0, next; at < text.len; at = next) {
        char32_t code = text_point(text, at, &next);
        if (!text_is_han(code) && !text_is_kana(code) && !text_is_hangul(code) && !text_is_letter(code)) {
            if (text_is_digit(code))
                return false;
            continue;
        }
        if (len + 4 >= sizeof packed)
            return false;
        len += text_encode(code >= 'A' && code <= 'Z' ? code | 0x20 : code, packed + len);
    }
    packed[len] = '\0';
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        if (strcmp(packed, words[i]) == 0)
            return true;
    return false;
}

/* Steps back over any of SET at the end of TEXT; how many. */
static size_t
step_back(struct slice *text, const char32_t *set, size_t most)
{
    size_t count = 0;
    while (count < most && text->len > 0 && text_among(text_last(*text), set)) {
        text->len = text_previous(*text, text->len);
        count++;
    }
    return count;
}

static bool
step_back_word(struct slice *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_ends(*text, words[i])) {
            text->len -= strlen(words[i]);
            return true;
        }
    return false;
}

/* Takes the page's number off the end of TEXT: 3, (3), A3版, 第三版, P.12; false: there is none. */
static bool
take_page(struct slice *text, int16_t *page, bool *unit)
{
    struct slice rest = *text;
    bool closed = step_back(&rest, U")）]】〕 　", 4) > 0;
    *unit = step_back(&rest, U"版面页頁", 1) > 0;
    step_back(&rest, U" 　", 2);
    size_t end = rest.len;
    size_t digits = step_back(&rest, U"0123456789０１２３４５６７８９", 4);
    size_t at = rest.len;
    *page = (int16_t)text_read_number(slice_make(rest.at, end), &at, 1, 3, false);
    if (digits == 0 && *unit) {
        digits = step_back(&rest, U"一二三四五六七八九十", 3);
        at = rest.len;
        *page = (int16_t)text_read_han(slice_make(rest.at, end), &at);
    }
    if (digits == 0 || digits > 3 || *page < 0)
        return false;
    static const char *const before[] = {"P.", "p.", "第", "P", "p", "A", "B", "C", "D", "T"};
    step_back(&rest, U" 　", 1);
    step_back_word(&rest, before, BASE_COUNT(before));
    /* 渡口装上新水尺（1） */
    *unit = (step_back(&rest, U"(（[【〔", 1) > 0 && closed) || *unit;
    *text = rest;
    return true;
}

/* The kind of what stands before the number, which is taken off TEXT. */
static enum entry_kind
take_leader(struct slice *text, bool unit)
{
    static const char *const words[] = {"详见", "詳見", "全文见", "报道见", "报道详见", "见", "見"};
    size_t weight = 0, dots = 0, cells = 0, arrows = 0;
    bool bar = false, word = unit && step_back_word(text, words, BASE_COUNT(words));
    for (;;) {
        char32_t code = text_last(*text);
        if (text_among(code, U"…⋯"))
            weight += 2;
        else if (text_among(code, U".．-－—―─_＿～~"))
            weight++;
        else if (text_among(code, U"·・•‧∙⋅"))
            dots++;
        else if (text_among(code, U"▶►→➔➜▷▸>＞»☞"))
            arrows++;
        else if (text_among(code, U"/／|｜\t"))
            bar = true;
        else if (code == ' ' || code == 0x3000 || code == 0xA0)
            cells += code == 0x3000 ? 2 : 1;
        else
            break;
        text->len = text_previous(*text, text->len);
    }
    step_back(text, U"(（[【〔", 1);
    if (weight + dots >= LEADER_MIN || dots >= DOTS_MIN)
        return ENTRY_LEADER;
    if ((arrows > 0 && unit) || arrows > 1 || word)
        return ENTRY_ARROW;
    return bar || cells >= GAP_CELLS_MIN || unit ? ENTRY_GAP : ENTRY_NONE;
}

/* TEXT without the bullets and the number in front of it. */
static struct slice
without_marker(struct slice text)
{
    size_t at = 0, next;
    while (text_among(text_point(text, at, &next), U"●○■□▲△◆◇★▶►▷▸•·・-*#—→》> 　"))
        at = next;
    size_t digits = at;
    if (text_read_number(text, &digits, 1, 2, false) >= 0 && text_among(text_point(text, digits, &next), U".．、)）"))
        at = next;
    return text_trim(slice_from(text, at));
}

/* What line I is; *TITLE: its words. */
static enum entry_kind
read_entry(const struct contents *contents, size_t i, struct entry *entry, struct slice *title)
{
    const struct shape *shape = &contents->shapes[i];
    bool unit;
    *entry = (struct entry){.page = -1};
    *title = shape->text;
    if (contents->furniture[i] || shape->points > ENTRY_POINTS_MAX * (shape_is_cjk(shape) ? 1U : 2U))
        return ENTRY_NONE;
    if (is_head(shape->text))
        return ENTRY_HEAD;
    struct slice rest = shape->text;
    enum entry_kind kind = take_page(&rest, &entry->page, &unit) ? take_leader(&rest, unit) : ENTRY_NONE;
    if (kind == ENTRY_NONE)
        entry->page = -1;
    else
        *title = text_trim(rest);
    *title = without_marker(*title);
    bool sentence = slice_has(*title, "。") || shape->lead;
    if (kind == ENTRY_ARROW && title->len == 0)
        return ENTRY_ARROW;
    if (sentence || text_points(*title) < 2)
        return ENTRY_NONE;
    return kind == ENTRY_NONE && !shape->furniture   ? ENTRY_PLAIN
           : shape->furniture && kind < ENTRY_LEADER ? ENTRY_NONE
                                                     : kind;
}

/* Some short lines at the top: a list of what is below, perhaps. */
static bool
begins_with_rows(const struct contents *contents)
{
    size_t rows = 0;
    for (size_t i = 0; i < contents->count && i < TOP_LINES && rows < ROWS_MIN; i++) {
        const struct shape *shape = &contents->shapes[i];
        bool row = !contents->furniture[i] && !shape->finished && !shape->comma && shape->points <= ENTRY_POINTS_MAX;
        rows = row ? rows + 1 : 0;
    }
    return rows == ROWS_MIN;
}

/* Is there anything to look for? */
static bool
may_have_contents(struct contents *contents)
{
    bool found = begins_with_rows(contents);
    for (size_t i = 0; i < contents->count; i++) {
        const struct shape *shape = &contents->shapes[i];
        char32_t last = text_last(shape->text);
        if (shape->points > 2 * ENTRY_POINTS_MAX ||
            (!text_is_digit(last) && !text_among(last, U")）]】〕版面页頁") && !is_head(shape->text)))
            continue;
        struct slice title;
        enum entry_kind kind = read_entry(contents, i, &contents->entries[i], &title);
        found = found || kind > ENTRY_PLAIN;
    }
    return found;
}

/* Reads all lines, from the last on, so that each finds the next one that says the same. */
static void
read_entries(struct contents *contents)
{
    struct line_table *table = line_table_new(contents->count);
    for (size_t i = contents->count; i-- > 0;) {
        struct slice title;
        struct entry *entry = &contents->entries[i];
        entry->kind = (uint8_t)read_entry(contents, i, entry, &title);
        if (entry->kind == ENTRY_NONE || entry->kind == ENTRY_HEAD || title.len == 0)
            continue;
        uint32_t *place = line_table_at(table, line_hash(title, true));
        if (place == NULL)
            continue;
        entry->same = *place;
        if (entry->kind == ENTRY_PLAIN)
            *place = (uint32_t)i + 1;
    }
    line_table_free(table);
}

/* ---- the whole of it */

/* Lines FIRST up to END, and what they have. */
struct listing {
    size_t first, end;
    size_t leaders, arrows, gaps, same, plain;
    bool head, rises, apart;
    int page;
    uint32_t last_same,
        first_same; /* where what it names stands below: the last entry's, the first of all; 0: nowhere */
};

static void
add_entry(struct listing *block, const struct entry *entry)
{
    block->leaders += entry->kind == ENTRY_LEADER;
    block->arrows += entry->kind == ENTRY_ARROW;
    block->gaps += entry->kind == ENTRY_GAP;
    block->plain += entry->kind == ENTRY_PLAIN;
    block->same += entry->same > 0;
    if (entry->page >= 0) {
        block->rises = block->rises && entry->page >= block->page;
        block->page = entry->page;
    }
    if (entry->same > 0) {
        /* with text between them */
        block->apart = block->apart && (block->last_same == 0 || entry->same > block->last_same + 1);
        block->last_same = entry->same;
        if (block->first_same == 0 || entry->same < block->first_same)
            block->first_same = entry->same;
    }
}

/* The block that begins at line I. */
static struct listing
read_block(const struct contents *contents, size_t i)
{
    const struct entry *entries = contents->entries;
    struct listing block = {.first = i, .end = i, .rises = true, .apart = true};
    size_t fillers = 0;
    if (entries[i].kind == ENTRY_HEAD) {
        block.head = true;
        i++;
    }
    bool plain = !block.head && entries[i].kind == ENTRY_PLAIN;
    for (; i < contents->count; i++) {
        const struct entry *entry = &entries[i];
        /* the text that is named begins here */
        if (block.first_same > block.end && i + 1 >= block.first_same)
            break;
        bool counts = entry->kind >= ENTRY_GAP && entry->kind <= ENTRY_ARROW;
        /* what comes back below is named here, if it does not come back at once */
        bool named = entry->kind == ENTRY_PLAIN && entry->same > i + 2 && (block.head || plain);
        /* ▶2版 below what is there */
        if (plain && !named && !(entry->kind == ENTRY_ARROW && block.plain > 0))
            break;
        if (!counts && !named) {
            bool filler = entry->kind == ENTRY_PLAIN && contents->shapes[i].points <= FILLER_POINTS_MAX;
            if (!filler || ++fillers > FILLERS_MAX)
                break;
            continue;
        }
        add_entry(&block, entry);
        fillers = 0;
        block.end = i + 1;
    }
    return block;
}

static bool
is_contents(const struct listing *block)
{
    size_t marked = block->leaders + block->arrows, all = marked + block->gaps + block->plain;
    if (block->end == block->first)
        return false;
    if (block->head)
        return marked > 0 || (block->same >= 2 && block->apart) || (block->gaps > 1 && block->rises);
    if (block->plain == all)
        return all >= ROWS_MIN && block->apart && block->first < TOP_LINES;
    if (block->arrows > 0 && block->plain > 0 && block->same == block->plain && block->apart)
        return true;
    if (block->leaders > 0 && (block->same > 0 || (block->leaders >= ROWS_MIN && block->rises)))
        return true;
    return (block->gaps > 1 && block->apart && block->same >= 2 && block->same * 2 >= all) || block->arrows == all;
}

static void
mark_block(struct contents *contents, const struct listing *block)
{
    for (size_t i = block->first; i < block->end; i++) {
        contents->furniture[i] = true;
        uint32_t same = contents->entries[i].same;
        if (same > block->end)
            contents->shapes[same - 1].listed = LISTED_HEADLINE;
    }
    /* ·工作动态· among them, and below right above such a headline */
    for (size_t i = block->first; i < block->end; i++) {
        const struct entry *entry = &contents->entries[i];
        if (entry->kind == ENTRY_PLAIN && entry->same > block->end && entry->same < contents->count &&
            contents->shapes[entry->same].listed == LISTED_HEADLINE)
            contents->shapes[entry->same - 1].listed = LISTED_SECTION;
    }
}

void
contents_find(struct shape *shapes, size_t count, bool *furniture)
{
    struct contents contents = {shapes, count, furniture, NULL};
    contents.entries = base_alloc_zero(count + 1, sizeof *contents.entries);
    if (may_have_contents(&contents)) {
        read_entries(&contents);
        for (size_t i = 0; i < count; i++) {
            if (contents.entries[i].kind == ENTRY_NONE || furniture[i])
                continue;
            struct listing block = read_block(&contents, i);
            if (is_contents(&block))
                mark_block(&contents, &block);
            /* what is none is not looked at again from each of its lines */
            i = block.end > i ? block.end - 1 : i;
        }
    }
    free(contents.entries);
}
