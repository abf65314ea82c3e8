/* The words of a byline that are no names: roles, papers, cities, and what ends a report.
 *
 * Tables, and where their words stand in a run. Names no paper but the agencies whose name does not say
 * that they are one.
 */
#include "parser/byline/byline.h"
#include "parser/byline/web_keys.h"

#include <stdatomic.h>

#define NOBODY(word) {U##word, DUTY_NOBODY},
/* The longest that fits counts. */
static const struct role roles[] = {
    {U"记者", DUTY_AUTHOR},     {U"記者", DUTY_AUTHOR},     {U"通讯员", DUTY_AUTHOR},
    {U"通訊員", DUTY_AUTHOR},   {U"实习生", DUTY_AUTHOR},   {U"實習生", DUTY_AUTHOR},
    {U"特派员", DUTY_AUTHOR},   {U"特派員", DUTY_AUTHOR},   {U"撰稿人", DUTY_AUTHOR},
    {U"撰稿", DUTY_AUTHOR},     {U"撰文", DUTY_AUTHOR},     {U"编译", DUTY_AUTHOR},
    {U"編譯", DUTY_AUTHOR},     {U"评论员", DUTY_AUTHOR},   {U"評論員", DUTY_AUTHOR},
    {U"主笔", DUTY_AUTHOR},     {U"主筆", DUTY_AUTHOR},     {U"采写", DUTY_AUTHOR},
    {U"採寫", DUTY_AUTHOR},     {U"采访", DUTY_AUTHOR},     {U"採訪", DUTY_AUTHOR},
    {U"執筆", DUTY_AUTHOR},     {U"作者", DUTY_AUTHOR},     {U"文字", DUTY_AUTHOR},
    {U"整理", DUTY_AUTHOR},     {U"聞き手", DUTY_AUTHOR},   {U"編集委員", DUTY_AUTHOR},
    {U"論説委員", DUTY_AUTHOR}, {U"图文", DUTY_AUTHOR},     {U"文图", DUTY_AUTHOR},
    {U"圖文", DUTY_AUTHOR},     {U"文圖", DUTY_AUTHOR},     {U"摄影", DUTY_PICTURE},
    {U"攝影", DUTY_PICTURE},    {U"图片", DUTY_PICTURE},    {U"圖片", DUTY_PICTURE},
    {U"供图", DUTY_PICTURE},    {U"供圖", DUTY_PICTURE},    {U"写真", DUTY_PICTURE},
    {U"撮影", DUTY_PICTURE},    {U"照片", DUTY_PICTURE},    {U"漫画", DUTY_PICTURE},
    {U"漫畫", DUTY_PICTURE},    {U"插画", DUTY_PICTURE},    {U"插畫", DUTY_PICTURE},
    {U"插图", DUTY_PICTURE},    {U"插圖", DUTY_PICTURE},    {U"绘图", DUTY_PICTURE},
    {U"繪圖", DUTY_PICTURE},    {U"制图", DUTY_PICTURE},    {U"製圖", DUTY_PICTURE},
    {U"视频", DUTY_PICTURE},    {U"視頻", DUTY_PICTURE},    {U"责任编辑", DUTY_EDITOR},
    {U"責任編輯", DUTY_EDITOR}, {U"文字编辑", DUTY_EDITOR}, {U"责编", DUTY_EDITOR},
    {U"責編", DUTY_EDITOR},     {U"编辑", DUTY_EDITOR},     {U"編輯", DUTY_EDITOR},
    {U"校对", DUTY_EDITOR},     {U"校對", DUTY_EDITOR},     {U"美编", DUTY_EDITOR},
    {U"美編", DUTY_EDITOR},     {U"主编", DUTY_EDITOR},     {U"主編", DUTY_EDITOR},
    {U"审核", DUTY_EDITOR},     {U"監製", DUTY_EDITOR},     {U"监制", DUTY_EDITOR},
    {U"策划", DUTY_EDITOR},     {U"策劃", DUTY_EDITOR},     {U"统筹", DUTY_EDITOR},
    {U"統籌", DUTY_EDITOR},     {U"翻译", DUTY_EDITOR},     {U"翻譯", DUTY_EDITOR},
    {U"编辑部", DUTY_OFFICE},   {U"編輯部", DUTY_OFFICE},   {U"供稿", DUTY_AUTHOR},
    {U"原创", DUTY_AUTHOR},     {U"原創", DUTY_AUTHOR},     {U"作者简介", DUTY_NOBODY},
    {U"作者簡介", DUTY_NOBODY}, {U"作者介绍", DUTY_NOBODY}, {U"作者单位", DUTY_NOBODY},
    {U"译者", DUTY_EDITOR},     {U"譯者", DUTY_EDITOR},     {U"出品人", DUTY_EDITOR},
    {U"取材", DUTY_AUTHOR},     {U"执笔", DUTY_AUTHOR},     {U"口述", DUTY_EDITOR},
    {U"整合", DUTY_AUTHOR},     {U"彙整", DUTY_AUTHOR},     {U"綜整", DUTY_AUTHOR},
    {U"讲述", DUTY_EDITOR},     {U"講述", DUTY_EDITOR},     {U"提供", DUTY_PICTURE},
    {U"写作", DUTY_AUTHOR},     {U"图片来源", DUTY_NOBODY}, {U"圖片來源", DUTY_NOBODY},
    {U"转自", DUTY_NOBODY},     {U"轉自", DUTY_NOBODY},     WEB_KEYS(NOBODY, NOBODY, NOBODY, NOBODY)};
