#!/usr/bin/env bash
# Fetch the workbooks pyxform tests itself with, which tests/standards/test_xlsforms.py brings here.
# Later releases no longer carry them; none of them is ours to hand on, so none is in this repository.
set -euo pipefail
cd "$(dirname "$0")/.."
into=.tools/pyxform-forms
release=pyxform-1.6.0.tar.gz
sum=2c39f4cc33c62d15075579208db8ada929b53d1fedcf8acad68906f4693b50e9
matches() { echo "$sum  $into/$release" | sha256sum --check --status 2>/dev/null; }
matches && exit 0
mkdir -p "$into"
# Only the archive is wanted: nothing of it is built or run beyond what pip does to read its name.
said=$(python3 -m pip --python .venv/bin/python download --quiet --disable-pip-version-check --no-deps \
  --no-build-isolation --no-binary pyxform --dest "$into" pyxform==1.6.0 2>&1) || { echo "$said" >&2; exit 1; }
matches || { echo "$into/$release is not the file it should be" >&2; exit 1; }
