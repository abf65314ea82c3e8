/* A book (EPUB 3.3), which is a zip of pages: its chapters in the order in which they are read, one behind another, each below a line
 * that names it. The first is the package itself, empty where it cannot be read, which says what the book is called.
 *
 * Nothing is understood of XML but elements that have attributes: what is broken leaves a chapter out, or all in the order of their
 * names, and no more.
 */
#include "source/packed/packed.h"

#include <stdlib.h>
#include <unistd.h>

enum { CHAPTERS_MAX = 10000 };

bool
epub_begins(const char *path, const char *head, size_t bytes)
{
    /* OCF 4.3: the first member is called so, is not packed, and has no extra field; which not every book keeps to */
    static const char type[] = "mimetypeapplication/epub+zip";
    static const char *const endings[] = {".epub"};
    enum { NAME_BYTE = 30 };
    if (bytes <= NAME_BYTE || packed_form_of(head, bytes) != PACKED_ZIP)
        return false;
    return slice_starts(slice_from(slice_make(head, bytes), NAME_BYTE), type) ||
           base_find_ending(path, endings, BASE_COUNT(endings)) < BASE_COUNT(endings);
}

/* ---- elements */

/* The next element NAME, whatever stands before its colon, of TEXT from *AT on, its attributes; *AT is moved behind. False: there is none. */
static bool
next_element(struct slice text, const char *name, size_t *at, struct slice *attributes)
{
    size_t len = strlen(name);
    while (*at < text.len) {
        const char *tag = memchr(text.at + *at, '<', text.len - *at);
        const char *end = tag != NULL ? memchr(tag, '>', text.len - (size_t)(tag - text.at)) : NULL;
        if (end == NULL)
            break;
        struct slice inside = slice_make(tag + 1, (size_t)(end - tag) - 1);
        *at = (size_t)(end - text.at) + 1;
        const char *colon = memchr(inside.at, ':', inside.len);
        if (colon != NULL && memchr(inside.at, ' ', (size_t)(colon - inside.at)) == NULL)
            inside = slice_from(inside, (size_t)(colon + 1 - inside.at));
        if (slice_starts(inside, name) && inside.len > len && strchr(" \t\r\n", inside.at[len]) != NULL) {
            *attributes = slice_from(inside, len);
            return true;
        }
    }
    return false;
}

/* The value of attribute NAME; empty: it is not there. */
static struct slice
attribute_of(struct slice attributes, const char *name)
{
    size_t len = strlen(name);
    for (size_t at = 1; at + len + 2 < attributes.len; at++) {
        char quote = attributes.at[at + len + 1];
        if (strchr(" \t\r\n", attributes.at[at - 1]) == NULL || attributes.at[at + len] != '=' ||
            memcmp(attributes.at + at, name, len) != 0 || (quote != '"' && quote != '\''))
            continue;
        struct slice rest = slice_from(attributes, at + len + 2);
        const char *end = memchr(rest.at, quote, rest.len);
        return slice_make(rest.at, end != NULL ? (size_t)(end - rest.at) : 0);
    }
    return slice_make("", 0);
}

/* ---- paths */

/* HREF, with %20 and the like, as it is meant in FOLDER, "" or ending with a slash. */
static void
resolve(struct slice folder, struct slice href, struct buffer *path)
{
    buffer_clear(path);
    buffer_add_slice(path, folder);
    for (size_t at = 0; at < href.len && href.at[at] != '#'; at++) {
        int high = href.at[at] == '%' && at + 2 < href.len ? text_hex_digit(href.at[at + 1]) : -1;
        int low = high >= 0 ? text_hex_digit(href.at[at + 2]) : -1;
        buffer_add_byte(path, low > 0 || high > 0 ? (char)(high << 4 | low) : href.at[at]);
        at += low > 0 || high > 0 ? 2 : 0;
        if (!slice_ends(buffer_slice(path), "/../"))
            continue;
        size_t up = path->len - strlen("/../");
        while (up > 0 && path->at[up - 1] != '/')
            up--;
        path->len = up;
        path->at[up] = '\0';
    }
}

/* ---- chapters */

struct book {
    struct source_name name;
    size_t limit;
    struct buffer *out;
    struct buffer package; /* the file that says what the book has */
    struct slice folder;   /* the one it is in, of its own path */
    size_t chapters;
    bool lost;    /* not all could be read */
    bool damaged; /* it ends too early */
};

/* The bytes of a member into OUT. */
static struct error *
read_part(struct book *book, const char *path, struct buffer *out)
{
    struct buffer whole = {0};
    struct source_name name = book->name;
    bool lost = false;
    buffer_printf(&whole, "%s/%s", book->name.path, path);
    name.path = whole.at;
    buffer_clear(out);
    struct error *error = archives_read(name, book->limit, out, &lost);
    book->lost |= lost;
    buffer_done(&whole);
    return error;
}

/* PATH and TEXT, whose line ends count: a chapter begins with a line of its own. */
static struct error *
add_part(struct book *book, const char *path, struct slice text)
{
    if (book->out->len + text.len > book->limit)
        return error_new(_("is larger than %zu MB (option file-size)"), book->limit >> 20);
    buffer_printf(book->out, "%s" TEXT_BOOK_PART "%s -->\n", book->out->len > 0 ? "\n" : "", path);
    buffer_add_slice(book->out, text);
    return NULL;
}

static bool
is_page(const char *path)
{
    static const char *const endings[] = {".xhtml", ".html", ".htm", ".xml"};
    return base_find_ending(path, endings, BASE_COUNT(endings)) < BASE_COUNT(endings);
}

