/* Which articles were read in this session, by the ids of their issues. */
#ifndef READER_READ_MARKS_H
#define READER_READ_MARKS_H

#include "kanbao/base.h"

struct read_marks;

struct read_marks *read_marks_new(void);
void read_marks_free(struct read_marks *marks);

bool read_marks_has(const struct read_marks *marks, uint32_t id, size_t article);
/* Marks an article of an issue that has ARTICLES of them now; those of a preview become more. */
void read_marks_set(struct read_marks *marks, uint32_t id, size_t articles, size_t article, bool read);
/* Was every article read of an issue in which one ever was? */
bool read_marks_all(const struct read_marks *marks, uint32_t id);
/* Marks by READ, one byte an article, in the place of what was marked; nothing where nothing was. */
void read_marks_replace(struct read_marks *marks, uint32_t id, const unsigned char *read, size_t articles);
/* Forgets the issues that WANTED says no to. */
void read_marks_sift(struct read_marks *marks, bool (*wanted)(const void *context, uint32_t id), const void *context);

#endif
