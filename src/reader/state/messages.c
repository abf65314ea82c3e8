/* Words for the bottom line. */
#include "reader/state/state.h"

#include "kanbao/text.h"

#include <stdlib.h>

void
words_set(struct buffer *out, const char *format, va_list arguments)
{
    struct buffer words = {0};
    buffer_vprintf(&words, format, arguments);
    size_t len = text_repair(&words.at, words.len, NULL);
    buffer_clear(out);
    buffer_add(out, words.at, len);
    buffer_done(&words);
}

void
reader_say(struct reader *reader, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    words_set(&reader->message, format, arguments);
    va_end(arguments);
}

void
reader_clear_message(struct reader *reader)
{
    buffer_clear(&reader->message);
}

void
reader_set_pending(struct reader *reader, struct slice keys)
{
    buffer_clear(&reader->pending);
    buffer_add_slice(&reader->pending, keys);
}

void
reader_set_pressed(struct reader *reader, struct slice keys)
{
    buffer_clear(&reader->pressed);
    buffer_add_slice(&reader->pressed, keys);
}

void
reader_add_date(struct buffer *out, uint32_t date, bool weekday)
{
    static const char *const days[] = {N_("Sunday"),   N_("Monday"), N_("Tuesday"), N_("Wednesday"),
                                       N_("Thursday"), N_("Friday"), N_("Saturday")};
    if (date == 0)
        return;
    /* TRANSLATORS: year, month, day */
    buffer_printf(out, _("%u-%02u-%02u"), date / 10000, date / 100 % 100, date % 100);
    if (weekday)
        buffer_printf(out, " %s", _(days[issue_weekday(date)]));
}

void
reader_add_weekday(struct buffer *out, uint32_t date, bool whole)
{
    static const char *const days[] = {N_("Su"), N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa")};
    static const char *const longer[] = {N_("Sun"), N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat")};
    buffer_add_text(out, _((whole ? longer : days)[issue_weekday(date)]));
}

void
reader_set_hints(struct reader *reader, enum reader_pane pane, const char *hints)
{
    free(reader->hints[pane]);
    reader->hints[pane] = base_strdup(hints);
}
