#!/usr/bin/env bash
# See that the machine has Node and npm, which build the styles.
set -euo pipefail
if command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; then
  exit 0
fi
echo "The styles are built with Node 20 or newer and npm. See https://nodejs.org/en/download" >&2
exit 1
