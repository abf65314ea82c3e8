/* A stretch of text in which bytes are lost or wrong, read in the likeliest way.
 *
 * A byte that is lost from a pair shifts all pairs behind it, up to the next byte that can only be ASCII, and most of what comes of
 * that are characters too, if rare ones. So of all ways to cut the stretch into characters and single bad bytes the least unlikely
 * one is found (Viterbi's algorithm over the bytes; what a character costs is commonness.c's).
 */
#include "source/encoding/steps.h"

enum {
    SETTLED = 64,       /* so far before the end of a stretch what follows it changes nothing */
    LOST_COST = 36,     /* half bits of a byte that belongs to no character, */
    UNLIKELY_LOST = 56, /* and where nothing else says that there is such a one */
    MOST_COST = 46      /* of a character and of what it follows: less than two bytes lost */
};

/* The best way to a byte. */
struct node {
    uint32_t cost;
    uint8_t class;
    uint8_t bytes; /* of the last character; BAD_BYTE: a bad byte is the last */
};
enum { BAD_BYTE = 0xFF };

static void
offer(struct node *node, uint32_t cost, enum char_class class, unsigned bytes)
{
    if (cost < node->cost)
        *node = (struct node){cost, (uint8_t) class, (uint8_t)bytes};
}

static uint32_t
at_most(uint32_t cost)
{
    return cost < MOST_COST ? cost : MOST_COST;
}

static void
find_ways(struct source_decoder *decoder, enum encoding encoding, const unsigned char *at, size_t len,
          uint32_t lost_cost, struct node *nodes)
{
    const uint8_t *foreign = codepages[encoding].foreign;
    for (size_t i = 1; i <= len; i++)
        nodes[i].cost = UINT32_MAX;
    nodes[0] = (struct node){0, CLASS_SPACE, 0};
    for (size_t i = 0; i < len; i++) {
        const struct node *node = &nodes[i];
        struct step step = step_at(decoder, encoding, at + i, at + len);
        enum char_class class = char_class_of(step.packed);
        if (class != CLASS_BAD)
            offer(&nodes[i + step.bytes],
                  node->cost + at_most(char_cost(step.packed) + class_follows[node->class][class] + foreign[class]),
                  class, step.bytes);
        /* a bad byte says nothing of what stands around it */
        offer(&nodes[i + 1], node->cost + lost_cost, node->class, BAD_BYTE);
    }
}

static size_t
bytes_of(const struct node *node)
{
    return node->bytes == BAD_BYTE ? 1 : node->bytes;
}

/* Turns the ways back into one way on: each node of it gets the bytes of the character that begins there. */
static size_t
turn_round(struct node *nodes, size_t len, size_t most)
{
    size_t end = len, settled = 0;
    uint8_t next = 0;
    for (size_t at = len;;) {
        uint8_t bytes = nodes[at].bytes;
        size_t before = at - bytes_of(&nodes[at]);
        nodes[at].bytes = next;
        if (settled == 0 && at <= most)
            settled = end = at;
        if (at == 0)
            return end;
        next = bytes;
        at = before;
    }
}

size_t
realign(struct source_decoder *decoder, enum encoding encoding, struct slice bytes, struct realigning how,
        struct buffer *out, size_t *repaired)
{
    struct node nodes[STRETCH_BYTES + 1];
    const unsigned char *at = (const unsigned char *)bytes.at;
    size_t len = bytes.len < STRETCH_BYTES ? bytes.len : STRETCH_BYTES, run = 0;
    size_t width = codepages[encoding].family == FAMILY_SINGLE ? 1 : codepages[encoding].family == FAMILY_UTF32 ? 4 : 2;
    find_ways(decoder, encoding, at, len, how.broken ? LOST_COST : UNLIKELY_LOST, nodes);
    size_t end = turn_round(nodes, len, how.last || len <= SETTLED ? len : len - SETTLED);
    for (size_t i = 0; i < end; i += bytes_of(&nodes[i])) {
        if (nodes[i].bytes != BAD_BYTE) {
            decoder_put(out, char_code(step_at(decoder, encoding, at + i, at + len).packed));
            run = 0;
        } else if (run++ % width == 0) {
            decoder_put(out, U'\uFFFD');
            ++*repaired;
        }
    }
    return end;
}
