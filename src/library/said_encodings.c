/* What files are written in, where that was said: of all, or of one, for as long as the library lives.
 *
 * Must not know how an encoding is told by the bytes of a file; that is src/source's.
 */
#include "library/library.h"

#include <stdlib.h>

enum encoding
said_encoding_of(const struct said_encodings *said, uint32_t id)
{
    for (size_t i = 0; i < said->count; i++)
        if (said->at[i].id == id)
            return said->at[i].encoding;
    return ENCODING_AUTO;
}

struct source_name
library_source(const struct library *library, uint32_t id)
{
    enum encoding own = said_encoding_of(&library->said, id);
    return (struct source_name){
        .path = library_path(library, id),
        .encoding = own != ENCODING_AUTO ? own : library->encoding,
        .decoder = library->decoder,
        .archives = library->archives,
        .filters = library->filters,
    };
}

void
said_encoding_set(struct said_encodings *said, uint32_t id, enum encoding encoding)
{
    for (size_t i = said->count; i-- > 0;)
        if (said->at[i].id == id)
            said->at[i] = said->at[--said->count];
    if (encoding == ENCODING_AUTO || id == 0)
        return;
    said->at = base_grow(said->at, &said->capacity, said->count + 1, sizeof *said->at);
    said->at[said->count++] = (struct said_encoding){id, encoding};
}
