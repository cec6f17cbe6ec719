/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A library with an old and a new version of one function; only the new one is what "library_step" alone
 * means. */
__asm__(".symver library_step_old, library_step@WORK_1");
__asm__(".symver library_step_new, library_step@@WORK_2");

int library_step_old(int value);
int library_step_new(int value);

__attribute__((noinline)) int library_step_old(int value)
{
    return value - 1;
}

__attribute__((noinline)) int library_step_new(int value)
{
    return value + 1;
}