#undef NOBODY
/* What these begin with, so that most characters are passed over at once. */
static const char32_t first_of_roles[] =
    U"记記通实實特撰编編评評主采採執作文整聞論图圖摄攝供写撮照漫插绘繪制製视視责責校美审監监策统統翻供原来來稿转轉时時发發日更浏瀏阅点字执口讲講提译譯出取";
/* Alone between marks. */
static const struct role short_roles[] = {
    {U"文", DUTY_AUTHOR},  {U"译", DUTY_EDITOR},  {U"譯", DUTY_EDITOR},  {U"图", DUTY_PICTURE}, {U"圖", DUTY_PICTURE},
    {U"摄", DUTY_PICTURE}, {U"攝", DUTY_PICTURE}, {U"绘", DUTY_PICTURE}, {U"繪", DUTY_PICTURE},
};
/* In front of a role, and part of it. */
static const char32_t *const kinds_of_role[] = {
    U"特约", U"特約", U"实习", U"實習", U"见习", U"見習", U"首席",   U"高级",   U"高級",   U"资深",
    U"資深", U"摄影", U"攝影", U"学生", U"學生", U"小",   U"全媒体", U"全媒體", U"融媒体", U"融媒體",
    U"视频", U"视觉", U"文字", U"评论", U"参与", U"參與", U"联合",   U"聯合",   U"体育",   U"體育",
    U"财经", U"財經", U"特派", U"常驻", U"駐站", U"驻站", U"专职",   U"本地",   U"综合",   U"綜合",
};
/* How a paper speaks of itself, and the agencies, whose name does not say that it is one. */
static const char32_t *const selves[] = {U"本报", U"本報",   U"本刊",   U"本台",   U"本社",   U"本网",  U"本網",
                                         U"本站", U"新华社", U"新華社", U"中新社", U"中央社", U"中通社"};
/* Ends of what is reported, after the names. */
static const char32_t *const tails[] = {U"报道", U"報導", U"報道", U"报导", U"专访", U"專訪", U"專題",
                                        U"特稿", U"專電", U"专电", U"电",   U"電",   U"讯",   U"訊"};
static const char32_t *const tails_more[] = {U"综合", U"綜合", U"摄影", U"攝影", U"整理", U"联合", U"聯合",
                                             U"独家", U"獨家", U"外电", U"外電", U"连线", U"連線"};
/* Where reporters of the Chinese press sit. */
static const char32_t *const cities[] = {
    U"北京", U"上海", U"天津", U"重庆", U"香港", U"澳门", U"澳門", U"台北", U"臺北", U"新北", U"桃園",
    U"桃园", U"台中", U"臺中", U"台南", U"臺南", U"高雄", U"基隆", U"新竹", U"苗栗", U"彰化", U"南投",
    U"雲林", U"嘉義", U"屏東", U"宜蘭", U"花蓮", U"台東", U"臺東", U"澎湖", U"金門", U"馬祖", U"東京",
    U"东京", U"大阪", U"首爾", U"首尔", U"曼谷", U"倫敦", U"伦敦", U"巴黎", U"柏林", U"紐約", U"纽约",
    U"廣州", U"广州", U"深圳", U"南京", U"杭州", U"武汉", U"成都", U"西安", U"沈阳", U"綜合", U"综合",
};
/* Ends of the names of papers, of which the last character alone says little. */
static const char32_t *const paper_ends[] = {
    U"新闻", U"新聞", U"周末",   U"週末", U"周刊", U"週刊",   U"经济",  U"經濟", U"财经", U"財經",
    U"视频", U"視頻", U"客户端", U"发布", U"發布", U"微博",   U"在线",  U"在線", U"传媒", U"傳媒",
    U"杂志", U"雜誌", U"观察",   U"觀察", U"频道", U"公众号", U"视觉",  U"网络", U"網絡", U"網路",
    U"用户", U"截图", U"视界",   U"融媒", U"导报", U"晚报讯", U"日报讯"};
