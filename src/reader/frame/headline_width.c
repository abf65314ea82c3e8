/* How wide the headline list is: its margin, and its longest headline. How a headline is set in there is another file's. */
#include "reader/frame/frame.h"

#include "kanbao/text.h"

static int
digits_of(size_t number)
{
    int digits = 1;
    while (number >= 10) {
        number /= 10;
        digits++;
    }
    return digits;
}

struct reader_list_margin
reader_list_margin(const struct reader *reader)
{
    const struct issue *issue = reader->shown;
    /* ">12?● " */
    int digits = digits_of(issue ? issue->article_count : 1), sign_col = 1 + (digits > 2 ? digits : 2);
    return (struct reader_list_margin){.sign_col = sign_col, .mark_col = sign_col + 1, .cols = sign_col + 3};
}

/* At most, as it is shown: a half-width mark may be shown full-width. */
static int
shown_cells(struct slice title)
{
    int cells = (int)text_cells(title);
    for (size_t i = 0; i < title.len; i++)
        cells += strchr(",.;:!?()\"'", title.at[i]) != NULL && title.at[i] != '\0';
    return cells;
}

int
headline_list_widest(const struct reader *reader, int most)
{
    struct reader_widest *widest = reader->widest;
    const struct issue *issue = reader->shown;
    if (widest->issue == issue && widest->most == most)
        return widest->cells;
    *widest = (struct reader_widest){.issue = issue, .most = most};
    for (size_t i = 0; i < issue->article_count && widest->cells < most; i++) {
        struct slice title = issue_article_title(issue, &issue->articles[i]);
        int cells = title.len < (size_t)most * 4 ? shown_cells(title) : most;
        widest->cells = cells > widest->cells ? cells : widest->cells;
    }
    widest->cells = widest->cells < most ? widest->cells : most;
    return widest->cells;
}
