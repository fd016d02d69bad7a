#!/bin/sh
# Makes .venv and installs the game into it:  tools/venv.sh play|dev|fuzz
# Talks on stderr only and leaves stdin alone: both belong to the game. A stamp is written last, so an
# install that was interrupted never counts as done; it is thrown away and made anew.
set -eu
cd "$(dirname "$0")/.."
here=$(pwd -P)
what=${1:-play}

say() { printf '%s\n' "$*" >&2; }

# 0: will do; 3: too old; 4: cannot make environments; anything else: no Python at all
try() {
    "$1" -c '
import sys
if sys.version_info < (3, 11):
    sys.exit(3)
try:
    import ensurepip, venv
except ImportError:
    sys.exit(4)
' </dev/null >/dev/null 2>&1
}

find_python() {
    best=1
    for name in "$@"; do
        result=0
        try "$name" || result=$?
        case $result in
            0) printf '%s\n' "$name"; return ;;
            4) [ "$best" = 4 ] || lacking=$name; best=4 ;;
            3) [ "$best" != 1 ] || { best=3; old=$("$name" --version 2>&1 </dev/null); } ;;
        esac
    done
    case $best in
        4) package=$("$lacking" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
           say "october: $lacking cannot make a virtual environment; on Debian or Ubuntu: apt install python3-venv (or $package)" ;;
        3) say "october: needs Python 3.11 or newer and found only $old; install a newer one, or name it: make PYTHON=/path/to/python3" ;;
        *) [ -z "${PYTHON:-}" ] || { say "october: PYTHON=$PYTHON is no Python that runs here; name one of 3.11 or newer"; exit 1; }
           say "october: needs Python 3.11 or newer and found none; install it (Debian or Ubuntu: apt install python3 python3-venv), or name it: make PYTHON=/path/to/python3" ;;
    esac
    exit 1
}

if [ ! -x .venv/bin/python ] || [ ! -e .venv/.play ] || [ "$(cat .venv/.where 2>/dev/null)" != "$here" ]; then
    if [ -n "${PYTHON:-}" ]; then
        python=$(find_python "$PYTHON")
    else
        python=$(find_python python3 python3.13 python3.12 python3.11 python)
    fi
    rm -rf .venv
    say "Setting up .venv (the first time takes a minute) ..."
    "$python" -m venv .venv </dev/null >&2
    printf '%s\n' "$here" >.venv/.where
else
    say "Bringing .venv up to date ..."
fi

rm -f .venv/.play .venv/.dev .venv/.fuzz
case $what in
    play) target=. ;;
    dev) target='.[dev]' ;;
    fuzz) target='.[dev,fuzz]' ;;
esac
if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
    --constraint constraints.txt --editable "$target" </dev/null >&2; then
    say "october: the install did not finish (see above); run make again when that is mended"
    exit 1
fi
touch .venv/.play
[ "$what" = play ] || touch .venv/.dev
[ "$what" != fuzz ] || touch .venv/.fuzz
