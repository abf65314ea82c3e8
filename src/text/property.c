/* The table of properties, in a file of its own: width.c calls what calls script.c, which asks the table, too. */
#include "text/property.h"

#include "text/width_table.h"
