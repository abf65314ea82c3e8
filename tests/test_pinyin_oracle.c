/* search, pinyin: the automaton against the rules taken at their word, slowly; see pinyin_oracle.h.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pinyin_oracle.h"

static struct pinyin_typing plain; /* of words with tones */

static int
make_ready(void **state)
{
    (void)state;
    pinyin_make_kana();
    plain = pinyin_typing_new(PINYIN_SCHEME_FULL, 0);
    return 0;
}

/* Types a piece of the text from AT on, as a hurried reader would: some characters whole, some by initials. */
static void
type_text(struct buffer *out, const struct fold *fold, size_t at, const struct pinyin_typing *typing,
          struct support_chance *chance)
{
    size_t characters = 1 + support_below(chance, 5);
    bool twice = typing->options.scheme != PINYIN_SCHEME_FULL && support_below(chance, 2) == 0;
    uint32_t habit = support_below(chance, 4);
    for (size_t i = at; i < fold->count && i < at + characters; i++) {
        char bytes[4];
        const char *text = bytes;
        size_t len = text_encode(fold->codes[i], bytes), count;
        unsigned set = reading_set_of(fold->origins[i]);
        if (pinyin_nothing_at(fold, i, false) > 0 && support_below(chance, 4) > 0) {
            characters++;
            continue;
        }
        if (set != 0 && support_below(chance, 8) > 0) {
            const uint16_t *syllables = reading_syllables_of(set, &count);
            unsigned syllable = syllables[support_below(chance, (uint32_t)count)];
            size_t ways = twice ? typing->twice_count[syllable] : typing->full_count[syllable];
            if (ways == 0)
                continue;
            const struct pinyin_typed *all = twice ? typing->twice[syllable] : typing->full[syllable];
            text = all[support_below(chance, (uint32_t)ways)].text;
            len = strlen(text);
            uint32_t choice = habit < 3 ? habit : support_below(chance, 3);
            if (choice == 1)
                len = 1;
            else if (choice == 2 && i + 1 == at + characters)
                len = 1 + support_below(chance, (uint32_t)len);
        }
        for (size_t k = 0; set == 0 && k < pinyin_kana_count; k++) {
            size_t any = support_below(chance, (uint32_t)pinyin_kana_count);
            if (pinyin_kana[any].first == fold->codes[i] && pinyin_kana[any].second == 0) {
                text = pinyin_kana[any].text;
                len = strlen(text);
                break;
            }
        }
        buffer_add(out, text, len);
        if (support_below(chance, 24) == 0)
            buffer_add_byte(out, '\'');
    }
    /* And makes a mistake now and then. */
    if (out->len > 1 && support_below(chance, 6) == 0 && (unsigned char)out->at[out->len - 1] < 0x80)
        out->at[out->len - 1] = (char)('a' + support_below(chance, 26));
}

/* One query, at every place of the text from FROM to TO; returns its hits. */
static size_t
compare(const struct fold *fold, size_t from, size_t to, struct slice query, const struct pinyin_typing *typing)
{
    struct fold word;
    hand_fold(&word, query);
    struct pinyin *pinyin = pinyin_new(word.codes, word.count, typing->options);
    if (word.count <= PINYIN_LETTERS_MAX)
        pinyin_drop_tones(&word, &plain);
    size_t hits = 0, next = from, next_count = 0;
    enum pinyin_rank next_rank = PINYIN_NONE;
    if (pinyin != NULL)
        next = pinyin_next(pinyin, fold, from, fold->count, &next_count, &next_rank);
    for (size_t at = from; at < to && word.count > 0 && word.count <= PINYIN_LETTERS_MAX; at++) {
        enum pinyin_rank wanted, got = PINYIN_NONE;
        size_t wanted_count = pinyin_oracle_match(fold, at, &word, typing, &wanted);
        size_t count = pinyin != NULL ? pinyin_match(pinyin, fold, at, &got) : 0;
        must(count == wanted_count && got == wanted, "%.*s at %zu, scheme %d, fuzzy %u: %zu/%d, not %zu/%d",
             (int)query.len, query.at, at, (int)typing->options.scheme, typing->options.fuzzy, count, (int)got,
             wanted_count, (int)wanted);
        if (count == 0)
            continue;
        hits++;
        bool kana = fold->codes[at] >= U'ぁ' && fold->codes[at] <= U'ゖ' && fold->codes[at] != word.codes[0];
        must(!kana || pinyin_may_begin(pinyin, fold->origins[at]), "%.*s may not begin at a katakana", (int)query.len,
             query.at);
        must(next == at && next_count == count && next_rank == got, "%.*s: the next is not at %zu", (int)query.len,
             query.at, at);
        must(pinyin_may_begin(pinyin, fold->origins[at]) || pinyin_may_begin(pinyin, fold->codes[at]),
             "%.*s may not begin at %zu", (int)query.len, query.at, at);
        next = pinyin_next(pinyin, fold, at + 1, fold->count, &next_count, &next_rank);
    }
    must(pinyin == NULL || next >= to, "%.*s: one too many", (int)query.len, query.at);
    pinyin_free(pinyin);
    hand_fold_done(&word);
    return hits;
}

