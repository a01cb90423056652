#!/usr/bin/env bash
# Run the whole suite twice, on SQLite and on PostgreSQL, and close with pytest's last line of each.
set -uo pipefail
cd "$(dirname "$0")/.."
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
status=0

on() { # on NAME COMMAND...: run pytest, keep what it says
  echo "== $1"
  "${@:2}" </dev/null 2>&1 | tee "$logs/$1"
  local result=${PIPESTATUS[0]}
  [ "$result" = 0 ] || status=$result
}

pytest=(.venv/bin/pytest -n 2 "$@")
# The public site runs in a process without any room of files, and so do its tests.
site=(.venv/bin/pytest -n 2 --ds=tests.site_settings "$@" tests/website)
on SQLite env -u DATABASE_URL "${pytest[@]}"
on Site env -u DATABASE_URL "${site[@]}"
# The journeys walk through the demonstration, which is kept in SQLite whatever this run is about.
on PostgreSQL .venv/bin/python scripts/with_postgres.py "${pytest[@]}" -m "not journey"
on SitePostgreSQL .venv/bin/python scripts/with_postgres.py "${site[@]}" -m "not journey"

echo
for name in SQLite Site PostgreSQL SitePostgreSQL; do
  printf '%-15s %s\n' "$name" "$(tail -n 1 "$logs/$name")"
done
exit "$status"
