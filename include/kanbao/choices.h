/* kanbao - choices: what an option that offers a choice can be, an enum each.
 *
 * Floor 0. The options' table (src/settings/options.c) gives these values their names; the parts that go by them
 * include this file and nothing of settings. 0 is what is good where nobody has chosen.
 */
#ifndef KANBAO_CHOICES_H
#define KANBAO_CHOICES_H

/* Where text that is narrower than its room stands. */
enum align { ALIGN_LEFT, ALIGN_CENTER };

/* Cells of the characters of ambiguous width. */
enum ambiguous { AMBIGUOUS_AUTO, AMBIGUOUS_ONE, AMBIGUOUS_TWO };

enum color_use { COLOR_USE_AUTO, COLOR_USE_NEVER };

/* Columns of text; the others are their number. */
enum columns { COLUMNS_AUTO, COLUMNS_ONE, COLUMNS_TWO, COLUMNS_THREE };

/* Where the terminal's cursor rests: what follows it, such as an input method or a braille display, shows what is there. */
enum cursor_use {
    CURSOR_SELECTION, /* on what is selected, or beside the first row of the text */
    CURSOR_NEWS       /* on what has just come: a message, the hit that was gone to */
};

/* Which text is copied. */
enum copied { COPIED_SHOWN, COPIED_SOURCE };

/* What a file is written in. */
enum encoding {
    ENCODING_AUTO, /* as its bytes say */
    ENCODING_UTF8,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODING_UTF32LE,
    ENCODING_UTF32BE,
    ENCODING_GB18030,
    ENCODING_BIG5, /* with HKSCS */
    ENCODING_SHIFT_JIS,
    ENCODING_EUC_JP,
    ENCODING_ISO_2022_JP,
    ENCODING_EUC_KR,
    ENCODING_CP949,
    ENCODING_KOI8_R,
    ENCODING_WINDOWS_1251,
    ENCODING_WINDOWS_1252,
    ENCODING_ISO_8859_1,
    ENCODINGS
};

/* What the list of issues has as one: the files of one paper and day that are its pages, or each file. */
enum grouping { GROUPING_DAY, GROUPING_FILE };

/* Whether addresses are sent to the terminal as hyperlinks (OSC 8). */
enum hyperlinks {
    HYPERLINKS_AUTO, /* as the terminal says of itself */
    HYPERLINKS_ALWAYS,
    HYPERLINKS_NEVER
};

/* Which marks may not begin or end a line (CLREQ 3.1.5). */
enum line_break {
    LINE_BREAK_BASIC,
    LINE_BREAK_STRICT, /* —— and …… too */
    LINE_BREAK_NONE
};

/* List and article. */
enum panes {
    PANES_AUTO, /* beside each other on a screen that is wide enough */
    PANES_ONE   /* one at a time */
};

/* What an issue opens with. */
enum opens_with {
    OPENS_AUTO, /* at the start its front page where the screen is wide enough; later as the one before it was shown */
    OPENS_FRONT,
    OPENS_LIST,
    OPENS_ARTICLE
};

/* Which issue is the first. */
enum issue_order { ORDER_NEWEST, ORDER_OLDEST };

/* Which of what was found in the library is the first: as the issues are, or the likeliest. */
enum result_sort { RESULT_SORT_DATE, RESULT_SORT_RANK };

/* Where a page down ends that has less than a page before it: with the article's end in the last row, or a page further. */
enum page_turn { PAGE_TURN_FILL, PAGE_TURN_WHOLE };

/* Half-width punctuation in Chinese. */
enum punctuation { PUNCTUATION_RESTORED, PUNCTUATION_AS_IS };

/* Between Han and Latin letters or digits. */
enum spacing { SPACING_AS_IS, SPACING_NONE, SPACING_BLANK };

/* Whether files are watched that come, change and go. */
enum watching {
    WATCH_NO,
    WATCH_YES,
    WATCH_POLL /* by looking at the folders again and again */
};

/* How Chinese is typed in Latin letters. */
enum pinyin_scheme {
    PINYIN_SCHEME_NONE, /* Latin letters find only themselves */
    PINYIN_SCHEME_FULL, /* whole syllables, initials and what lies between */
    /* 双拼, two keys a syllable. Full pinyin still works beside it, but a word is wholly the one or the other. */
    PINYIN_SCHEME_XIAOHE,
    PINYIN_SCHEME_ZIRANMA,
    PINYIN_SCHEME_MICROSOFT, /* ; is a key */
    PINYIN_SCHEMES
};

/* Colours by the terminal's ground, or whatever it is. */
enum theme_name {
    THEME_AUTO, /* the terminal is asked */
    THEME_LIGHT,
    THEME_DARK,
    THEME_CONTRAST,
    THEME_MONO /* no colours */
};

#endif