static const struct pinyin_options option_sets[] = {
    {PINYIN_SCHEME_FULL, 0},
    {PINYIN_SCHEME_FULL, 511},
    {PINYIN_SCHEME_FULL, PINYIN_FUZZY_ZH | PINYIN_FUZZY_IN},
    {PINYIN_SCHEME_FULL, PINYIN_FUZZY_NL | PINYIN_FUZZY_AN | PINYIN_FUZZY_FH},
    {PINYIN_SCHEME_XIAOHE, 0},
    {PINYIN_SCHEME_ZIRANMA, PINYIN_FUZZY_RL | PINYIN_FUZZY_NL | PINYIN_FUZZY_EN},
    {PINYIN_SCHEME_MICROSOFT, 0},
    {PINYIN_SCHEME_MICROSOFT, 511},
};

static size_t
compare_many(const struct fold *fold, size_t from, size_t to, size_t queries, const struct pinyin_typing *typing,
             struct support_chance *chance)
{
    size_t hits = 0;
    struct buffer query = {0};
    for (size_t i = 0; i < queries; i++) {
        buffer_clear(&query);
        type_text(&query, fold, from + support_below(chance, (uint32_t)(to - from)), typing, chance);
        hits += compare(fold, from, to, buffer_slice(&query), typing);
    }
    buffer_done(&query);
    return hits;
}

/* Characters with many readings, vowels at the begin, ü, traditional twins, kana of each kind, Latin and digits. */
static const char32_t invented[] =
    U"西安先啊阿洗系行长長重乐乾干說说欸嗯儿吕略绿旅女觉这那哪圣单單区區尉迟万俟查吴贺柏武进常州中国上海在次"
    U"日然拉难飞灰新兴分风汉方一二年月〇きしちじぢつふにらあいうえおゃゅょぁぃぅぇぉふてとっっんんんばみかがっこょうーーラメソハヘaAknz75 ',';-x";

/* As the fold leaves them. */
static const char *const nothings[] = {"\"", "'", "<", ">", "·", "<かな>", "(と)", "(", ")<", "<あ·い>", "\">"};

static void
test_invented(void **state)
{
    (void)state;
    struct support_chance chance = {20261};
    size_t hits = 0, rounds = support_is_slow() ? 2 : 60;
    for (size_t set = 0; set < BASE_COUNT(option_sets); set++) {
        struct pinyin_typing typing = pinyin_typing_new(option_sets[set].scheme, option_sets[set].fuzzy);
        for (size_t round = 0; round < rounds; round++) {
            struct buffer text = {0};
            for (size_t i = 0; i < 60; i++) {
                char bytes[4];
                char32_t code = invented[support_below(&chance, BASE_COUNT(invented) - 1)];
                buffer_add(&text, bytes, text_encode(code, bytes));
                if (support_below(&chance, 6) == 0)
                    buffer_add_text(&text, nothings[support_below(&chance, BASE_COUNT(nothings))]);
            }
            struct fold fold;
            hand_fold(&fold, buffer_slice(&text));
            hits += compare_many(&fold, 0, fold.count, 12, &typing, &chance);
            hand_fold_done(&fold);
            buffer_done(&text);
        }
        pinyin_typing_done(&typing);
    }
    assert_true(hits > rounds * 60);
}

/* Words of letters alone: what no text suggested. */
static void
test_letters(void **state)
{
    (void)state;
    struct support_chance chance = {77};
    struct buffer text = {0};
    for (size_t i = 0; i < BASE_COUNT(invented) - 1; i++) {
        char bytes[4];
        buffer_add(&text, bytes, text_encode(invented[i], bytes));
    }
    struct fold fold;
    hand_fold(&fold, buffer_slice(&text));
    for (size_t set = 0; set < BASE_COUNT(option_sets); set++) {
        struct pinyin_typing typing = pinyin_typing_new(option_sets[set].scheme, option_sets[set].fuzzy);
        for (size_t i = 0; i < (support_is_slow() ? 10U : 400U); i++) {
            char word[6];
            size_t len = 1 + support_below(&chance, 5);
            for (size_t k = 0; k < len; k++)
                word[k] = "aeiounghszxwyklv"[support_below(&chance, 16)];
            compare(&fold, 0, fold.count, slice_make(word, len), &typing);
        }
        pinyin_typing_done(&typing);
    }
    hand_fold_done(&fold);
    buffer_done(&text);
}

/* Real issues, where they are at hand: of each, a stretch. */
static void
test_corpus(void **state)
{
    (void)state;
    static const char *const names[] = {"truth/seed/000_04e94acb881a18bc.txt", "samples/zh-tw-gazette_2006-05-17.txt",
                                        "samples/zh-tw-gazette_2009-04-20.txt", "truth/rmrb-plain/19980101-01.txt"};
    struct support_chance chance = {5};
    size_t hits = 0, read = 0;
    for (size_t i = 0; i < BASE_COUNT(names) && !support_is_slow(); i++) {
        char *path = support_corpus(names[i]);
        if (path == NULL)
            continue;
        struct buffer text = support_read(path);
        struct fold fold;
        hand_fold(&fold, buffer_slice(&text));
        size_t from = fold.count > 6000 ? fold.count / 3 : 0, to = from + 2000 < fold.count ? from + 2000 : fold.count;
        for (size_t set = 0; set < BASE_COUNT(option_sets); set++) {
            struct pinyin_typing typing = pinyin_typing_new(option_sets[set].scheme, option_sets[set].fuzzy);
            hits += compare_many(&fold, from, to, 40, &typing, &chance);
            pinyin_typing_done(&typing);
        }
        hand_fold_done(&fold);
        buffer_done(&text);
        free(path);
        read++;
    }
    if (read == 0)
        skip();
    assert_true(hits > 1000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_invented),
        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_corpus),
    };
    return cmocka_run_group_tests(tests, make_ready, NULL);
}
