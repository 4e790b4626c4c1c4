#!/usr/bin/env bash
# Runs all tests. Needs the .NET 10 SDK; finds a browser for the browser tests, or installs Debian's Chromium.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

has_browser() {
  [ -n "${BROWSER_PATH:-}" ] && return 0
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge microsoft-edge-stable; do
    command -v "$name" >/dev/null && return 0
  done
  [ -d "/Applications/Google Chrome.app" ] || [ -d "/Applications/Chromium.app" ] || [ -d "/Applications/Microsoft Edge.app" ]
}

say_how() {
  echo "The browser tests need Chromium, Chrome or Edge, and none was found here." >&2
  echo "Install one (on Debian or Ubuntu: sudo apt-get update && sudo apt-get install chromium)," >&2
  echo "or set BROWSER_PATH to the program of one, and run this again." >&2
  exit 1
}

if ! has_browser; then
  command -v apt-get >/dev/null || say_how
  if [ "$(id -u)" -eq 0 ]; then as_root=()
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root=(sudo)
  else say_how
  fi
  echo "No browser found: installing chromium with apt."
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends chromium >/dev/null || say_how
fi

dotnet test PersonalizedAgent.sln --configuration Release "$@"
