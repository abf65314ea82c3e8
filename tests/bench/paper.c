/* Newspapers nobody ever printed: a small vocabulary of invented towns and errands,
 * put together by a generator that gives the same issues in every run.
 *
 * What matters to the programs is the mix: Han characters with full-width punctuation,
 * numbers, quotations, some Latin, headlines, datelines, and lines that a column broke
 * off without a full stop.
 */
#include "bench.h"

#include "kanbao/issue.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

struct dice {
    uint64_t state;
};

static uint32_t
roll(struct dice *dice, uint32_t sides)
{
    dice->state ^= dice->state << 13;
    dice->state ^= dice->state >> 7;
    dice->state ^= dice->state << 17;
    return (uint32_t)(dice->state >> 32) % sides;
}

static struct dice
dice_of(uint32_t number)
{
    struct dice dice = {0x9E3779B97F4A7C15u * ((uint64_t)number + 1)};
    for (int i = 0; i < 4; i++)
        roll(&dice, 2);
    return dice;
}

static const char *const places[] = {"柳汀镇", "青瓦街", "石坞村", "望潮区", "竹溪乡",
                                     "南浦桥", "鹭洲岛", "云坪县", "河埠头", "梅岭站"};
static const char *const people[] = {"居民", "渔民", "学生", "老师傅", "志愿者",
                                     "摊主", "馆员", "船工", "护林员", "乘客"};
static const char *const deeds[] = {"修好", "清点", "搬运", "测量", "登记", "晾晒",
                                    "更换", "打捞", "粉刷", "照看", "试种", "交还"};
static const char *const things[] = {"一座木桥", "旧书架",   "渡口的灯", "河边栏杆",   "三百棵茶树",
                                     "公用水井", "钟楼的钟", "几只风筝", "小学的屋顶", "新到的图书",
                                     "一台秤",   "两条小船", "晒谷场",   "街角长椅"};
static const char *const whens[] = {"昨天上午", "上周五",   "入秋以后", "天刚亮",
                                    "连续五天", "从本月起", "午后",     "雨停之后"};
static const char *const sayings[] = {"慢一点不要紧",       "先看清楚再动手", "明年还来",
                                      "这里从前是一片芦苇", "大家都搭把手",   "钥匙还在老地方"};
static const char *const extras[] = {"长1.6公里",   "共用去48天",   "比去年多了27%", "每户发两本《节气手册》",
                                     "装上了LED灯", "由A线改走B线", "约有3,500人次", "气温回升到12℃",
                                     "占地近9亩",   "定在10月12日"};
static const char *const names[] = {"陆一帆", "谈小满", "骆青禾", "滕望", "乔知秋", "郁南星", "厉冬至", "柏舟"};

#define PICK(words) (words)[roll(dice, BASE_COUNT(words))]

static void
add_clause(struct buffer *out, struct dice *dice)
{
    buffer_add_text(out, PICK(whens));
    buffer_add_text(out, PICK(places));
    buffer_add_text(out, "的");
    buffer_add_text(out, PICK(people));
    buffer_add_text(out, PICK(deeds));
    buffer_add_text(out, "了");
    buffer_add_text(out, PICK(things));
}

static void
add_sentence(struct buffer *out, struct dice *dice)
{
    add_clause(out, dice);
    for (uint32_t i = roll(dice, 3); i > 0; i--) {
        buffer_add_text(out, "，");
        if (roll(dice, 2) == 0)
            add_clause(out, dice);
        else
            buffer_add_text(out, PICK(extras));
    }
    if (roll(dice, 4) == 0) {
        buffer_add_text(out, "。");
        buffer_add_text(out, PICK(names));
        buffer_add_text(out, "说：“");
        buffer_add_text(out, PICK(sayings));
        buffer_add_text(out, "。”");
    } else {
        buffer_add_text(out, "。");
    }
}

void
paper_add_prose(struct buffer *out, uint32_t number, size_t bytes)
{
    struct dice made = dice_of(number), *dice = &made;
    size_t end = out->len + bytes;
    while (out->len < end)
        add_sentence(out, dice);
}

