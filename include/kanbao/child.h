/* kanbao - child: the moment between fork() and another program.
 *
 * Floor 0, part base. Who forks may have other threads, which may have held locks: in the child nothing is called but the system.
 */
#ifndef KANBAO_CHILD_H
#define KANBAO_CHILD_H

#include "kanbao/base.h"

/* FD, which is closed, as one that no program inherits, and that is none of the first three, which may be free where this program was
   begun without them; -1, as of an FD that is -1: errno says why. */
int child_lift(int fd);
/* A pipe of two such descriptors. False: errno says why. */
bool child_pipe(int ends[2]);

/* What the child begins with. */
struct child {
    char *const *words;      /* the program, looked up in PATH, and its arguments; NULL at the end */
    int in, out, complaints; /* its first three descriptors; -1: as here */
    int report;              /* the writing end of a child_pipe() */
};

/* In the child, which becomes the program: no descriptor but the first three, signals as they are by default. Where it cannot, the
   REPORT has the errno, and the child ends. */
_Noreturn void child_begin(const struct child *child);

/* In the parent, its own copy of the writing end closed: waits for the child to become the program. 0, or the errno of why it could
   not. */
int child_read_report(int report);

#endif
