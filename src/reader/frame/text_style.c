/* The options, as layout and search take them. */
#include "reader/frame/frame.h"

struct layout_spec
reader_text_style(const struct options *options)
{
    return (struct layout_spec){
        .level = options->line_break,
        .spacing = options->spacing,
        .restore = options->punctuation == PUNCTUATION_RESTORED,
        .hang = options->hanging,
        .justify = options->justify,
        .center = options->headline_align == ALIGN_CENTER,
        .seams = options->seams,
        .indent = (uint8_t)options->indent,
        .paragraph_gap = (uint8_t)options->paragraph_gap,
    };
}

struct search_options
reader_search_options(const struct options *options, struct store *store, struct search_stories *stories)
{
    return (struct search_options){.pinyin = options->pinyin,
                                   .fuzzy = options->fuzzy_pinyin,
                                   .exact = options->search_exact,
                                   .store = store,
                                   .stories = stories};
}
