#!/usr/bin/env bash
# See that the tests have the system's Chromium; fetch it from Debian where we may.
set -euo pipefail
for path in /usr/bin/chromium /usr/bin/chromium-browser; do
  [ -x "$path" ] && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Chromium for the browser tests (about 100 MB)"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq </dev/null
  apt-get install -y -qq --no-install-recommends chromium </dev/null >/dev/null
  exit 0
fi
echo "The browser tests need Chromium. On Debian: sudo apt-get install chromium" >&2
exit 1
