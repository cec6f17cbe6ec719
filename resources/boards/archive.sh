# SPDX-License-Identifier: GPL-3.0-or-later
# Debian's archive as this machine's apt knows it, for another architecture and suite: nothing is installed and no
# configuration of the machine is touched. Sourced by board.sh.
# shellcheck shell=bash disable=SC2154,SC2034

# The suites of Debian itself; not those of security updates and of other projects.
debian_suites='bullseye|bookworm|trixie|forky|sid|oldoldstable|oldstable|stable|testing|unstable'

# debian_archive FOLDER: URIs:, Signed-By: and Trusted: lines of the first archive of Debian that apt's sources in
# FOLDER name, in either of apt's formats.
debian_archive() {
    local file
    for file in "$1"/sources.list.d/*.sources; do
        [ ! -e "$file" ] || { tr -d '\r' < "$file"; echo; }
    done | archive_of_stanzas | grep . && return
    for file in "$1"/sources.list "$1"/sources.list.d/*.list; do
        [ ! -e "$file" ] || { tr -d '\r' < "$file"; echo; }
    done | archive_of_lines | grep .
}

# The format of deb822: stanzas of fields, of which Signed-By may hold a whole key in lines that start with a space.
archive_of_stanzas() {
    awk -v suites="(^|[ \t])($debian_suites)([ \t]|$)" '
        function finish() {
            if (!done && value["types"] ~ /deb/ && value["enabled"] !~ /^no/ && value["suites"] ~ suites &&
                value["components"] ~ /(^|[ \t])main([ \t]|$)/ && "uris" in value) { printf "%s", kept; done = 1 }
            split("", value)
            kept = field = ""
        }
        /^#/ { next }
        /^[ \t]*$/ { finish(); next }
        /^[ \t]/ { if (field == "signed-by") kept = kept $0 "\n"; next }
        {
            field = tolower($0); sub(/:.*/, "", field)
            text = $0; sub(/^[^:]*:[ \t]*/, "", text)
            value[field] = text
            if (field == "uris" || field == "signed-by" || field == "trusted") kept = kept $0 "\n"
        }
        END { finish() }'
}

# The older format: deb [OPTION=VALUE...] URI SUITE COMPONENT...
archive_of_lines() {
    awk -v suites="^($debian_suites)$" '
        $1 != "deb" || done { next }
        {
            options = ""
            if (match($0, /\[[^]]*\]/)) {
                options = substr($0, RSTART + 1, RLENGTH - 2)
                $0 = substr($0, 1, RSTART - 1) substr($0, RSTART + RLENGTH)
            }
            if ($3 !~ suites || $0 !~ /[ \t]main([ \t]|$)/) next
            print "URIs: " $2
            count = split(options, option, " ")
            for (i = 1; i <= count; i++) {
                if (sub(/^signed-by=/, "", option[i])) { gsub(/,/, " ", option[i]); print "Signed-By: " option[i] }
                if (sub(/^trusted=/, "", option[i])) print "Trusted: " option[i]
            }
            done = 1
        }'
}

# open_archive FOLDER: makes FOLDER an apt root for $suite of $arch and fetches the list of packages.
open_archive() {
    local source keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    archive=$1
    mkdir -p "$archive"/{state/lists/partial,cache/archives/partial,parts,packages}
    : > "$archive/status"
    cat > "$archive/apt.conf" <<-X
	APT::Architecture "$arch";
	APT::Architectures { "$arch"; };
	APT::Sandbox::User "root";
	Acquire::Languages "none";
	Acquire::Retries "2";
	Acquire::http::Timeout "20";
	Acquire::Check-Valid-Until "false";
	Dir::State "$archive/state";
	Dir::State::status "$archive/status";
	Dir::Cache "$archive/cache";
	Dir::Etc::sourcelist "/dev/null";
	Dir::Etc::sourceparts "$archive/parts";
	X
    source=$(debian_archive "${RADIOSONDE_APT_FOLDER:-/etc/apt}") || fail 77 "this machine's apt knows no archive of Debian"
    case $source in
        *Signed-By:*) ;;
        *) [ ! -e "$keyring" ] || source+=$'\n'"Signed-By: $keyring" ;;
    esac
    printf '%s\n' 'Types: deb' "Suites: $suite" 'Components: main' "$source" > "$archive/parts/boards.sources"
    update_archive
}

# Fetches the list of packages. A mirror in the middle of an update answers with lists that do not fit together; what it
# has under the suite's other name may be whole.
update_archive() {
    local log=$archive/update.log called
    say_step - "Reading the archive's list of packages"
    for called in "$suite" stable oldstable oldoldstable; do
        sed -i "s/^Suites:.*/Suites: $called/" "$archive/parts/boards.sources"
        rm -rf "$archive/state/lists"
        mkdir -p "$archive/state/lists/partial"
        if apt_here get -q update > "$log" 2>&1 && grep -qs "^Codename: $suite" "$archive"/state/lists/*Release &&
            ls "$archive"/state/lists/*_Packages* > /dev/null 2>&1; then
            return
        fi
        cat "$log" >&2
        ! grep -q -e 'not have a Release file' -e 'no longer has a Release file' "$log" || [ "$called" != "$suite" ] ||
            fail 77 "the archive that this machine uses has no $suite for $arch"
    done
    fail 75 "the archive that this machine uses cannot be reached or is being updated"
}

# apt with its caches on: container images switch them off, and then each query takes seconds.
apt_here() {
    local tool=$1
    shift
    APT_CONFIG=$archive/apt.conf "apt-$tool" \
        -o Dir::Cache::pkgcache=pkgcache.bin -o Dir::Cache::srcpkgcache=srcpkgcache.bin "$@"
}

# field PACKAGE FIELD: of the version that the suite has
field() {
    apt_here cache show "$1" 2> /dev/null | sed -n "s/^$2: //p" | sed -n 1p
}

# with_libraries PACKAGE...: these and the packages of shared libraries that they need, directly or not. Nothing else
# that they depend on: boards have no package system, no init system and no users.
with_libraries() {
    local known=" $* " wave=$* package
    while [ -n "$wave" ]; do
        # shellcheck disable=SC2086 # a list
        wave=$(apt_here cache show $wave 2> /dev/null | sed -nE 's/^(Pre-)?Depends: //p' | tr ',' '\n' |
            sed -E 's/^ *([^ (:|]+).*/\1/' | grep -E '^(lib.*[0-9]|zlib1g)' | grep -v -e '-modules' | sort -u |
            while read -r package; do case $known in *" $package "*) ;; *) echo "$package" ;; esac; done | xargs)
        known+="$wave "
    done
    echo "$known"
}

# download TEXT PACKAGE...: into $archive/packages, with progress
download() {
    local text=$1 last=
    shift
    say_step 0 "$text"
    { (cd "$archive/packages" && apt_here get -q -o APT::Status-Fd=5 download "$@" 5>&1 >&2) ||
        fail 75 "packages cannot be downloaded from the archive that this machine uses"; } |
        while IFS=: read -r kind _ percent _; do
            percent=${percent%%.*}
            [ "$kind" != dlstatus ] || [ "$percent" = "$last" ] || say_step "$percent" "$text"
            last=$percent
        done
}

# unpack FOLDER PACKAGE...: what download() fetched
unpack() {
    local folder=$1 package
    shift
    for package; do
        dpkg-deb -x "$archive/packages/${package}"_*.deb "$folder"
    done
}
