/* Names in Latin script: what is one, and what a paper or an office is.
 */
#include "parser/byline/byline.h"

enum { LATIN_PREFIX_MAX = 40 };

/* Bytes of the words in front of a name that say what its bearer did, a blank after them included: By, Reporting by, Photographs
   by; 0: none. */
size_t
latin_prefix(struct slice part, enum duty *duty)
{
    static const struct {
        const char *word;
        uint8_t duty;
    } works[] = {
        {"report", DUTY_AUTHOR},   {"story", DUTY_AUTHOR},      {"words", DUTY_AUTHOR},    {"written", DUTY_AUTHOR},
        {"writing", DUTY_AUTHOR},  {"text", DUTY_AUTHOR},       {"compiled", DUTY_AUTHOR}, {"interview", DUTY_AUTHOR},
        {"edit", DUTY_EDITOR},     {"translat", DUTY_EDITOR},   {"produced", DUTY_EDITOR}, {"photo", DUTY_PICTURE},
        {"picture", DUTY_PICTURE}, {"illustrat", DUTY_PICTURE}, {"graphic", DUTY_PICTURE}, {"video", DUTY_PICTURE},
    };
    size_t by = slice_starts(part, "By ") || slice_starts(part, "by ") || slice_starts(part, "BY ") ? 3 : 0;
    *duty = DUTY_AUTHOR;
    if (by > 0)
        return by;
    char word[LATIN_PREFIX_MAX + 1];
    size_t len = 0;
    for (; len < part.len && len < LATIN_PREFIX_MAX && (unsigned char)part.at[len] < 0x80; len++)
        word[len] = (char)(part.at[len] >= 'A' && part.at[len] <= 'Z' ? part.at[len] - 'A' + 'a' : part.at[len]);
    word[len] = '\0';
    const char *found = strstr(word, " by ");
    for (size_t i = 0; found != NULL && i < BASE_COUNT(works); i++) {
        const char *work = strstr(word, works[i].word);
        bool begins = work != NULL && work < found && (work == word || strncmp(word, "additional ", 11) == 0);
        if (begins && memchr(work, ' ', (size_t)(found - work)) == NULL) {
            *duty = works[i].duty;
            return (size_t)(found - word) + strlen(" by ");
        }
    }
    return 0;
}

struct slice
latin_before_stop(struct slice part)
{
    static const char *const stops[] = {" in ",    " for ",   " of ",        " at ",      " with ",
                                        " Staff ", " STAFF ", " Published ", " Updated ", " Special "};
    bool stopped = false; /* nearly always none is there */
    for (size_t at = 0; at + 1 < part.len && !stopped; at++)
        if (part.at[at] == ' ' && text_byte_among(part.at[at + 1], "ifoawSPU"))
            for (size_t i = 0; i < BASE_COUNT(stops) && !stopped; i++)
                stopped = slice_starts(slice_from(part, at), stops[i]);
    for (size_t i = 0; i < BASE_COUNT(stops) && stopped; i++) {
        size_t at = slice_find(part, stops[i]);
        part.len = at != SIZE_MAX ? at : part.len;
    }
    return part;
}

/* What somebody does there: the names before are those of authors. */
bool
latin_is_title(struct slice part)
{
    static const char *const words[] = {"Writer",   "WRITER",   "Correspondent", "CORRESPONDENT",
                                        "Reporter", "REPORTER", "Columnist",     "COLUMNIST"};
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        if (slice_ends(part, words[i]))
            return true;
    return false;
}

bool
latin_is_affiliation(struct slice part, bool first)
{
    static const char *const words[] = {"Reuters",     "Agence",  "News",    "Press",   "Times",   "Post",
                                        "Agency",      "Editor",  "Special", "SPECIAL", "Bureau",  "Service",
                                        "Contributor", "Journal", "Herald",  "Gazette", "Tribune", "University",
                                        "Getty",       "GETTY",   "AFP",     "Images",  NULL};
    if (words_in(part, words))
        return true;
    /* By the treasurer, Nora Whitlock: who she is */
    if (slice_starts(part, "the ") || slice_starts(part, "our "))
        return true;
    return latin_is_title(part) || (!first && memchr(part.at, ' ', part.len) == NULL);
}

/* Words that begin with a capital, particles between them: Nora van den Whitlock. */
bool
latin_is_name(struct slice part)
{
    static const char *const particles[] = {"de", "van", "von", "der", "den", "del", "di",  "da", "du",
                                            "la", "le",  "el",  "bin", "al",  "ibn", "dos", "y",  "e"};
    size_t words = 0;
    while (part.len > 0) {
        const char *gap = memchr(part.at, ' ', part.len);
        struct slice word = slice_make(part.at, gap != NULL ? (size_t)(gap - part.at) : part.len);
        char32_t first = text_first(word);
        bool particle = false;
        for (size_t i = 0; i < BASE_COUNT(particles); i++)
            particle = particle || slice_equal(word, slice_of(particles[i]));
        bool capital = (first >= 'A' && first <= 'Z') || first >= 0xC0;
        if (word.len > 0 && !particle && !capital)
            return false;
        words += word.len > 0;
        part = slice_from(part, gap != NULL ? word.len + 1 : word.len);
    }
    return words > 0 && words <= 5;
}

