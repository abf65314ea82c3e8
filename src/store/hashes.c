/* What articles and lines are known by: hashes of what they say.
 *
 * These are kept for years, so that what they are made of must never change: no table of Unicode, no fold. Blanks and
 * punctuation are left out, the forms of ASCII that input methods give are ASCII, and ASCII has no case: OCR, converters and
 * editors change little else.
 */
#include "store/store_private.h"

#include "kanbao/text.h"

/* FNV-1a of 64 bits, http://www.isthe.com/chongo/tech/comp/fnv/ */
#define HASH_START UINT64_C(0xCBF29CE484222325)
#define HASH_PRIME UINT64_C(0x100000001B3)

enum { HEAD_POINTS = 200, BODY_POINTS = 48, BODY_LEAST = 8 };

struct hash {
    uint64_t value;
    size_t points, most; /* so many are counted */
};

static void
hash_number(struct hash *hash, uint32_t number)
{
    for (int shift = 0; shift < 32; shift += 8)
        hash->value = (hash->value ^ (number >> shift & 0xFF)) * HASH_PRIME;
}

/* What CODE counts as; 0: nothing. */
static char32_t
plain(char32_t code)
{
    if (code >= 0xFF01 && code <= 0xFF5E)
        code -= 0xFEE0;
    if (code >= 'A' && code <= 'Z')
        return code + ('a' - 'A');
    if (code < 0x80)
        return (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9') ? code : 0;
    bool mark = code < 0xC0 || code == 0xD7 || code == 0xF7 || (code >= 0x2000 && code <= 0x206F) ||
                (code >= 0x2500 && code <= 0x25FF) ||
                (code >= 0x3000 && code <= 0x303F && code != 0x3005 && code != 0x3007) ||
                (code >= 0xFE00 && code <= 0xFE6F) || code == 0x30FB || code == 0xFEFF || code == 0xFFFD;
    return mark ? 0 : code;
}

static void
hash_text(struct hash *hash, struct slice text)
{
    char32_t code;
    for (size_t at = 0; at < text.len && hash->points < hash->most;) {
        at += text_decode(text.at + at, &code);
        code = plain(code);
        if (code == 0)
            continue;
        hash_number(hash, (uint32_t)code);
        hash->points++;
    }
}

/* 0 stands for nothing. */
static uint64_t
hash_end(const struct hash *hash)
{
    return hash->points == 0 ? 0 : hash->value == 0 ? 1 : hash->value;
}

struct store_key
store_key_of(const struct issue *issue, const struct issue_article *article)
{
    struct hash head = {.value = HASH_START, .most = HEAD_POINTS}, body = {.value = HASH_START, .most = BODY_POINTS};
    struct buffer scratch = {0};
    if (article->headline_line != ISSUE_NO_LINE)
        hash_text(&head, issue_line_words(issue, article->headline_line));
    for (uint32_t i = 0; i < article->paragraph_count && body.points < body.most; i++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + i];
        hash_text(&body, issue_paragraph_text(issue, paragraph, &scratch));
    }
    buffer_done(&scratch);
    /* a few characters say too little to be known by where there is a headline */
    bool said = body.points >= BODY_LEAST || head.points == 0;
    return (struct store_key){hash_end(&head), said ? hash_end(&body) : 0, issue->date};
}

uint64_t
key_of_line(struct slice line)
{
    struct hash hash = {.value = HASH_START, .most = SIZE_MAX};
    hash_text(&hash, line);
    if (hash.points > 0)
        return hash_end(&hash);
    /* a line of marks alone is its bytes */
    line = text_trim(line);
    for (size_t i = 0; i < line.len; i++)
        hash.value = (hash.value ^ (unsigned char)line.at[i]) * HASH_PRIME;
    return line.len > 0 ? hash.value : 0;
}
