#!/usr/bin/env bash
# Make .venv hold exactly what the lock files say.
#
#   scripts/environment.sh tools   only the installer (uv), in .tools
#   scripts/environment.sh run     what a node needs
#   scripts/environment.sh dev     and what its developers need
#
# Needs python3 (3.11 or newer) with pip, and nothing else: Debian's venv package may be missing.
set -euo pipefail
cd "$(dirname "$0")/.."
want=$1
uv=.tools/bin/uv
export UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=$([ -t 2 ] && echo false || echo true)

python=${PYTHON:-python3}
if ! $python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Alongside needs Python 3.11 or newer. On Debian: apt-get install python3 python3-pip" >&2
  exit 1
fi
if ! $python -m pip --version >/dev/null 2>&1; then
  echo "Alongside needs pip for its set-up. On Debian: apt-get install python3-pip" >&2
  exit 1
fi

quietly() { # keep pip silent unless it fails, and then show all it said
  local said
  said=$("$@" 2>&1) || { echo "$said" >&2; return 1; }
}

if [ ! -x "$uv" ]; then
  echo "  fetching the installer"
  quietly $python -m pip install --quiet --disable-pip-version-check --require-hashes --upgrade \
    --target .tools -r requirements-uv.lock ||
    echo "  uv does not run on this machine; going on with pip, which takes longer" >&2
fi
[ "$want" = tools ] && exit 0

if $uv --version >/dev/null 2>&1; then
  [ -x .venv/bin/python ] || $uv venv --quiet --python "$python" .venv
  install() { $uv pip install --python .venv/bin/python "$@"; }
else
  [ -x .venv/bin/python ] || $python -m venv --without-pip .venv
  install() { $python -m pip --python .venv/bin/python install --disable-pip-version-check "$@"; }
fi

lock=requirements.lock
[ "$want" = dev ] && lock=requirements-dev.lock
install --require-hashes -r $lock -r requirements-build.lock
# The package itself stays where it is: a change in src/ is live at once.
install --quiet --no-deps --no-build-isolation --editable .
