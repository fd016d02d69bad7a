#!/bin/sh
# Prints where Chromium is; installs Debian's when there is none (as root, or with sudo that asks nothing).
set -eu

say() { printf '%s\n' "$*" >&2; }

find_chromium() {
    for name in ${CHROMIUM:-} chromium chromium-browser google-chrome; do
        if command -v "$name"; then return; fi
    done
    return 1
}

if find_chromium; then exit; fi

if ! command -v apt-get >/dev/null; then
    say "test-web: needs Chromium, and there is no apt-get to install it with; name one: make test-web CHROMIUM=/path/to/chromium"
    exit 1
fi
as_root=
if [ "$(id -u)" != 0 ]; then
    if ! sudo -n true 2>/dev/null; then
        say "test-web: needs Chromium; install it (sudo apt install chromium), or name one: make test-web CHROMIUM=/path/to/chromium"
        exit 1
    fi
    as_root='sudo -n'
fi
say "Installing Debian's chromium (once; a few minutes) ..."
install() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
        install --no-install-recommends chromium </dev/null >&2
}
$as_root apt-get -q -o Acquire::Retries=3 update </dev/null >&2 || true
if ! install; then
    say "test-web: Chromium could not be installed (see above); install it by hand, or name one: make test-web CHROMIUM=/path/to/chromium"
    exit 1
fi
find_chromium
