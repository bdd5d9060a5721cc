#!/usr/bin/env bash
# Install this checkout into an existing bench and run the app's tests there.
# usage: test_bench.sh BENCH_FOLDER SITE [BENCH_COMMAND]
# Exits 75 when the bench itself cannot be used: that says nothing about the app.
set -euo pipefail

checkout="$(cd "$(dirname "$0")/.." && pwd)"
bench_folder="$(cd "$1" && pwd)"
site="$2"
app=gigafibre_fsm

if [ -n "${3:-}" ]; then
	bench_command="$3"
elif [ -x "$bench_folder/bench" ]; then
	bench_command="$bench_folder/bench"
else
	bench_command=bench
fi
cd "$bench_folder"
"$bench_command" pip --version > /dev/null || { echo "The bench at $bench_folder does not answer." >&2; exit 75; }
# A bench in a container or a chroot may not have this folder at all.
"$bench_command" pip hash "$checkout/pyproject.toml" > /dev/null ||
	{ echo "The bench at $bench_folder cannot see $checkout." >&2; exit 75; }

if [ -e "apps/$app" ] && [ ! -L "apps/$app" ]; then
	echo "$bench_folder/apps/$app is a clone of its own, not a link to a checkout: remove it, or test there." >&2
	exit 1
fi
ln -sfn "$checkout" "apps/$app"
ln -sfn "$checkout/$app/public" "sites/assets/$app"
"$bench_command" pip install --quiet --editable "apps/$app"
if ! grep -qx "$app" sites/apps.txt; then
	[ -z "$(tail -c1 sites/apps.txt)" ] || echo >> sites/apps.txt
	echo "$app" >> sites/apps.txt
fi

# Frappe draws its progress bars with carriage returns, a megabyte of them in a log.
without_progress_bars() { tr '\r' '\n' | grep -v "^Updating DocTypes for" || true; }
if "$bench_command" --site "$site" list-apps | grep -q "^$app"; then
	"$bench_command" --site "$site" migrate | without_progress_bars
else
	"$bench_command" --site "$site" install-app "$app" | without_progress_bars
fi

# `bench build` would do this: the tests read French too.
"$bench_command" compile-po-to-mo --app "$app" --force

# Without CI=1 a failing run exits 0; and a run that found no test exits 0 all the same.
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
CI=1 "$bench_command" --site "$site" run-tests --app "$app" 2>&1 | tee "$log"
grep -qE "^Ran [1-9][0-9]* tests?" "$log" || { echo "No test ran on $site." >&2; exit 1; }
