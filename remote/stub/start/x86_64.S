/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
    .text
    .globl _start
    .type _start, @function
_start:
    xor %ebp, %ebp
    mov %rsp, %rdi
    and $-16, %rsp
    call stubMain
    hlt

    .globl systemCall3
    .type systemCall3, @function
    .globl systemCall4
    .type systemCall4, @function
    .globl systemCall
    .type systemCall, @function
/* Calls of fewer arguments leave the rest to chance, where the kernel does not look. */
systemCall3:
systemCall4:
systemCall:
    mov %rdi, %rax
    mov %rsi, %rdi
    mov %rdx, %rsi
    mov %rcx, %rdx
    mov %r8, %r10
    mov %r9, %r8
    mov 8(%rsp), %r9
    syscall
    ret

    .section .note.GNU-stack, "", @progbits