/* Words that stand where names do. */
static const char32_t *const nobodies[] = {
    U"社论",   U"社論",   U"社评",   U"社評",     U"短评",     U"短評",     U"时评",     U"時評",     U"特写",
    U"特寫",   U"综述",   U"本报",   U"本報",     U"本刊",     U"本社",     U"本台",     U"本网",     U"本網",
    U"新华社", U"新華社", U"中新社", U"新华网",   U"网络",     U"網絡",     U"網路",     U"综合",     U"綜合",
    U"资料",   U"資料",   U"原文",   U"原题",     U"原標題",   U"前言",     U"引言",     U"导语",     U"導語",
    U"开始",   U"开场白", U"介绍",   U"简介",     U"點評",     U"点评",     U"按语",     U"编者按",   U"編者按",
    U"敬称略", U"选段",   U"節選",   U"节选",     U"悼词",     U"附件",     U"附录",     U"附錄",     U"目录",
    U"目錄",   U"提要",   U"摘要",   U"阅读提示", U"核心提示", U"内容提要", U"新闻背景", U"新聞背景", U"大家好",
    U"您好",   U"你好",   U"图文",   U"记者",     U"记者手记", U"本报讯",   U"本報訊",   U"匿名",     U"佚名",
    U"未知",   U"不详",   U"汇率",   U"代表人",   U"性别",     U"性別",     U"地址",     U"電話",     U"电话",
    U"微信",   U"转载",   U"轉載",   U"链接",     U"連結",     U"视觉中国", U"公众号",   U"客户端",   U"责任",
    U"編按",   U"编按",   U"编后",   U"編後",
};
/* A paper, a bureau, an office ends with one of these; and in a signature, where somebody writes from. */
static const char32_t org_ends[] = U"报報社网網台臺刊室部处處局院校厂廠队隊组組心会會委团團司所站店";
static const char32_t origin_ends[] =
    U"报報社网網台臺刊室部处處局院校厂廠队隊组組心會会委團团司所站店市县縣区區州省镇鎮乡鄉村府行学學班营連连系科长長席記记任授员員理裁士"
    U"师師使";

/* Characters of WORD if it stands at AT of RUN, which goes to END; else 0. */
static size_t
word_at(const struct han_run *run, size_t at, size_t end, const char32_t *word)
{
    size_t len = 0;
    for (; word[len] != 0; len++)
        if (at + len >= end || run->code[at + len] != word[len])
            return 0;
    return len;
}

/* Characters of the word of WORDS that ends RUN at END and begins no earlier than START; 0: none. */
static size_t
word_before(const struct han_run *run, size_t start, size_t end, const char32_t *const *words, size_t count)
{
    char32_t last = end > start ? run->code[end - 1] : 0;
    for (size_t i = 0; i < count; i++) {
        const char32_t *word = words[i];
        /* nearly all have two characters, of which the second says no */
        if (word[1] != 0 && word[2] == 0 && word[1] != last)
            continue;
        size_t len = 0;
        while (word[len] != 0)
            len++;
        if (len <= end - start && word[len - 1] == last && word_at(run, end - len, end, word) > 0)
            return len;
    }
    return 0;
}
#define WORD_BEFORE(run, start, end, words) word_before((run), (start), (end), (words), BASE_COUNT(words))

/* Is WORD all of NAME? */
static bool
is_all(const char32_t *name, size_t count, const char32_t *word)
{
    size_t at = 0;
    while (at < count && word[at] == name[at])
        at++;
    return at == count && word[at] == 0;
}

bool
role_is_nobody(const char32_t *name, size_t count)
{
    for (size_t i = 0; i < BASE_COUNT(nobodies); i++)
        if (nobodies[i][0] == name[0] && is_all(name, count, nobodies[i]))
            return true;
    return (count > 2 && name[count - 1] == U'们') || (count > 1 && name[0] == U'各') /* 同胞们, 各位代表 */ ||
           (count > 3 && role_paper_end(name, count) > 0);
}

size_t
role_paper_end(const char32_t *name, size_t count)
{
    for (size_t i = 0; i < BASE_COUNT(paper_ends); i++) {
        size_t len = 0;
        while (paper_ends[i][len] != 0)
            len++;
        if (len < count && is_all(name + count - len, len, paper_ends[i]))
            return len;
    }
    return 0;
}