/* A paragraph; one in three is broken off by a column and goes on after an empty line. */
static void
add_paragraph(struct buffer *out, struct dice *dice)
{
    uint32_t sentences = 2 + roll(dice, 4);
    bool broken = roll(dice, 3) == 0;
    for (uint32_t i = 0; i < sentences; i++) {
        add_sentence(out, dice);
        if (broken && i == sentences / 2) {
            add_clause(out, dice);
            buffer_add_text(out, "\n\n");
        }
    }
    buffer_add_text(out, "\n\n");
}

static void
add_articles(struct buffer *out, struct dice *dice, size_t bytes)
{
    size_t end = out->len + bytes;
    while (out->len < end) {
        buffer_add_text(out, PICK(places));
        buffer_add_text(out, PICK(people));
        buffer_add_text(out, PICK(deeds));
        buffer_add_text(out, PICK(things));
        buffer_add_text(out, "\n\n本报讯 (记者 ");
        buffer_add_text(out, PICK(names));
        buffer_add_text(out, ") ");
        for (uint32_t paragraphs = 2 + roll(dice, 4); paragraphs > 0; paragraphs--)
            add_paragraph(out, dice);
    }
}

void
paper_add_issue(struct buffer *out, uint32_t date, uint32_t number, size_t bytes)
{
    struct dice dice = dice_of(number);
    buffer_printf(out, "柳汀新报　%u年%u月%u日　第%u期\n\n", date / 10000, date / 100 % 100, date % 100, number + 1);
    add_articles(out, &dice, bytes);
}

void
paper_add_long_article(struct buffer *out, size_t bytes)
{
    struct dice others = dice_of(0);
    size_t end = out->len + bytes;
    buffer_add_text(out, "柳汀新报　2003年5月18日　第9期\n\n柳汀镇渡口的灯又亮了一夜\n\n");
    for (uint32_t number = 0; out->len < end; number++) {
        paper_add_prose(out, number, 700);
        buffer_add_text(out, "\n\n");
    }
    add_articles(out, &others, 40000);
}

static uint32_t
day_after(uint32_t date)
{
    do {
        date++;
        if (date % 100 > 31)
            date = (date / 100 + 1) * 100 + 1;
        if (date / 100 % 100 > 12)
            date = (date / 10000 + 1) * 10000 + 101;
    } while (!issue_date_valid(date));
    return date;
}

struct archive {
    const char *folder;
    size_t count, bytes;
    uint32_t number;
    size_t written; /* bytes */
    struct buffer text;
};

static void
write_issue(struct archive *archive, uint32_t date, const char *name)
{
    char path[4096];
    if (archive->number >= archive->count)
        return;
    buffer_clear(&archive->text);
    if (archive->bytes > 0)
        paper_add_issue(&archive->text, date, archive->number, archive->bytes);
    snprintf(path, sizeof path, "%s/%u/%s.txt", archive->folder, date / 10000, name);
    folder_write(path, buffer_slice(&archive->text));
    archive->written += archive->text.len;
    archive->number++;
}

size_t
paper_write_archive(const char *folder, size_t count, size_t bytes)
{
    struct archive archive = {folder, count, bytes, 0, 0, {0}};
    char text[4096];
    uint32_t year = 0;
    for (uint32_t date = 19600101; archive.number < count; date = day_after(date)) {
        if (date / 10000 != year) {
            year = date / 10000;
            snprintf(text, sizeof text, "%s/%u", folder, year);
            if (mkdir(text, 0700) != 0)
                bench_fail("%s: %s", text, strerror(errno));
            snprintf(text, sizeof text, "special-%u", year % 12 + 1);
            write_issue(&archive, date, text);
        }
        snprintf(text, sizeof text, "%u", date);
        write_issue(&archive, date, text);
        snprintf(text, sizeof text, "%u-weekend", date);
        if (issue_weekday(date) == 0)
            write_issue(&archive, date, text);
    }
    buffer_done(&archive.text);
    /* what is still on its way to the disk would be measured with the programs */
    if (bytes > 0)
        sync();
    return archive.written;
}
