#!/bin/sh
# What the tests need from the machine beside Python: a PostgreSQL and a Chromium to start and end by themselves.
# On Debian they are installed where that may be done without asking; where not, their tests are skipped and say so.
set -u
missing=
ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || command -v postgres >/dev/null || missing="postgresql"
command -v chromium >/dev/null || missing="$missing chromium fonts-dejavu-core"
[ -n "$missing" ] || exit 0
command -v apt-get >/dev/null || { echo "SKIPPED TESTS: this machine has no $missing" >&2; exit 0; }

root=
if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || { echo "SKIPPED TESTS: install $missing to run them all" >&2; exit 0; }
    root="sudo -n"
fi
echo "installing $missing for the tests ..." >&2
# The tests start servers of their own: Debian need not make one that runs all the time.
[ -e /etc/postgresql-common/createcluster.conf ] || {
    $root mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" | $root tee /etc/postgresql-common/createcluster.conf >/dev/null
}
export DEBIAN_FRONTEND=noninteractive
{ $root apt-get update -qq && $root apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold $missing; } \
    >/dev/null 2>&1 || echo "SKIPPED TESTS: $missing could not be installed" >&2
exit 0
