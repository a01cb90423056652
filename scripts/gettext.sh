#!/usr/bin/env bash
# See that `make messages` has gettext; nothing else needs it.
set -euo pipefail
command -v xgettext >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq </dev/null
  apt-get install -y -qq --no-install-recommends gettext </dev/null >/dev/null
  exit 0
fi
echo "Collecting the texts needs gettext. On Debian: sudo apt-get install gettext" >&2
exit 1
