/* What saved web pages have to press, and what they say of their readers: 打印本页　关闭窗口, Share this article, 14 comments.
 *
 * Nobody writes such a line into an article. A word that may be a verb or a headline's counts beside another.
 */
#include "parser/page/page.h"

#include <stdatomic.h>

enum { LINE_POINTS_MAX = 48 };

/* Between what is pressed. */
static const char32_t between[] = U" 　\t\u00A0|｜│/／·•;；,，、:：【】[]［］()（）<>〈〉+-—←→▲↑";

static const struct {
    const char *word; /* Latin in small letters */
    bool sure;        /* alone, too */
} buttons[] = {
    {"分享到微信", true},
    {"分享到微博", true},
    {"分享到", true},
    {"分享至", true},
    {"分享给好友", true},
    {"打印本页", true},
    {"打印本頁", true},
    {"打印此页", true},
    {"打印本文", true},
    {"列印本頁", true},
    {"友善列印", true},
    {"关闭窗口", true},
    {"關閉視窗", true},
    {"关闭本页", true},
    {"返回首页", true},
    {"返回首頁", true},
    {"返回顶部", true},
    {"返回列表", true},
    {"回到顶部", true},
    {"回頂端", true},
    {"复制链接", true},
    {"複製連結", true},
    {"加入收藏", true},
    {"扫一扫", false},
    {"我要评论", true},
    {"我要评论", true},
    {"发表评论", true},
    {"發表評論", true},
    {"查看评论", true},
    {"我要纠错", true},
    {"纠错", false},
    {"分享", false},
    {"收藏", false},
    {"打印", false},
    {"列印", false},
    {"关闭", false},
    {"關閉", false},
    {"點讚", false},
    {"点赞", false},
    {"转发", false},
    {"轉寄", false},
    {"評論", false},
    {"评论", false},
    {"推荐", false},
    {"推薦", false},
    {"举报", false},
    {"字号", false},
    {"字號", false},
    {"字體", false},
    {"字体", false},
    {"大", false},
    {"中", false},
    {"小", false},
    {"上一篇", false},
    {"下一篇", false},
    {"繁体", false},
    {"简体", false},
    {"人工智能朗读", true},
    {"微信", false},
    {"新浪微博", false},
    {"腾讯微博", false},
    {"人人网", false},
    {"豆瓣", false},
    {"返回列表页", true},
    {"相关阅读", false},
    {"相关新闻", false},
    {"微博", false},
    {"qq空间", true},
    {"朋友圈", false},
    {"シェアする", true},
    {"シェア", false},
    {"ツイート", false},
    {"この記事をシェア", true},
    {"印刷する", false},
    {"印刷", false},
    {"保存", false},
    {"ページトップへ", true},
    {"一覧へ戻る", true},
    {"前の記事", false},
    {"次の記事", false},
    {"ブックマーク", false},
    {"공유하기", true},
    {"공유", false},
    {"인쇄하기", true},
    {"인쇄", false},
    {"스크랩", false},
    {"글자크기", false},
    {"목록으로", true},
    {"좋아요", false},
    {"add a comment", true},
    {"most read", true},
    {"most popular", true},
    {"most viewed", true},
    {"related articles", true},
    {"related stories", true},
    {"you may also like", true},
    {"follow us", true},
    {"log in", false},
    {"sign in", false},
    {"subscribe", false},
    {"register", false},
    {"contact us", false},
    {"about us", false},
    {"terms of use", false},
    {"terms of service", false},
    {"privacy policy", false},
    {"privacy", false},
    {"site map", false},
    {"sitemap", false},
    {"advertise", false},
    {"advertise with us", false},
    {"home", false},
    {"cookies", false},
    {"cookie policy", false},
    {"careers", false},
    {"help", false},
    {"联系我们", false},
    {"聯絡我們", false},
    {"关于我们", false},
    {"關於我們", false},
    {"关于本站", false},
    {"网站地图", false},
    {"網站地圖", false},
    {"隐私政策", false},
    {"隱私權政策", false},
    {"隱私權聲明", false},
    {"使用条款", false},
    {"服务条款", false},
    {"服務條款", false},
    {"法律声明", false},
    {"免责声明", false},
    {"广告服务", false},
    {"廣告刊登", false},
    {"人才招聘", false},
    {"友情链接", false},
    {"设为首页", false},
    {"首页", false},
    {"首頁", false},
    {"登录", false},
    {"登入", false},
    {"注册", false},
    {"会社概要", false},
    {"プライバシーポリシー", false},
    {"お問い合わせ", false},
    {"利用規約", false},
    {"サイトマップ", false},
    {"個人情報保護方針", false},
    {"회사소개", false},
    {"개인정보처리방침", false},
    {"이용약관", false},
    {"share this article", true},
    {"share this story", true},
    {"share this page", true},
    {"share this post", true},
    {"share this", true},
    {"share on facebook", true},
    {"share on twitter", true},
    {"print this article", true},
    {"print this page", true},
    {"print this story", true},
    {"email this article", true},
    {"email this page", true},
    {"send to a friend", true},
    {"back to top", true},
    {"leave a comment", true},
    {"post a comment", true},
    {"read comments", true},
    {"copy link", true},
    {"save for later", true},
    {"sign up for our newsletter", true},
    {"subscribe to our newsletter", true},
    {"skip to content", true},
    {"share", false},
    {"print", false},
    {"email", false},
    {"e-mail", false},
    {"tweet", false},
    {"save", false},
    {"comments", false},
    {"comment", false},
    {"facebook", false},
    {"twitter", false},
    {"whatsapp", false},
    {"linkedin", false},
    {"reddit", false},
    {"bookmark", false},
    {"like", false},
};

