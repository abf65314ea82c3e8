/* How programs break the lines of a Chinese newspaper, on paper and on screens: how many lines break a rule, how
 * many are wider than they may be, and how many characters are not there to be read.
 *
 * All get the same paragraphs: the articles of the sample issues without bylines, which the program would set apart,
 * with the half-width marks that OCR leaves and once more with full-width ones. The program restores these itself.
 *
 *   tests/bench/lines            the tables
 *   tests/bench/lines examples   with one breach of each row
 */
#include "lines.h"

#include "bench.h"

#include "../support.h"

#include "kanbao/text.h"

#include <dirent.h>
#include <stdlib.h>

enum { NARROWEST = 20, WIDEST = 80, WIDTHS = WIDEST - NARROWEST + 1 };

static bool with_examples;

/* ---- the text */

static void
add_paragraph(struct buffer *out, struct slice text)
{
    buffer_add_slice(out, text_trim(text));
    buffer_add_byte(out, '\n');
}

static void
add_issue(struct buffer *out, const struct issue *issue)
{
    struct buffer scratch = {0};
    for (size_t i = 0; i < issue->article_count; i++) {
        const struct issue_article *article = &issue->articles[i];
        for (uint32_t line = 0; line < article->head_count; line++)
            add_paragraph(out, issue_line_text(issue, article->head_lines[line]));
        for (uint32_t part = 0; part < article->paragraph_count; part++) {
            const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + part];
            struct slice text = issue_paragraph_text(issue, paragraph, &scratch);
            add_paragraph(out, slice_from(text, paragraph->lead_bytes));
        }
    }
    buffer_done(&scratch);
}

static void
add_samples(struct buffer *out)
{
    const char *name;
    for (size_t i = 0; (name = support_sample(i)) != NULL; i++)
        if (slice_starts(slice_of(name), "lanpu/")) {
            struct issue *issue = support_sample_issue(i);
            add_issue(out, issue);
            issue_free(issue);
        }
}

static int
is_text(const struct dirent *entry)
{
    return slice_ends(slice_of(entry->d_name), ".txt");
}

