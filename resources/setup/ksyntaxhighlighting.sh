#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# ksyntaxhighlighting.sh PREFIX: builds KSyntaxHighlighting against Qt 6 into PREFIX, for Debian 12, which packages a
# Qt 5 build only. The source is Debian's own package, fetched by apt from the archive that this machine is set up
# with; its checksum is pinned below. A static library, so that what is installed needs nothing of PREFIX. Needs no root: apt works on private lists. Ends with 1 where the source cannot
# be had.
set -euo pipefail

release=5.116.0
suite=trixie
checksum=6f8ccacebd0dc9ce050b2b23b715750c97938b3336fbbb80967920cb8c1dfaa7

prefix=$(realpath -m "${1:?usage: ksyntaxhighlighting.sh PREFIX}")
work=$prefix/src
tarball=$work/download/ksyntax-highlighting_$release.orig.tar.xz

# The archives of this machine as source entries of the suite that has the release.
sourceEntries() {
    local keys=/usr/share/keyrings/debian-archive-keyring.gpg signed=
    [ ! -e "$keys" ] || signed="[signed-by=$keys] "
    apt-get indextargets --format '$(REPO_URI)|$(ORIGIN)|$(CODENAME)' 'Created-By: Packages' |
        awk -F'|' -v signed="$signed" -v suite="$suite" '
            $2 == "Debian" && $3 !~ /-/ && !seen[$1]++ { print "deb-src " signed $1 " " suite " main" }'
}

verified() { echo "$checksum  $tarball" | sha256sum --check --status 2>/dev/null; }

fetchSource() {
    mkdir -p "$work"/{lists/partial,cache/archives/partial,download}
    sourceEntries >"$work/sources.list"
    [ -s "$work/sources.list" ] || { echo "apt knows no Debian archive" >&2; return 1; }
    local apt=(apt-get -qq -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=-
               -o Dir::State::lists="$work/lists" -o Dir::Cache="$work/cache" -o APT::Sandbox::User=
               -o Acquire::Retries=3 -o Acquire::http::Timeout=30)
    # Parts of the source package that are not needed may be missing: what arrived is judged by its checksum.
    { timeout 300 "${apt[@]}" update && cd "$work/download" &&
        timeout 300 "${apt[@]}" --download-only source ksyntax-highlighting; } >"$work/fetch.log" 2>&1 || true
    verified || { tail -n 5 "$work/fetch.log" >&2; return 1; }
}

buildSource() {
    rm -rf "$work/tree" "$work/build"
    mkdir "$work/tree"
    tar -C "$work/tree" --strip-components=1 -xf "$tarball"
    # The release asks for a newer set of CMake modules than Debian 12's, and does not need it.
    local modules
    modules=$(dpkg-query -W -f='${Version}' extra-cmake-modules | sed 's/-.*//')
    sed -i -E "s/find_package\(ECM [0-9.]+ REQUIRED NO_MODULE\)/find_package(ECM $modules REQUIRED NO_MODULE)/;
               s/^( *)add_subdirectory\(examples\)/\1#&/" "$work/tree/CMakeLists.txt"
    cmake -G Ninja -S "$work/tree" -B "$work/build" -DCMAKE_BUILD_TYPE=Release -DQT_MAJOR_VERSION=6 \
        -DBUILD_TESTING=OFF -DBUILD_SHARED_LIBS=OFF -DQRC_SYNTAX=ON -DCMAKE_DISABLE_FIND_PACKAGE_Qt6Quick=ON \
        -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_POSITION_INDEPENDENT_CODE=ON >"$work/configure.log" 2>&1 &&
        cmake --build "$work/build" >"$work/build.log" 2>&1 &&
        cmake --install "$work/build" >/dev/null && return
    tail -n 20 "$work/configure.log" "$work/build.log" >&2 || true
    return 1
}

verified || (fetchSource) || { echo "the source of ksyntax-highlighting $release cannot be had" >&2; exit 1; }
buildSource
rm -rf "$work"
echo "KSyntaxHighlighting $release is in $prefix"