/* May a role begin with CODE, or CODE be one? By its low bits, which tell nearly all characters apart from those few. */
static bool
may_be_role(char32_t code)
{
    enum { SETS = 16, SET_BITS = 64 };
    static _Atomic uint64_t low_bits[SETS];
    static atomic_bool known;
    if (!atomic_load_explicit(&known, memory_order_acquire)) {
        for (const char32_t *first = first_of_roles; *first != 0; first++)
            atomic_fetch_or(&low_bits[*first / SET_BITS % SETS], UINT64_C(1) << *first % SET_BITS);
        for (size_t i = 0; i < BASE_COUNT(short_roles); i++) {
            char32_t role = short_roles[i].text[0];
            atomic_fetch_or(&low_bits[role / SET_BITS % SETS], UINT64_C(1) << role % SET_BITS);
        }
        atomic_store_explicit(&known, true, memory_order_release);
    }
    uint64_t set = atomic_load_explicit(&low_bits[code / SET_BITS % SETS], memory_order_relaxed);
    return (set >> code % SET_BITS & 1) != 0;
}

static bool
is_first(char32_t code)
{
    return may_be_role(code) && text_among(code, first_of_roles);
}

/* The first role from AT on: where, and how long. */
const struct role *
role_find(const struct han_run *run, size_t at, size_t end, size_t *where, size_t *len)
{
    for (; at < end; at++) {
        if (!is_first(run->code[at]))
            continue;
        const struct role *found = NULL;
        *len = 0;
        for (size_t i = 0; i < BASE_COUNT(roles); i++) {
            size_t long_ = roles[i].text[0] == run->code[at] ? word_at(run, at, end, roles[i].text) : 0;
            if (long_ > *len) {
                *len = long_;
                found = &roles[i];
            }
        }
        *where = at;
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* Where the role that has its chief word at WHERE begins: 本报驻北京特约 (记者). Not before START. */
size_t
role_start(const struct han_run *run, size_t start, size_t where)
{
    size_t at = where, len;
    while (at > start && (len = WORD_BEFORE(run, start, at, kinds_of_role)) > 0)
        at -= len;
    for (size_t i = at; i > start; i--)
        if (text_among(run->code[i - 1], U"驻駐"))
            at = i - 1;
    for (size_t i = at; i > start; i--) {
        size_t len_self = WORD_BEFORE(run, start, i, selves);
        if (len_self > 0 && at - i <= 4)
            return i - len_self;
    }
    bool paper =
        at > start && (text_among(run->code[at - 1], org_ends) || role_paper_end(run->code + start, at - start) > 0);
    return paper ? start : at;
}

bool
role_is_self(const struct han_run *run, size_t start, size_t end)
{
    for (size_t i = 0; i < BASE_COUNT(selves); i++)
        if (word_at(run, start, end, selves[i]) > 0)
            return true;
    return text_among(run->code[start], U"驻駐");
}

const struct role *
role_short(char32_t code)
{
    for (size_t i = 0; i < BASE_COUNT(short_roles); i++)
        if (short_roles[i].text[0] == code)
            return &short_roles[i];
    return NULL;
}

size_t
han_run_cut_tail(const struct han_run *run, size_t end)
{
    size_t len = WORD_BEFORE(run, 0, end, tails);
    while (len > 0) {
        end -= len;
        len = WORD_BEFORE(run, 0, end, tails_more);
    }
    return end;
}

size_t
han_run_city(const struct han_run *run, size_t start, size_t end)
{
    return WORD_BEFORE(run, start, end, cities);
}

bool
role_ends_office(char32_t code)
{
    return text_among(code, org_ends);
}

bool
role_ends_origin(char32_t code)
{
    return text_among(code, origin_ends);
}

/* Does a role begin with CODE and NEXT? */
static bool
may_begin(char32_t code, char32_t next)
{
    if (!is_first(code))
        return false;
    for (size_t i = 0; i < BASE_COUNT(roles); i++)
        if (roles[i].text[0] == code && roles[i].text[1] == next)
            return true;
    return false;
}

bool
role_may_be_in(struct slice text)
{
    char32_t before = 0, code;
    for (size_t at = 0, after; at < text.len; before = code) {
        code = text_point(text, at, &at);
        if (!text_is_common_han(code) && text_is_letter(code))
            return true;
        if (!may_be_role(code))
            continue;
        char32_t next = text_point(text, at, &after);
        if (text_among(code, U"摄攝") || may_begin(code, next) ||
            (role_short(code) != NULL && !(han_run_takes(before) && han_run_takes(next))))
            return true;
    }
    return false;
}