static bool
is_between(char32_t code)
{
    return text_among(code, between);
}

/* May a button's word go on with bytes SECOND and THIRD, capitals made small? Nearly always these say no. */
static bool
may_be_button(char second, char third)
{
    enum { SETS = 64, SET_BITS = 64 };
    static _Atomic uint64_t pairs[SETS];
    static atomic_bool known;
#define SET_OF(one) ((unsigned char)(one) % SETS)
#define BIT_OF(two) (UINT64_C(1) << (unsigned char)(two) % SET_BITS)
    if (!atomic_load_explicit(&known, memory_order_acquire)) {
        for (size_t i = 0; i < BASE_COUNT(buttons); i++)
            atomic_fetch_or(&pairs[SET_OF(buttons[i].word[1])], BIT_OF(buttons[i].word[2]));
        atomic_store_explicit(&known, true, memory_order_release);
    }
    return (atomic_load_explicit(&pairs[SET_OF(second)], memory_order_relaxed) & BIT_OF(third)) != 0;
#undef SET_OF
#undef BIT_OF
}

static char
made_small(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

bool
button_skip(struct slice text, size_t *at, bool *sure)
{
    size_t longest = *at, next;
    if (text.len < *at + 3 || !may_be_button(made_small(text.at[*at + 1]), made_small(text.at[*at + 2])))
        return false; /* no button has fewer bytes */
    char first = made_small(text.at[*at]), second = made_small(text.at[*at + 1]);
    for (size_t i = 0; i < BASE_COUNT(buttons); i++) {
        if (buttons[i].word[0] != first || buttons[i].word[1] != second)
            continue;
        size_t end = *at;
        bool latin = text_is_ascii_letter((unsigned char)buttons[i].word[0]);
        if (latin ? !folio_skip_word(text, &end, buttons[i].word) : !text_skip(text, &end, buttons[i].word))
            continue;
        if (end <= longest || (end < text.len && !is_between(text_point(text, end, &next))))
            continue;
        longest = end;
        *sure = buttons[i].sure;
    }
    bool found = longest > *at;
    *at = longest;
    return found;
}

/* 网友评论（18）, 共有 26 条评论, Read 3 comments, 댓글 5: how many readers said something, and nothing else. */
static bool
is_count(struct slice text)
{
    static const char *const words[] = {"评论",    "評論",    "留言",     "跟帖",    "コメント", "댓글",     "comments",
                                        "comment", "replies", "Comments", "Comment", "Replies",  "COMMENTS", NULL};
    static const char *const beside[] = {"共有", "共",   "已有",   "条",   "條",   "則",   "则",   "个",
                                         "件",   "개",   "人参与", "人",   "数",   "网友", "網友", "全部",
                                         "最新", "相关", "相關",   "精彩", "热门", "用户", "读者", "Read",
                                         "read", "View", "view",   "all",  "All",  NULL};
    size_t next;
    bool number = false, noun = false;
    for (size_t at = 0; at < text.len; at = next) {
        char32_t code = text_point(text, at, &next);
        if (text_digit(code) >= 0 || is_between(code)) {
            number = number || !is_between(code);
            continue;
        }
        size_t len = words_skip(slice_from(text, at), words);
        noun = noun || len > 0;
        len = len > 0 ? len : words_skip(slice_from(text, at), beside);
        if (len == 0)
            return false;
        next = at + len;
    }
    return number && noun;
}

/* 关键词：旧书摊、地下街: what the page is filed under. */
static bool
is_tags(struct slice text)
{
    static const char *const labels[] = {"关键词", "关键字", "關鍵字", "關鍵詞", "标签",     "標籤",        "タグ",
                                         "키워드", "태그",   "Tags",   "TAGS",   "Keywords", "Filed under", NULL};
    static const char *const others[] = {"上一篇",   "下一篇", "上一条",           "下一条",       "前の記事",
                                         "次の記事", "이전글", "다음글",           "이전 기사",    "다음 기사",
                                         "Previous", "Next",   "Previous article", "Next article", NULL};
    size_t next, end = words_skip(text, labels);
    /* 上一篇：渡口立了一块新碑: what else is there */
    end = end > 0 ? end : words_skip(text, others);
    return end > 0 && text_among(text_point(text, end, &next), U"：:");
}

bool
button_line_is(const struct shape *shape)
{
    size_t count = 0, next;
    bool any = false, sure = false;
    if (shape->points <= LINE_POINTS_MAX && shape->stops == 0 && !shape->finished && is_tags(shape->text))
        return true;
    if (shape->points > LINE_POINTS_MAX * (shape_is_cjk(shape) ? 1U : 2U) || shape->points < 3 ||
        shape->end == END_STOP || shape->comma)
        return false;
    for (size_t at = 0; at < shape->text.len; at = next) {
        char32_t code = text_point(shape->text, at, &next);
        /* 点赞 12　收藏 3 */
        if (is_between(code) || (count > 0 && text_digit(code) >= 0))
            continue;
        next = at;
        if (!button_skip(shape->text, &next, &sure))
            return is_count(shape->text);
        any = any || sure;
        count++;
    }
    /* 微信 微博, beside each other */
    return count > 1 || (count == 1 && any);
}
