/* An issue as one line of JSON, for scripts; the manual has the description.
 *
 * What a terminal should not get raw is escaped even here: people pipe JSON to
 * their screens.
 */
#include "kanbao/issue.h"

#include "kanbao/text.h"

void
issue_add_json_string(struct buffer *out, struct slice text)
{
    size_t plain = 0; /* from here on nothing is escaped */
    buffer_add_byte(out, '"');
    for (size_t at = 0, next; at < text.len; at = next) {
        char32_t code = text_point(text, at, &next);
        bool escaped = code == '"' || code == '\\';
        if (!escaped && (text_is_common_han(code) || text_show(code) == TEXT_SHOW_PLAIN))
            continue;
        buffer_add(out, text.at + plain, at - plain);
        plain = next;
        if (escaped)
            buffer_printf(out, "\\%c", (char)code);
        else if (code > 0xFFFF)
            buffer_printf(out, "\\u%04X\\u%04X", (unsigned)(0xD7C0 + (code >> 10)),
                          (unsigned)(0xDC00 + (code & 0x3FF)));
        else
            buffer_printf(out, "\\u%04X", (unsigned)code);
    }
    buffer_add(out, text.at + plain, text.len - plain);
    buffer_add_byte(out, '"');
}

static void
add_string_or_null(struct buffer *out, struct slice text)
{
    if (text.len > 0)
        issue_add_json_string(out, text);
    else
        buffer_add_text(out, "null");
}

/* A path is bytes; JSON is not. */
void
issue_add_json_path(struct buffer *out, const char *path)
{
    char *copy = base_strdup(path);
    size_t len = text_repair(&copy, strlen(path), NULL);
    issue_add_json_string(out, slice_make(copy, len));
    struct buffer owner = {copy, len, len};
    buffer_done(&owner);
}

static void
add_lines_of(struct buffer *out, const struct issue *issue, const struct issue_article *article, enum issue_role role)
{
    const char *comma = "";
    buffer_add_byte(out, '[');
    for (uint32_t i = 0; i < article->head_count; i++) {
        if (issue->lines[article->head_lines[i]].role != role)
            continue;
        buffer_add_text(out, comma);
        issue_add_json_string(out, issue_line_words(issue, article->head_lines[i]));
        comma = ",";
    }
    buffer_add_byte(out, ']');
}

/* There is one for each line. */
static void
add_number(struct buffer *out, uint32_t number)
{
    char digits[10];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    buffer_add(out, digits + at, sizeof digits - at);
}

/* Without the colon. */
static void
add_speaker(struct buffer *out, struct slice speaker)
{
    static const char *const colons[] = {"：", ":", "."};
    speaker = text_trim(speaker);
    for (size_t i = 0; i < BASE_COUNT(colons); i++)
        if (slice_ends(speaker, colons[i])) {
            speaker.len -= strlen(colons[i]);
            break;
        }
    buffer_add_text(out, ",\"speaker\":");
    issue_add_json_string(out, text_trim(speaker));
}

static void
add_paragraph(struct buffer *out, const struct issue *issue, const struct issue_paragraph *paragraph,
              struct buffer *scratch)
{
    buffer_printf(out, "{\"kind\":\"%s\",\"text\":", issue_kind_name(paragraph->kind));
    struct slice text = issue_paragraph_text(issue, paragraph, scratch);
    issue_add_json_string(out, text);
    if (paragraph->kind == ISSUE_KIND_SPEECH)
        add_speaker(out, slice_make(text.at + paragraph->lead_bytes, paragraph->speaker_bytes));
    buffer_add_text(out, ",\"lines\":[");
    const char *comma = "";
    struct buffer seams = {0};
    size_t points = 0;
    for (uint32_t i = paragraph->first_line; i != ISSUE_NO_LINE; i = issue_paragraph_next(issue, paragraph, i)) {
        const struct issue_line *line = &issue->lines[i];
        buffer_add_text(out, comma);
        add_number(out, issue_line_number(issue, i) + 1);
        points += line->join == ISSUE_JOIN_SPACE || line->join == ISSUE_JOIN_LINE;
        points -= line->join == ISSUE_JOIN_HYPHEN;
        if (line->seam)
            buffer_printf(&seams, "%s{\"at\":%zu,\"lost\":%s}", seams.len > 0 ? "," : "", points,
                          line->lost ? "true" : "false");
        points += text_points(issue_line_words(issue, i));
        comma = ",";
    }
    buffer_add_text(out, "],\"seams\":[");
    buffer_add_slice(out, buffer_slice(&seams));
    buffer_add_text(out, "]}");
    buffer_done(&seams);
}

/* Was somebody read in LINE, of the byline? */
static bool
names_somebody(const struct issue *issue, const struct issue_article *article, uint32_t line)
{
    struct slice text = issue_line_words(issue, line);
    uint32_t start = (uint32_t)(text.at - issue->text), end = start + (uint32_t)text.len;
    for (uint32_t i = 0; i < article->credit_count; i++) {
        const struct issue_credit *credit = &issue->credits[article->first_credit + i];
        bool role = credit->role.bytes > 0 && credit->role.start_byte >= start && credit->role.start_byte < end;
        if (role || slice_has(text, credit->name))
            return true;
    }
    return false;
}