static void
add_folder(struct buffer *out, const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_text, alphasort);
    for (int i = 0; i < count; i++) {
        char *path = support_join(folder, entries[i]->d_name);
        struct buffer text = support_read(path);
        struct issue *issue = support_recover(path, buffer_slice(&text));
        add_issue(out, issue);
        issue_free(issue);
        buffer_done(&text);
        free(path);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

/* A text, and what is known of it. */
struct source {
    struct paper paper;
    struct ink ink;
};

static struct source
source_new(const char *folder, const char *name, struct slice text)
{
    struct source source = {.paper = {.folder = folder, .name = name, .cells = text_cells(text)}};
    for (size_t i = 0; i < text.len; i++)
        source.paper.paragraphs += text.at[i] == '\n';
    ink_add(&source.ink, text);
    paper_write(&source.paper, text);
    return source;
}

/* ---- a row */

static void
print_share(char *out, size_t size, size_t part, size_t all)
{
    double share = all > 0 ? 100.0 * (double)part / (double)all : 0;
    if (part > 0 && share < 0.01)
        snprintf(out, size, "< 0.01 %%");
    else
        snprintf(out, size, part == 0 ? "0 %%" : "%.2f %%", share);
}

static void
print_row(const char *name, const struct breaks *all, size_t most_lost, size_t losing_widths)
{
    char breaches[32], wide[32], lost[32], widths[64];
    print_share(breaches, sizeof breaches, all->breaches, all->lines);
    print_share(wide, sizeof wide, all->wide, all->lines);
    snprintf(lost, sizeof lost, "%zu", most_lost);
    snprintf(widths, sizeof widths, "%zu of %d", losing_widths, WIDTHS);
    table_cells((const char *const[]){name, breaches, wide, lost, widths});
    if (with_examples && all->breaches > 0)
        table_note("    %s", all->example);
}

/* False: it showed nothing. */
static bool
look(const struct peer *peer, const struct source *source, int width, struct breaks *seen)
{
    struct buffer shown = {0};
    bool there = peer->show(&shown, peer, &source->paper, width);
    size_t len = shown.len;
    char *bytes = buffer_take(&shown);
    if (there) {
        len = text_repair(&bytes, len, NULL); /* who cuts lines may cut characters */
        *seen = breaks_judge(&source->ink, slice_make(bytes, len), (size_t)width, peer->restores);
    }
    free(bytes);
    return there;
}

static void
measure(const struct peer *peer, const struct source *source, const char *name)
{
    struct breaks all = {0}, seen;
    size_t most_lost = 0, losing_widths = 0;
    for (int width = NARROWEST; width <= WIDEST; width++) {
        if (!look(peer, source, width, &seen)) {
            table_cells((const char *const[]){name, "not possible", "", "", ""});
            return;
        }
        if (all.breaches == 0)
            snprintf(all.example, sizeof all.example, "%s", seen.example);
        all.lines += seen.lines;
        all.wide += seen.wide;
        all.breaches += seen.breaches;
        most_lost = seen.lost > most_lost ? seen.lost : most_lost;
        losing_widths += seen.lost > 0;
    }
    print_row(name, &all, most_lost, losing_widths);
}

/* ---- a table */

static void
print_table(const char *title, const struct source *plain, const struct source *full)
{
    const struct peer *peer;
    table_begin_cells(title, (const char *const[]){"program", "break a rule", "too wide", "lost", "at widths"});
    for (size_t i = 0; (peer = peers_at(i)) != NULL; i++) {
        char name[80];
        if (peer->version != NULL && *peer_version(peer) == '\0') {
            table_cells((const char *const[]){peer->name, "not installed", "", "", ""});
            continue;
        }
        measure(peer, plain, peer->name);
        if (peer->plain_only)
            continue;
        snprintf(name, sizeof name, "%s, full-width marks in the text", peer->name);
        measure(peer, full, name);
    }
    table_close();
}

static void
compare(const char *folder, const char *name, const char *title, const struct buffer *text)
{
    struct buffer wide = {0}, words = {0};
    char full_name[32];
    if (text->len == 0)
        bench_fail("no text for \"%s\"", title);
    snprintf(full_name, sizeof full_name, "%s-full", name);
    marks_add_full_width(&wide, buffer_slice(text));
    struct source plain = source_new(folder, name, buffer_slice(text)),
                  full = source_new(folder, full_name, buffer_slice(&wide));
    buffer_printf(&words, "%s: %zu paragraphs, %zu characters, %d widths (%d to %d)", title, plain.paper.paragraphs,
                  plain.ink.count, WIDTHS, NARROWEST, WIDEST);
    print_table(words.at, &plain, &full);
    ink_done(&plain.ink);
    ink_done(&full.ink);
    buffer_done(&wide);
    buffer_done(&words);
}

static void
print_notes(void)
{
    const struct peer *peer;
    const char *last = "";
    table_note("Of all lines: those that break a rule at their end or after it, those wider than asked for.\n"
               "Characters of the text that are not shown: the most at one width, and at how many widths.");
    for (size_t i = 0; (peer = peers_at(i)) != NULL; i++)
        if (peer->version != NULL && strcmp(peer->version, last) != 0) {
            last = peer->version;
            table_note("%s: %s.", peer->name, *peer_version(peer) != '\0' ? peer_version(peer) : "not installed");
        }
}

int
main(int argc, char **argv)
{
    struct buffer text = {0};
    with_examples = argc > 1 && strcmp(argv[1], "examples") == 0;
    breaks_check();
    marks_check();
    const char *folder = folder_new();
    print_notes();
    add_samples(&text);
    compare(folder, "samples", "Sample issues", &text);
    char *seed = support_corpus("truth/seed");
    if (seed != NULL) {
        buffer_clear(&text);
        add_folder(&text, seed);
        compare(folder, "seed", "A real issue", &text);
        free(seed);
    }
    buffer_done(&text);
    return 0;
}
