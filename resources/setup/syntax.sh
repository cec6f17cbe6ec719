# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# Sourced by ./dev: KSyntaxHighlighting for Qt 6 where the distribution packages it for Qt 5 only (Debian 12).

# ensureSyntaxHighlighting: returns 0 when the library was built just now, 1 when there was nothing to do or it
# cannot be had. A failure is remembered for a day, so that a machine without the source waits for it once.
ensureSyntaxHighlighting() {
    [ "$(suiteOfThisSystem)" = bookworm ] || return 1
    local installed=("$root"/.deps/lib/*/cmake/KF5SyntaxHighlighting)
    [ ! -d "${installed[0]}" ] || return 1
    [ -z "$(find "$state/no-syntax" -mtime -1 2>/dev/null)" ] || return 1
    say "building KSyntaxHighlighting for Qt 6 into .deps (about a minute)"
    if "$root/resources/setup/ksyntaxhighlighting.sh" "$root/.deps"; then
        rm -f "$state/no-syntax"
        return 0
    fi
    touch "$state/no-syntax"
    say "going on without it: the editor colours with its built-in highlighter"
    return 1
}