/* What of the byline names nobody is not lost: its lines as they stand, or what a dateline or a signature has of it. */
static void
add_byline_text(struct buffer *out, const struct issue *issue, const struct issue_article *article,
                struct buffer *scratch)
{
    const char *before = ",\"byline_text\":[";
    for (uint32_t i = article->byline_line; i != ISSUE_NO_LINE && i < article->end_line; i++) {
        if (issue->lines[i].role != ISSUE_BYLINE || names_somebody(issue, article, i))
            continue;
        buffer_add_text(out, before);
        issue_add_json_string(out, issue_line_words(issue, i));
        before = ",";
    }
    if (article->byline_line == ISSUE_NO_LINE && article->byline.bytes > 0 && article->credit_count == 0) {
        buffer_clear(scratch);
        issue_add_span(scratch, issue, article->byline);
        buffer_add_text(out, before);
        issue_add_json_string(out, buffer_slice(scratch));
        before = ",";
    }
    if (before[1] == '\0')
        buffer_add_byte(out, ']');
}

static void
add_article(struct buffer *out, const struct issue *issue, const struct issue_article *article, struct buffer *scratch)
{
    buffer_add_text(out, "{\"headline\":");
    if (article->headline_line == ISSUE_NO_LINE) {
        buffer_add_text(out, "null,\"headline_line\":null");
    } else {
        issue_add_json_string(out, issue_line_words(issue, article->headline_line));
        buffer_printf(out, ",\"headline_line\":%u", issue_line_number(issue, article->headline_line) + 1);
    }
    buffer_add_text(out, ",\"section\":");
    add_string_or_null(out, article->section_line != ISSUE_NO_LINE ? issue_line_words(issue, article->section_line)
                                                                   : slice_make("", 0));
    buffer_add_text(out, ",\"kicker\":");
    add_lines_of(out, issue, article, ISSUE_KICKER);
    buffer_add_text(out, ",\"deck\":");
    add_lines_of(out, issue, article, ISSUE_DECK);
    buffer_add_text(out, ",\"byline\":[");
    for (uint32_t i = 0; i < article->credit_count; i++) {
        buffer_add_text(out, i > 0 ? "," : "");
        issue_add_json_string(out, slice_of(issue->credits[article->first_credit + i].name));
    }
    buffer_add_byte(out, ']');
    add_byline_text(out, issue, article, scratch);
    for (uint32_t i = 0; i < article->picture_count; i++) {
        buffer_add_text(out, i > 0 ? "," : ",\"photographers\":[");
        issue_add_json_string(out, slice_of(issue->pictures[article->first_picture + i].name));
    }
    buffer_add_text(out, article->picture_count > 0 ? "]" : "");
    buffer_add_text(out, ",\"source\":");
    add_string_or_null(out, issue_span_text(issue, article->source));
    buffer_add_text(out, ",\"date_text\":");
    add_string_or_null(out, issue_span_text(issue, article->date_text));
    /* not %.2f, which writes a comma in half of Europe */
    unsigned hundredths = (unsigned)(article->confidence * 100 + 0.5F);
    buffer_printf(out, ",\"confidence\":%u.%02u,\"paragraphs\":[", hundredths / 100, hundredths % 100);
    for (uint32_t i = 0; i < article->paragraph_count; i++) {
        buffer_add_text(out, i > 0 ? "," : "");
        add_paragraph(out, issue, &issue->paragraphs[article->first_paragraph + i], scratch);
    }
    buffer_add_text(out, "]}");
}

/* All members of the issue but its articles. */
static void
add_issue(struct buffer *out, const struct issue *issue, size_t archive_bytes)
{
    buffer_add_text(out, "{\"path\":");
    issue_add_json_path(out, issue->path);
    if (archive_bytes > 0) {
        buffer_add_text(out, ",\"member\":");
        issue_add_json_path(out, issue->path + archive_bytes + 1);
    }
    buffer_add_text(out, ",\"title\":");
    add_string_or_null(out, slice_of(issue->title ? issue->title : ""));
    buffer_add_text(out, issue->date != 0 ? ",\"date\":\"" : ",\"date\":null");
    if (issue->date != 0) {
        issue_add_date(out, issue->date);
        buffer_add_byte(out, '"');
    }
    buffer_printf(out, ",\"encoding\":\"%s\",\"format\":\"%s\"", issue->encoding, issue->format);
    if (issue->tangled_count > 0)
        buffer_printf(out, ",\"tangled\":%zu", issue->tangled_count);
    for (size_t i = 0; i < issue->tag_count; i++) {
        buffer_add_text(out, i > 0 ? "," : ",\"tags\":[");
        issue_add_json_string(out, slice_of(issue->tags[i]));
    }
    buffer_add_text(out, issue->tag_count > 0 ? "],\"articles\":[" : ",\"articles\":[");
}

void
issue_add_json(struct buffer *out, const struct issue *issue)
{
    issue_add_member_json(out, issue, 0);
}

void
issue_add_member_json(struct buffer *out, const struct issue *issue, size_t archive_bytes)
{
    struct buffer scratch = {0};
    add_issue(out, issue, archive_bytes);
    for (size_t i = 0; i < issue->article_count; i++) {
        buffer_add_text(out, i > 0 ? "," : "");
        add_article(out, issue, &issue->articles[i], &scratch);
    }
    buffer_add_text(out, "]}\n");
    buffer_done(&scratch);
}

void
issue_add_json_article(struct buffer *out, const struct issue *issue, const struct issue_article *article)
{
    struct buffer scratch = {0};
    add_issue(out, issue, 0);
    add_article(out, issue, article, &scratch);
    buffer_add_text(out, "]}\n");
    buffer_done(&scratch);
}