/* Given names that an English reader knows; a line of Latin names has no other sign of its own. */
bool
latin_is_given_name(const char *name)
{
    static const char names[] =
        " Aaron Abdul Abigail Adam Adrian Ahmed Aidan Alan Albert Alex Alexander Alexandra Ali Alice Alison Allan Allison Amanda Amy Ana Andrea Andrew Angela Ann Anna Anne "
        "Anthony Antonio Arthur Ashley Barbara Ben Benjamin Bernard Beth Betty Bill Bob Brad Bradley Brandon Brenda Brian Bruce Bryan Carl Carla Carlos Carol Caroline Catherine "
        "Charles Charlotte Chris Christian Christina Christine Christopher Claire Clara Claudia Colin Craig Cynthia Dan Daniel David Deborah Denis Dennis Diana Diane Diego Don "
        "Donald Donna Dorothy Douglas Ed Eddie Edgar Edith Edward Eileen Elaine Eleanor Elena Elizabeth Ellen Emily Emma Eric Erin Ernest Eugene Eva Evelyn Fiona Florence "
        "Frances Francis Francisco Frank Fred Frederick Gary Geoffrey George Gerald Gillian Gordon Grace Graham Greg Gregory Guy Hannah Harold Harriet Harry Heather Helen Henry "
        "Howard Hugh Ian Irene Isaac Isabel Ivan Jack Jacob Jacqueline James Jamie Jan Jane Janet Jason Jay Jean Jeff Jeffrey Jennifer Jeremy Jerry Jesse Jessica Jill Jim Joan "
        "Joanna Joe Joel John Jonathan Jordan Jose Joseph Joshua Joyce Juan Judith Judy Julia Julian Julie Justin Karen Karl Kate Katherine Kathleen Kathryn Keith Kelly Kenneth "
        "Kevin Kim Kimberly Kyle Larry Laura Lauren Lawrence Lee Leo Leonard Leslie Lewis Lillian Linda Lisa Louis Louise Lucy Luis Luke Lynn Marc Marcus Margaret Maria Marie "
        "Marilyn Mark Martha Martin Mary Matt Matthew Maureen Max Megan Melissa Michael Michelle Miguel Mike Mohammed Mona Monica Nadia Nancy Natalie Nathan Neil Nicholas Nick "
        "Nicola Nicole Nigel Noah Nora Norman Oliver Olivia Oscar Pamela Patricia Patrick Paul Paula Pauline Pedro Peter Philip Phillip Rachel Ralph Raymond Rebecca Richard Rita "
        "Robert Robin Roger Ronald Rosa Rose Roy Russell Ruth Ryan Sally Sam Samantha Samuel Sandra Sara Sarah Scott Sean Sharon Sheila Simon Sophia Sophie Stanley Stella Stephanie "
        "Stephen Steve Steven Stuart Susan Sylvia Teresa Terry Theodore Theresa Thomas Tim Timothy Tina Tobias Todd Tom Tony Tracy Valerie Victor Victoria Vincent Virginia Walter "
        "Wanda Warren Wayne Wendy William Zoe "
        /* of a century ago */
        "Abel Abner Ada Agatha Agnes Alfred Ambrose Amos Archibald Arnold Augustus Barnabas Basil Beatrice Bertha Cecil Clarence Clement Cora Cyril Daisy Dora Ebenezer Edmund "
        "Edwin Effie Eli Elijah Elmer Elsie Enoch Ephraim Esther Ethel Ezra Fanny Felix Gertrude Gilbert Gladys Herbert Hester Hilda Hiram Horace Hubert Ida Imogen Ira Iris "
        "Irving Isaiah Ivy Jasper Jeremiah Josiah Lavinia Lydia Mabel Matilda Maud Maude Mildred Minnie Miriam Moses Nathaniel Nell Nellie Obadiah Olive Percival Percy Phineas "
        "Phoebe Prudence Reginald Rufus Rupert Silas Solomon Thaddeus Theodora Ursula Violet Wilfred Winifred Zachary ";
    char word[24];
    size_t len = strcspn(name, " ");
    if (len + 3 > sizeof word)
        return false;
    word[0] = ' ';
    for (size_t i = 0; i < len; i++) /* NORA as well */
        word[i + 1] = (char)(i > 0 && name[i] >= 'A' && name[i] <= 'Z' ? name[i] - 'A' + 'a' : name[i]);
    word[len + 1] = ' ';
    word[len + 2] = '\0';
    return strstr(names, word) != NULL;
}
