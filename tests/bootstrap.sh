#!/bin/sh
# ./bootstrap says how much it will install, and does not install when it is asked to say it only. With an apt that only
# writes down what it was asked, in a folder where nothing else is.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu
LC_ALL=C
export LC_ALL

if [ -z "${KANBAO_SRCDIR-}" ]; then
    echo "bootstrap.sh: run it as: make check TESTS=tests/bootstrap.sh" >&2
    exit 99
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$folder/bin" "$folder/tree"
cp "$KANBAO_SRCDIR/bootstrap" "$folder/tree/"
for tool in awk cat dirname env find getconf grep head mkdir mktemp nproc rm sed sh sort tail touch tr; do
    path=$(command -v "$tool") || continue
    ln -s "$path" "$folder/bin/$tool"
done

cat >"$folder/bin/apt-get" <<END
#!/bin/sh
echo "\$*" >>"$folder/asked"
case " \$* " in
*" --assume-no "*)
    echo "0 upgraded, 66 newly installed, 0 to remove and 0 not upgraded."
    echo "Need to get 70.1 MB/76.2 MB of archives."
    echo "After this operation, 318 MB of additional disk space will be used."
    exit 1
    ;;
esac
END
# mlterm is named by the lists, which do not have it
cat >"$folder/bin/apt-cache" <<'END'
#!/bin/sh
case $2 in
mlterm) echo "  Candidate: (none)" ;;
*) echo "  Candidate: 1.0-1" ;;
esac
END
cat >"$folder/bin/id" <<'END'
#!/bin/sh
echo 0
END
chmod +x "$folder/bin/apt-get" "$folder/bin/apt-cache" "$folder/bin/id"

failed=0
fail() {
    echo "bootstrap.sh: $*" >&2
    failed=1
}

# run ARGUMENT...: its output, both kinds, in $folder/said
run() {
    : >"$folder/asked"
    env -i PATH="$folder/bin" HOME="$folder" "$folder/tree/bootstrap" "$@" >"$folder/said" 2>&1 </dev/null || :
}

says() {
    grep -q -- "$1" "$folder/said" || fail "it does not say \"$1\": $(cat "$folder/said")"
}

amount='66 packages with what they need themselves, 76.2 MB to download, 318 MB on the disk'

for what in '' run check; do
    # shellcheck disable=SC2086
    run packages $what
    says "^missing: compiler make"
    says "^packages of apt-get:.* gcc .*libncurses-dev"
    says "^that is $amount\$"
    ! grep -v -- '--assume-no' "$folder/asked" || fail "packages $what: apt was asked for more than how much"
    [ "$(ls "$folder/tree")" = bootstrap ] || fail "packages $what: it wrote $(ls "$folder/tree")"
    ! grep -q mlterm "$folder/said" || [ "$what" = check ] || fail "mlterm is for the tests"
done
says "xz-utils"
! grep -q '^packages.*mlterm' "$folder/said" || fail "mlterm is named, which the lists do not have"
run packages nonsense
says "usage:"

run build
says "bootstrap: that is $amount\$"
said=$(grep -n 'that is' "$folder/said" | sed 's/:.*//')
installs=$(grep -n '^bootstrap: running apt-get .* install' "$folder/said" | sed 's/:.*//')
updates=$(grep -n 'running apt-get update' "$folder/said" | sed 's/:.*//')
if [ "$updates" -lt "$said" ] && [ "$said" -lt "$installs" ]; then
    :
else
    fail "it does not say how much between the lists and the installation: $(cat "$folder/said")"
fi
grep -q -- 'install -y --no-install-recommends .*gcc' "$folder/asked" || fail "it did not install: $(cat "$folder/asked")"
exit $failed
