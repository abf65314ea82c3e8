/* What the kernel tells of a program: whether it waits for ever, and what it has used.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE /* some of the SYS_ numbers */
#include "pty_parts.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* A small file under /proc/PID, terminated; empty when it cannot be read. Returns its length. */
static size_t
read_proc(char *text, size_t size, long pid, const char *name)
{
    char path[128];
    size_t len = 0;
    ssize_t got;
    snprintf(path, sizeof path, "/proc/%ld/%s", pid, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    while (fd >= 0 && len + 1 < size && (got = read(fd, text + len, size - 1 - len)) > 0)
        len += (size_t)got;
    if (fd >= 0)
        close(fd);
    text[len] = '\0';
    return len;
}

static uint64_t
proc_number(const char *text, const char *name)
{
    const char *at = strstr(text, name);
    return at != NULL ? strtoull(at + strlen(name), NULL, 10) : 0;
}

uint64_t
pty_proc_writes(pid_t pid)
{
    char text[512];
    read_proc(text, sizeof text, pid, "io");
    return proc_number(text, "syscw:");
}
/* Is this system call (/proc/PID/syscall) a wait that time alone will not end? */
static bool
waits_for_ever(const char *text)
{
    char *at;
    unsigned long long argument[6] = {0};
    if (text[0] < '0' || text[0] > '9')
        return text[0] == '\0'; /* cannot be read; else "running", or a page fault */
    long number = strtol(text, &at, 10);
    for (int i = 0; i < 6; i++)
        argument[i] = strtoull(at, &at, 16);
    switch (number) {
#ifdef SYS_poll
    case SYS_poll: return (int)argument[2] < 0;
#endif
#ifdef SYS_epoll_wait
    case SYS_epoll_wait: return (int)argument[3] < 0;
#endif
#ifdef SYS_select
    case SYS_select: return argument[4] == 0;
#endif
    case SYS_ppoll: return argument[2] == 0;
    case SYS_pselect6: return argument[4] == 0;
    case SYS_epoll_pwait: return (int)argument[3] < 0;
    case SYS_futex: return argument[3] == 0;
    case SYS_nanosleep:
    case SYS_clock_nanosleep: return false;
    default: return true;
    }
}

bool
pty_proc_is_writing(pid_t pid)
{
    char call[256];
    return read_proc(call, sizeof call, pid, "syscall") > 0 && call[0] >= '0' && call[0] <= '9' &&
           strtol(call, NULL, 10) == SYS_write;
}

int
pty_patience(const struct pty *pty)
{
    char call[256];
    int patience = -1;
    read_proc(call, sizeof call, pty->program, "syscall");
#ifdef SYS_poll
    char *at = call;
    if (call[0] >= '0' && call[0] <= '9' && strtol(call, &at, 10) == SYS_poll)
        for (int i = 0; i < 3; i++)
            patience = (int)strtoull(at, &at, 16);
#endif
    return patience;
}

/* Does a thread sleep, and nothing but an event will wake it? COUNT: how often it has run. */
static bool
thread_sleeps(const struct pty *pty, long thread, uint64_t *count)
{
    char text[4096], call[256];
    if (read_proc(text, sizeof text, thread, "status") == 0)
        return false;
    const char *state = strstr(text, "State:\t");
    *count = proc_number(text, "\nvoluntary_ctxt_switches:") + proc_number(text, "nonvoluntary_ctxt_switches:");
    if (state == NULL || (state[7] != 'S' && state[7] != 'T'))
        return false;
    read_proc(call, sizeof call, thread, "syscall");
    return state[7] == 'T' || pty->command.timed_waits || waits_for_ever(call);
}

bool
pty_proc_sleeps(const struct pty *pty, uint64_t *mark)
{
    char path[64];
    struct dirent *entry;
    bool all = true;
    *mark = 0;
    snprintf(path, sizeof path, "/proc/%ld/task", (long)pty->program);
    DIR *threads = opendir(path);
    if (threads == NULL)
        return false;
    while (all && (entry = readdir(threads)) != NULL) {
        uint64_t count = 0;
        long thread = strtol(entry->d_name, NULL, 10);
        all = thread == 0 || thread_sleeps(pty, thread, &count);
        *mark = *mark * 1000003 + (uint64_t)thread * 7919 + count;
    }
    closedir(threads);
    return all;
}

uint64_t
pty_writes(const struct pty *pty)
{
    return pty->ended ? pty->end.writes : pty_proc_writes(pty->program);
}

uint64_t
pty_cpu(const struct pty *pty)
{
    clockid_t clock;
    if (pty->ended)
        return pty->end.cpu;
    return clock_getcpuclockid(pty->program, &clock) == 0 ? pty_clock(clock) : 0;
}

uint64_t
pty_switches(const struct pty *pty)
{
    char path[64], name[32], text[4096];
    struct dirent *entry;
    uint64_t sum = 0;
    snprintf(path, sizeof path, "/proc/%ld/task", (long)pty->program);
    DIR *threads = opendir(path);
    while (threads != NULL && (entry = readdir(threads)) != NULL)
        if (entry->d_name[0] != '.') {
            snprintf(name, sizeof name, "task/%.10s/status", entry->d_name);
            read_proc(text, sizeof text, pty->program, name);
            sum += proc_number(text, "\nvoluntary_ctxt_switches:");
        }
    if (threads != NULL)
        closedir(threads);
    return sum;
}

size_t
pty_memory(const struct pty *pty)
{
    char text[4096];
    read_proc(text, sizeof text, pty->program, "status");
    return (size_t)proc_number(text, "VmHWM:");
}
