/* Pages of columns that stand side by side, invented. */
#include "side_by_side.h"

#include "kanbao/text.h"

const char *const side_first[] = {"盐井滩的晒盐场换了新闸门",
                                  "",
                                  "　　本报讯 上周末，盐井滩晒盐",
                                  "场把用了三十年的木闸门换成了铁",
                                  "的，盐工们说今后涨潮时不必再连",
                                  "夜守在堤上。",
                                  "　　场长说，旧闸门的木板留着做",
                                  "长凳，放在晒盐场的凉棚里。",
                                  NULL};
const char *const side_second[] = {"竹篾巷的风筝上了天",
                                   "",
                                   "　　本报讯 竹篾巷小学的四十名",
                                   "学生昨天把自己糊的风筝放上了天，",
                                   "最大的一只有两丈长。老师傅说，扎",
                                   "风筝最要紧的是骨架匀称，纸薄一点",
                                   "倒不碍事。明年还要再放。",
                                   NULL};
const char *const side_third[] = {"粮栈的老秤退休了",
                                  "",
                                  "　　本报讯 南街粮栈的一杆老秤",
                                  "从昨天起不再使用，改挂在墙上，",
                                  "来往的农人都要摸一摸秤砣。栈里",
                                  "的伙计说，新秤准，老秤有情分，",
                                  "两样都舍不得。",
                                  NULL};
void
side_page_done(struct side_page *page)
{
    buffer_done(&page->text);
    buffer_done(&page->wanted);
}

void
side_want(struct side_page *page, unsigned number, const char *text)
{
    struct slice words = text_trim(slice_of(text));
    if (words.len > 0)
        buffer_printf(&page->wanted, "%u %.*s\n", number, (int)words.len, words.at);
}

/* Lines over all columns. */
void
side_add_wide(struct side_page *page, const char *text)
{
    buffer_add_text(&page->text, text);
    buffer_add_byte(&page->text, '\n');
    side_want(page, ++page->number, text);
}

static size_t
count_lines(const char *const *column)
{
    size_t count = 0;
    while (column[count] != NULL)
        count++;
    return count;
}

/* COLUMNS side by side, each padded to the widest of its lines and GUTTER behind it; SPACED: a blank line below each. */
void
side_add_columns(struct side_page *page, const char *const *const *columns, size_t count, const char *gutter,
                 bool spaced)
{
    size_t rows = 0, widest[SIDE_COLUMNS_MOST] = {0};
    for (size_t i = 0; i < count; i++) {
        size_t lines = count_lines(columns[i]);
        rows = lines > rows ? lines : rows;
        for (size_t k = 0; k < lines; k++) {
            size_t cells = text_cells(slice_of(columns[i][k]));
            widest[i] = cells > widest[i] ? cells : widest[i];
        }
    }
    unsigned step = spaced ? 2 : 1;
    for (size_t row = 0; row < rows; row++) {
        struct buffer line = {0};
        for (size_t i = 0; i < count; i++) {
            const char *cell = row < count_lines(columns[i]) ? columns[i][row] : "";
            buffer_add_text(&line, cell);
            for (size_t pad = text_cells(slice_of(cell)); i + 1 < count && pad < widest[i]; pad++)
                buffer_add_byte(&line, ' ');
            buffer_add_text(&line, i + 1 < count ? gutter : "");
        }
        size_t end = line.len;
        while (end > 0 && line.at[end - 1] == ' ')
            end--;
        buffer_add(&page->text, line.at, end);
        buffer_add_text(&page->text, spaced ? "\n\n" : "\n");
        buffer_done(&line);
    }
    for (size_t i = 0; i < count; i++)
        for (size_t row = 0; row < count_lines(columns[i]); row++)
            side_want(page, page->number + 1 + (unsigned)row * step, columns[i][row]);
    page->number += (unsigned)rows * step;
}

struct buffer
side_lines(const struct issue *issue)
{
    struct buffer out = {0};
    for (uint32_t line = 0; line < issue->line_count; line++) {
        struct slice words = issue_line_text(issue, line);
        if (words.len > 0)
            buffer_printf(&out, "%u %.*s\n", issue_line_number(issue, line) + 1, (int)words.len, words.at);
    }
    return out;
}
