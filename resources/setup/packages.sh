# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# Sourced by ./dev: installs the packages of packages.txt that are missing. Debian only; elsewhere it says so and
# leaves the system alone.

# suiteOfThisSystem: the name of the Debian release, or nothing where packages.txt does not know the system.
suiteOfThisSystem() {
    local ID='' VERSION_CODENAME=''
    [ ! -r /etc/os-release ] || . /etc/os-release
    case "$ID:$VERSION_CODENAME" in
    debian:bookworm | debian:trixie) echo "$VERSION_CODENAME" ;;
    esac
}

# missingPackages SUITE GROUP...: the packages of the groups that are not installed, one a line.
missingPackages() {
    local suite=$1
    shift
    awk -v suite="$suite" -v groups=" $* " '
        !/^#/ && NF && index(groups, " " $1 " ") && ($3 == "" || $3 == suite) && !seen[$2]++ { print $2 }' \
        "$root/resources/setup/packages.txt" >"$state/wanted"
    { xargs dpkg-query -W -f='${Package} ${db:Status-Abbrev}\n' <"$state/wanted" 2>/dev/null || true; } |
        awk -v wanted="$state/wanted" '
            $2 == "ii" { installed[$1] = 1 }
            END { while ((getline package < wanted) > 0) if (!(package in installed)) print package }'
}

# asRoot COMMAND...: runs it as root; sudo keeps nothing of the environment, so variables go through env(1).
asRoot() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "root is needed to install packages and there is no sudo: run as root '$*'"
    fi
}

# confirmInstall: asks before the system is changed; root and --yes are an answer.
confirmInstall() {
    [ "$(id -u)" -ne 0 ] && [ -z "$yes" ] || return 0
    [ -t 0 ] || fail "packages are missing and nobody can be asked: give --yes to install them"
    local answer
    read -r -p "Install them with apt-get? [Y/n] " answer
    case "$answer" in
    '' | [yY]*) ;;
    *) fail "nothing was installed" ;;
    esac
}

# withServersOff COMMAND...: runs it as root. What it installs does not start servers: the tests start sshd themselves,
# on loopback, and nobody asked for one on this machine. Where there was no sshd, its units stay masked;
# `systemctl unmask ssh` takes that back.
withServersOff() {
    # shellcheck disable=SC2016
    asRoot sh -c '
        policy=/usr/sbin/policy-rc.d
        if [ -e "$policy" ]; then
            policy=
        else
            trap "rm -f $policy" EXIT
            trap "exit 1" INT TERM HUP
            printf "#!/bin/sh\nexit 101\n" >"$policy" && chmod 755 "$policy"
        fi
        if [ ! -e /usr/sbin/sshd ]; then
            mkdir -p /etc/systemd/system
            for unit in ssh.service ssh.socket; do
                [ -e "/etc/systemd/system/$unit" ] || ln -sf /dev/null "/etc/systemd/system/$unit"
            done
        fi
        "$@"' sh "$@"
}

# ensurePackages GROUP...: returns 0 when packages were installed, 1 when nothing was missing.
ensurePackages() {
    local suite missing
    suite=$(suiteOfThisSystem)
    if [ -z "$suite" ]; then
        say "packages are installed on Debian 12 and 13 only; docs/building.md lists what is needed here"
        return 1
    fi
    mapfile -t missing < <(missingPackages "$suite" "$@")
    [ "${#missing[@]}" -gt 0 ] || return 1
    say "missing packages: ${missing[*]}"
    confirmInstall
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3)
    asRoot "${apt[@]}" update || say "apt-get update failed; going on with the lists that are there"
    withServersOff "${apt[@]}" install -y --no-install-recommends "${missing[@]}" ||
        fail "apt-get could not install the packages"
}
