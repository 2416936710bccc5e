#!/usr/bin/env bash
# Uses a page of `newsgraph view` in headless Chromium. Where Chromium or npm cannot be had, it says so and checks nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
skip() { echo "the page of view is not tried in a browser: $1"; exit 0; }
command -v node >/dev/null && command -v npm >/dev/null || skip "there is no Node.js"
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || skip "there is no Chromium"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --prefix "$work" playwright-core >/dev/null 2>&1 || skip "playwright-core cannot be had"
cargo build --quiet
newsgraph=${CARGO_TARGET_DIR:-target}/debug/newsgraph
"$newsgraph" build samples --quiet -o "$work/graph.json"
"$newsgraph" view "$work/graph.json" -o "$work/graph.html"
cp .ci/view.mjs "$work/view.mjs"
CHROMIUM=$chromium node "$work/view.mjs" "$work/graph.html"