static struct error *
add_chapter(struct book *book, const char *path)
{
    struct buffer text = {0};
    if (!is_page(path) || slice_starts(slice_of(path), "META-INF/") || book->chapters == CHAPTERS_MAX)
        return NULL;
    struct error *error = read_part(book, path, &text);
    if (error != NULL) { /* the others are there */
        error_free(error);
        book->lost = true;
        error = NULL;
    } else {
        book->chapters++;
        error = add_part(book, path, buffer_slice(&text));
    }
    buffer_done(&text);
    return error;
}

/* ---- the order in which they are read */

/* Of the manifest. */
struct item {
    struct slice id, href;
    bool contents; /* the book's own list of its chapters */
};

static int
compare_items(const void *left, const void *right)
{
    const struct slice *a = &((const struct item *)left)->id, *b = &((const struct item *)right)->id;
    int order = memcmp(a->at, b->at, a->len < b->len ? a->len : b->len);
    return order != 0 ? order : a->len < b->len ? -1 : a->len > b->len;
}

/* By their ids, the caller's. */
static struct item *
list_items(struct slice package, size_t *count)
{
    struct item *items = NULL;
    size_t capacity = 0, at = 0;
    struct slice item;
    *count = 0;
    while (next_element(package, "item", &at, &item)) {
        items = base_grow(items, &capacity, *count + 1, sizeof *items);
        items[(*count)++] = (struct item){attribute_of(item, "id"), attribute_of(item, "href"),
                                          slice_has(attribute_of(item, "properties"), "nav")};
    }
    if (*count > 0)
        qsort(items, *count, sizeof *items, compare_items);
    return items;
}

static struct error *
add_spine(struct book *book)
{
    struct slice package = buffer_slice(&book->package), reference;
    struct buffer path = {0};
    struct error *error = NULL;
    size_t at = 0, count;
    struct item *items = list_items(package, &count);
    while (error == NULL && count > 0 && next_element(package, "itemref", &at, &reference)) {
        const struct item wanted = {.id = attribute_of(reference, "idref")};
        const struct item *item = bsearch(&wanted, items, count, sizeof wanted, compare_items);
        if (item == NULL || item->contents)
            continue;
        resolve(book->folder, item->href, &path);
        error = add_chapter(book, path.at);
    }
    free(items);
    buffer_done(&path);
    return error;
}

struct all_names {
    struct buffer names; /* each with its null */
};

static void
take_name(void *context, const char *name)
{
    struct all_names *all = context;
    buffer_add(&all->names, name, strlen(name) + 1);
}

/* In the order of their names. */
static struct error *
add_all(struct book *book)
{
    struct all_names all = {0};
    const char *damage = NULL;
    struct error *error =
        source_archive_list(book->name.archives, book->name.path, book->limit, take_name, &all, &damage);
    book->lost = true;
    book->damaged = error == NULL && damage != NULL;
    for (size_t at = 0; error == NULL && at < all.names.len; at += strlen(all.names.at + at) + 1)
        error = add_chapter(book, all.names.at + at);
    buffer_done(&all.names);
    return error;
}

static struct error *
read_package(struct book *book, struct buffer *path)
{
    struct buffer container = {0};
    struct slice root = {"", 0};
    size_t at = 0;
    struct error *error = read_part(book, "META-INF/container.xml", &container);
    if (error == NULL && next_element(buffer_slice(&container), "rootfile", &at, &root))
        resolve(slice_make("", 0), attribute_of(root, "full-path"), path);
    buffer_done(&container);
    if (error == NULL)
        error = read_part(book, path->len > 0 ? path->at : "content.opf", &book->package);
    return error;
}

struct error *
epub_unpack(struct source_name name, size_t limit, struct buffer *out, bool *lost)
{
    struct buffer path = {0};
    struct source_archives *own = name.archives == NULL ? source_archives_new() : NULL;
    struct book book = {.name = name, .limit = limit, .out = out};
    if (own != NULL)
        book.name.archives = own;
    buffer_clear(out);
    struct error *missing = read_package(&book, &path);
    struct error *error = add_part(&book, path.len > 0 ? path.at : "content.opf", buffer_slice(&book.package));
    if (error == NULL && missing == NULL) {
        const char *slash = path.len > 0 ? strrchr(path.at, '/') : NULL;
        book.folder = slash != NULL ? slice_make(path.at, (size_t)(slash + 1 - path.at)) : slice_make("", 0);
        error = add_spine(&book);
    }
    if (error == NULL && book.chapters == 0)
        error = add_all(&book);
    if (error == NULL && book.chapters == 0)
        error = missing != NULL ? error_new(_("is a damaged book: %s"), error_text(missing))
                                : error_new(book.damaged ? _("is damaged: nothing can be unpacked") : _("is empty"));
    error_free(missing);
    *lost = book.lost;
    buffer_done(&book.package);
    buffer_done(&path);
    source_archives_free(own);
    return error;
}

/* An archive of its own, for as long as that takes: of books in archives none is kept open. */
struct error *
epub_unpack_bytes(struct source_name name, size_t limit, struct buffer *bytes, bool *lost)
{
    struct spool file = {.fd = -1};
    struct buffer out = {0};
    struct error *error = spool_open(&file);
    if (error == NULL)
        error = spool_add(&file, bytes->at, bytes->len);
    if (error != NULL) {
        if (file.fd >= 0)
            close(file.fd);
        return error;
    }
    name.archives = source_archives_new();
    archives_lend(name.archives, name.path, &file);
    error = epub_unpack(name, limit, &out, lost);
    source_archives_free(name.archives);
    if (error == NULL) {
        struct buffer book = *bytes;
        *bytes = out;
        out = book;
    }
    buffer_done(&out);
    return error;
}
