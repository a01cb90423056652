#!/usr/bin/env bash
# Ask Lighthouse about pages of a site that runs: accessibility, best practice and search engines.
#
#   scripts/lighthouse.sh http://127.0.0.1:8000 /en/ /en/library/
#
# Ends with an error where a page has less than 95 of 100 in any of the three. Lighthouse is fetched into .tools
# once; nothing of it is a part of Alongside.
set -euo pipefail
cd "$(dirname "$0")/.."
version=12.8.2
base=$1
shift

if [ ! -x .tools/lighthouse/node_modules/.bin/lighthouse ]; then
  echo "Fetching Lighthouse $version" >&2
  npm install --prefix .tools/lighthouse --no-audit --no-fund --loglevel=error "lighthouse@$version" >&2
fi
scripts/chromium.sh
CHROME_PATH=$(command -v chromium || command -v chromium-browser)
export CHROME_PATH
said=$(mktemp)
trap 'rm -f "$said"' EXIT
worst=100
for path in "$@"; do
  .tools/lighthouse/node_modules/.bin/lighthouse "$base$path" --quiet --output=json --output-path="$said" \
    --only-categories=accessibility,best-practices,seo \
    --chrome-flags="--headless --no-sandbox --disable-gpu --disable-background-networking" >&2
  least=$(.venv/bin/python - "$said" "$path" <<'PYTHON'
import json
import sys

found = json.load(open(sys.argv[1]))
scores = {name: round(100 * one["score"]) for name, one in found["categories"].items()}
print(f"{sys.argv[2]:<28}", "  ".join(f"{name} {score}" for name, score in scores.items()), file=sys.stderr)
for one in found["audits"].values():
    if one["score"] is not None and one["score"] < 1:
        print(f"    {one['title']}", file=sys.stderr)
print(min(scores.values()))
PYTHON
  )
  [ "$least" -ge "$worst" ] || worst=$least
done
[ "$worst" -ge 95 ]
