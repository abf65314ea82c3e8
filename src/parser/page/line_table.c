/* Which lines say the same: a number for each line's words.
 *
 * Open addressing with few probes: a line whose place others have taken is taken for one that comes once, so that no text
 * makes a search long.
 */
#include "parser/page/page.h"

#include <stdlib.h>

enum { PROBES = 16 };

struct line_entry {
    uint64_t hash; /* 0: free */
    uint32_t value;
};

struct line_table {
    size_t mask;
    struct line_entry entries[];
};

uint64_t
line_hash(struct slice text, bool words_only)
{
    uint64_t hash = 0xCBF29CE484222325U; /* FNV-1a */
    for (size_t at = 0, next; at < text.len; at = next) {
        char32_t code = text_point(text, at, &next);
        bool word = text_is_word(code) || text_is_han(code) || text_is_kana(code) || text_is_hangul(code);
        if (text_is_space(code) || (words_only && !word))
            continue;
        hash = (hash ^ code) * 0x100000001B3U;
    }
    return hash | 1;
}

struct line_table *
line_table_new(size_t lines)
{
    size_t slots = 64;
    while (slots < lines * 2)
        slots *= 2;
    struct line_table *table = base_alloc_zero(1, sizeof *table + slots * sizeof *table->entries);
    table->mask = slots - 1;
    return table;
}

void
line_table_free(struct line_table *table)
{
    free(table);
}

uint32_t *
line_table_at(struct line_table *table, uint64_t hash)
{
    for (size_t i = 0; i < PROBES; i++) {
        struct line_entry *entry = &table->entries[((hash >> 7) + i) & table->mask];
        if (entry->hash == 0)
            entry->hash = hash;
        if (entry->hash == hash)
            return &entry->value;
    }
    return NULL;
}
