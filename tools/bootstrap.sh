#!/bin/sh
# usage: bootstrap.sh VENV UV_VERSION
# Make VENV from requirements.lock (hashes required), install the project editable, compile the kernels once.
set -eu
venv=$1
uv_version=$2

make_venv() {
    [ -x "$venv/bin/python" ] && return
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
        echo "praktika needs Python 3.11 or newer; python3 here is $(python3 --version 2>&1)" >&2
        exit 1
    }
    if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
        # Debian ships these modules in a package of their own.
        echo "installing python3-venv (Debian keeps it apart from python3) ..." >&2
        root=; [ "$(id -u)" = 0 ] || root=sudo
        $root apt-get update -qq && $root apt-get install -y -qq python3-venv >/dev/null
    fi
    python3 -m venv "$venv"
}

make_venv
[ "$("$venv/bin/uv" --version 2>/dev/null | cut -d' ' -f2)" = "$uv_version" ] ||
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "uv==$uv_version"
echo "installing the locked libraries ..." >&2
# The system's certificates, so that it also works behind a college's proxy.
VIRTUAL_ENV=$venv "$venv/bin/uv" pip sync --system-certs --quiet --python "$venv/bin/python" --require-hashes requirements.lock
VIRTUAL_ENV=$venv "$venv/bin/uv" pip install --system-certs --quiet --python "$venv/bin/python" --no-deps --no-build-isolation --editable .
# uv pip sync removes what the lock does not name, uv included when it came by pip.
[ -x "$venv/bin/uv" ] || "$venv/bin/python" -m ensurepip --upgrade >/dev/null 2>&1
[ -x "$venv/bin/uv" ] || "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "uv==$uv_version"
echo "compiling the kernels (once, some seconds) ..." >&2
"$venv/bin/python" -m matcher.kernels
