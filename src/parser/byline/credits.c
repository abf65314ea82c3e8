/* The authors of an article, kept in the issue: those of a byline that byline_names.c has taken apart.
 *
 * Whether names are taken apart depends on the page around them, which only is known here.
 */
#include "parser/byline/byline.h"

enum { AROUND_BYTES = 600 };

/* Kana around the byline, one for six Han at least: the page is Japanese. */
static bool
is_japanese(const struct issue *issue, struct slice byline, uint32_t base_byte)
{
    struct slice text = slice_make(issue->text, issue->text_bytes);
    size_t start = base_byte > AROUND_BYTES ? base_byte - AROUND_BYTES : 0, end = base_byte + byline.len + AROUND_BYTES;
    size_t kana = 0, han = 0;
    start = text_start_after(text, start);
    end = text_start(text, end < text.len ? end : text.len);
    for (size_t at = start, next; at < end; at = next) { /* nearly always there is none */
        next = at + 3;
        if (!text_is_common_han_at(text.at + at))
            kana += text_is_kana(text_point(text, at, &next));
    }
    for (size_t at = start, next; at < end && kana > 0; at = next)
        han += text_is_han(text_point(text, at, &next));
    return kana > 0 && kana * 6 >= han;
}

void
credits_read(const struct issue *issue, struct slice byline, uint32_t base_byte, struct byline_names *names)
{
    if (is_japanese(issue, byline, base_byte))
        names_read(byline, true, names);
    else
        names_read_signature(byline, names);
}

static struct issue_credit
new_credit(const struct name *name, uint32_t base_byte)
{
    struct issue_span role = {base_byte + name->role.start_byte, name->role.bytes};
    return (struct issue_credit){.role = role, .name = base_strndup(name->text, strlen(name->text))};
}

uint32_t
credits_add(struct issue *issue, size_t *capacity, const struct byline_names *names, uint32_t base_byte)
{
    uint8_t duty = DUTY_PICTURE;
    for (size_t i = 0; i < names->count; i++)
        duty = names->name[i].duty < duty ? names->name[i].duty : duty;
    uint32_t added = 0;
    for (size_t i = 0; i < names->count; i++) {
        if (names->name[i].duty != duty || names->name[i].odd)
            continue;
        issue->credits = base_grow(issue->credits, capacity, issue->credit_count + 1, sizeof *issue->credits);
        issue->credits[issue->credit_count++] = new_credit(&names->name[i], base_byte);
        added++;
    }
    return added;
}

void
credits_add_pictures(struct issue *issue, size_t *capacity, const struct byline_names *names, uint32_t base_byte)
{
    for (size_t i = 0; i < names->count; i++) {
        if (names->name[i].duty != DUTY_PICTURE || names->name[i].odd)
            continue;
        issue->pictures = base_grow(issue->pictures, capacity, issue->picture_count + 1, sizeof *issue->pictures);
        issue->pictures[issue->picture_count++] = new_credit(&names->name[i], base_byte);
    }
}
