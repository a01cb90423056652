#!/usr/bin/env bash
# See that the system has what PDFs are laid out with, and letters for every script; fetch it from
# Debian where we may. Nothing else needs it: without, the copy of a file is a page and not a PDF.
set -euo pipefail
packages=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core)

python=${PYTHON:-.venv/bin/python}
there() {
  PYTHONPATH=src "$python" - <<'END'
import sys
from alongside.ui import pdf
sys.exit(bool(pdf.missing() or pdf.missing_letters()))
END
}

there && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Pango and letters of nine scripts for PDFs (about 30 MB)"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq </dev/null
  apt-get install -y -qq --no-install-recommends "${packages[@]}" </dev/null >/dev/null
  exit 0
fi
echo "PDFs need Pango and letters. On Debian: sudo apt-get install ${packages[*]}" >&2
exit 1
