// SPDX-License-Identifier: GPL-3.0-or-later

// execwork [COUNT]: runs itself COUNT (500) times with the arguments "child NUMBER two words" and waits for
// each. Says "ready", waits for a line, works, then prints "executed N pid N".

#define _GNU_SOURCE
#include "workload.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void executeOnce(const char *program, long number)
{
    char text[32];
    snprintf(text, sizeof text, "%ld", number);
    pid_t child = vfork();
    if (child < 0)
        fail("vfork");
    if (child == 0) {
        execl(program, program, "child", text, "two words", (char *)NULL);
        _exit(1);
    }
    int status = 0;
    if (waitpid(child, &status, 0) != child || status != 0)
        fail("child");
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "child") == 0)
        return 0;
    long count = countArgument(argc, argv, 1, 500);
    waitForStart();
    for (long i = 0; i < count; i++)
        executeOnce(argv[0], i);
    printf("executed %ld pid %ld\n", count, (long)getpid());
    return 0;
}
