/* Roles and names out of a byline; two names that were run together, apart again.
 *
 * 记者 蒋雯黄鑫 is two people: four characters of which the first and the third are
 * surnames, unless the first two are a compound surname.
 */
#include "parser/parts.h"

/* The surnames that newspapers print; order of no meaning. */
static const char surnames[] =
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹"
    "孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温常康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符"
    "舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席"
    "卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻"
    "恽淇夷邰揭於昌花俸慕容支奉晋衡厉练达居伏强宣步都浦狄郗贡幸隆禹伊步";
static const char surnames_traditional[] =
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭葉蘇魏呂盧鍾譚陸賈韋鄒閻龍賀顧龔萬錢嚴湯溫龐顏莊聶魯關蘭駱華馮項連鮑費衛應閔師榮於蔣喬畢單紀蔔譚簡車";
static const char *const compounds[] = {"欧阳", "歐陽", "上官", "司马", "司馬", "诸葛", "諸葛", "夏侯", "皇甫", "尉迟", "公孙", "公孫", "令狐", "长孙",
                                        "宇文", "慕容", "司徒", "轩辕", "端木", "百里", "东方", "南宫", "闻人", "濮阳", "淳于", "澹台", "呼延", "申屠"};
/* Longest first, so that 本报记者 is not read as a name before 记者. */
static const char *const roles[] = {"全媒体记者", "新华社记者", "特约通讯员", "本报记者", "本報記者", "见习记者", "实习记者", "特约记者", "首席记者",
                                    "摄影记者",   "通讯员",     "通訊員",     "实习生",   "記者",     "记者",     "摄影",     "攝影",     "撰文",
                                    "作者",       "文/图",      "文／图",     "By ",      "by "};

static bool
is_surname(char32_t code)
{
    char utf8[5] = {0};
    text_encode(code, utf8);
    return strstr(surnames, utf8) != NULL || strstr(surnames_traditional, utf8) != NULL;
}

static bool
is_compound(struct slice name)
{
    for (size_t i = 0; i < BASE_COUNT(compounds); i++)
        if (slice_starts(name, compounds[i]))
            return true;
    return false;
}

/* Byte at which a run of Han falls into two names, or 0. */
static size_t
split_point(struct slice name)
{
    char32_t code[8];
    size_t at[8], points = 0;
    for (size_t i = 0; i < name.len; points++) {
        if (points == 6)
            return 0;
        at[points] = i;
        i += text_decode(name.at + i, &code[points]);
        if (!text_is_han(code[points]))
            return 0;
    }
    if (points < 4 || is_compound(name) || !is_surname(code[0]))
        return 0;
    if (points == 4)
        return is_surname(code[2]) ? at[2] : 0;
    if (points == 6)
        return is_surname(code[3]) ? at[3] : 0;
    bool two = is_surname(code[2]), three = is_surname(code[3]);
    return two == three ? 0 : two ? at[2] : at[3];
}

struct credits {
    struct issue *issue;
    size_t *capacity;
    struct issue_span role;
    uint32_t added;
};

static void
add_one(struct credits *credits, struct slice name)
{
    struct issue *issue = credits->issue;
    issue->credits = base_grow(issue->credits, credits->capacity, issue->credit_count + 1, sizeof *issue->credits);
    issue->credits[issue->credit_count++] = (struct issue_credit){credits->role, base_strndup(name.at, name.len)};
    credits->added++;
}

static void
add_name(struct credits *credits, struct slice name)
{
    name = text_trim(name);
    if (name.len == 0 || text_points(name) > 40)
        return;
    /* ／雲嶼報導 is where, not who */
    if (slice_ends(name, "報導") || slice_ends(name, "报道") || slice_ends(name, "摄"))
        return;
    size_t split = split_point(name);
    if (split > 0) {
        add_one(credits, slice_make(name.at, split));
        name = slice_from(name, split);
    }
    add_one(credits, name);
}

/* Bytes of a separator between names at AT, or 0. White space separates Han only:
   燕　雁 is one name, padded to the width of three. */
static size_t
separator(struct slice text, size_t at, struct slice so_far)
{
    static const char *const marks[] = {"、", "，", ",", "/", "／", "；", ";", " and ", " & "};
    struct slice rest = slice_from(text, at);
    for (size_t i = 0; i < BASE_COUNT(marks); i++)
        if (slice_starts(rest, marks[i]))
            return strlen(marks[i]);
    char32_t code;
    size_t len = text_decode(rest.at, &code);
    so_far = text_trim(so_far);
    if (!text_is_space(code) || !text_is_han(text_first(so_far)))
        return 0;
    struct slice after = text_trim(rest);
    char32_t next = 0;
    size_t next_len = after.len > 0 ? text_decode(after.at, &next) : 0;
    bool single = text_points(so_far) == 1;
    bool alone = after.len == next_len || !text_is_han(text_first(slice_from(after, next_len)));
    return single && alone && text_is_han(next) ? 0 : len;
}

static size_t
role_at(struct slice text)
{
    for (size_t i = 0; i < BASE_COUNT(roles); i++)
        if (slice_starts(text, roles[i]))
            return strlen(roles[i]);
    return 0;
}

/* 燕　雁 -> 燕雁 */
static void
add_token(struct credits *credits, struct slice token)
{
    token = text_trim(token);
    struct buffer joined = {0};
    if (text_is_han(text_first(token)) && text_points(token) <= 6) {
        for (size_t at = 0; at < token.len;) {
            char32_t code;
            size_t len = text_decode(token.at + at, &code);
            if (!text_is_space(code))
                buffer_add(&joined, token.at + at, len);
            at += len;
        }
        token = buffer_slice(&joined);
    }
    add_name(credits, token);
    buffer_done(&joined);
}

uint32_t
names_add_credits(struct issue *issue, size_t *capacity, struct slice byline, uint32_t base_byte)
{
    struct credits credits = {issue, capacity, {base_byte, 0}, 0};
    size_t start = 0, at = 0;
    while (at < byline.len) {
        struct slice rest = slice_from(byline, at);
        size_t role = role_at(rest);
        size_t gap = role > 0 ? 0 : separator(byline, at, slice_make(byline.at + start, at - start));
        if (role == 0 && gap == 0) {
            char32_t code;
            at += text_decode(byline.at + at, &code);
            continue;
        }
        add_token(&credits, slice_make(byline.at + start, at - start));
        if (role > 0) {
            struct slice word = text_trim(slice_make(rest.at, role));
            credits.role = (struct issue_span){base_byte + (uint32_t)at, (uint32_t)word.len};
        }
        at += role + gap;
        start = at;
    }
    add_token(&credits, slice_make(byline.at + start, at - start));
    return credits.added;
}
