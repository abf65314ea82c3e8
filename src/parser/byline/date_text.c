/* The date that a text begins with, in its own words: 昨天上午, 10月12日.
 */
#include "parser/byline/byline.h"

size_t
lead_date_text(struct slice text)
{
    static const char *const days[] = {"昨天", "昨日", "今天", "今日", "日前", "近日", "前天", "前日",
                                       "本周", "上周", "上午", "下午", "晚上", "清晨", "晚"};
    size_t at = 0;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < BASE_COUNT(days); i++)
            if (slice_starts(slice_from(text, at), days[i])) {
                at += strlen(days[i]);
                more = true;
                break;
            }
        /* 10月12日, 3月 */
        size_t digits = at;
        while (digits < text.len && digits < at + 4 && text.at[digits] >= '0' && text.at[digits] <= '9')
            digits++;
        struct slice rest = slice_from(text, digits);
        if (digits > at && (slice_starts(rest, "月") || slice_starts(rest, "日") || slice_starts(rest, "年"))) {
            at = digits + strlen("月");
            more = true;
        }
    }
    return at;
}
