#!/usr/bin/env bash
# Scans a throw-away demo office over its own TLS on this machine with wapiti and sqlmap, as a stranger and signed in.
# Ends with 1 when either finds anything. Not a part of the commit's checks: it needs Debian's wapiti, sqlmap, openssl
# and curl, and minutes. `bash test/hygiene/scan.sh [seconds per wapiti scan, 300]`
set -u
cd "$(dirname "$0")/../.." || exit 1
seconds=${1:-300}
port=${PORT:-18943}
base=https://127.0.0.1:$port
work=$(mktemp -d)
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
  -addext subjectAltName=IP:127.0.0.1 -keyout "$work/key" -out "$work/cert" 2>/dev/null || exit 1
DATA_DIR=$work/data PORT=$port LIMITS_FACTOR=10000 LOG_LEVEL=warn TLS_CERT=$work/cert TLS_KEY=$work/key \
  node --import tsx server/main.ts >"$work/log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 600); do grep -q "^ *password" "$work/log" && break; sleep 0.5; done

word() { sed -n "s/^ *$1 \+\([^ ]\+\).*/\1/p" "$work/log" | head -1; }
press() { # name, JSON without its id
  curl -ks -b "$work/cookies" -c "$work/cookies" -H 'content-type: application/json' -H 'x-talon-as: staff' \
    "$base/api/$1" --data "{\"requestId\":\"scan-$1-$RANDOM\",$2}"
}
first=$(word password)
press session:signIn "\"login\":\"$(word login)\",\"password\":\"$first\"" >"$work/signed"
# a first password opens nothing but its own change: what is scanned is the whole console
press session:changePassword "\"old\":\"$first\",\"fresh\":\"a long sentence for a scan\"" >"$work/changed"
cookie="talon_staff=$(awk '$6 == "talon_staff" { print $7 }' "$work/cookies")"
code() { curl -ks -o /dev/null -w '%{http_code}' "$@"; }
me=$(code -H "cookie: $cookie" -H 'x-talon-as: staff' "$base/api/reports/journal?limit=5")
[ "$me" = 200 ] || { echo "could not sign in: $me"; cut -c1-200 "$work/signed" "$work/changed"; exit 1; }

found=0
pages=(/ /kiosk/ /display/ /operator/ /t /api/ /api/theme /api/openapi.json /health
  '/api/reports/journal?limit=5&kind=day:opened' '/api/reports/paper?limit=5' '/api/reports/payers?text=a'
  '/api/reports/registrations?text=a' '/api/reports/complaints?text=a' /api/reports/devices /api/reports/users
  /api/reports/settings '/api/sheets/registrations?format=csv' '/api/views/desk')
starts=()
for page in "${pages[@]}"; do starts+=(-s "$base$page"); done
for way in stranger signed; do
  with=(-H 'x-talon-as: staff')
  [ $way = signed ] && with+=(-H "Cookie: $cookie")
  # ssrf, xxe, wapp and nikto ask the world outside; brute_login and buster guess
  wapiti -u "$base/" "${starts[@]}" "${with[@]}" --verify-ssl 0 --scope domain -d 3 --flush-session --store-session "$work" \
    --max-scan-time "$seconds" -f json -o "$work/$way.json" \
    -m backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss \
    >"$work/$way.log" 2>&1
  [ -f "$work/$way.json" ] || { tail -3 "$work/$way.log"; found=1; continue; }
  node -e '
    const { vulnerabilities, anomalies } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
    const all = Object.entries({ ...vulnerabilities, ...anomalies }).flatMap(([kind, rows]) =>
      rows.map((row) => `${kind}: ${row.method} ${row.path} ${row.info}`));
    console.log(`wapiti, ${process.argv[2]}: ${all.length} found`);
    for (const one of all) console.log(`  ${one}`);
    process.exitCode = all.length > 0 ? 1 : 0;' "$work/$way.json" "$way" || found=1
done

# everything that a person types and that reaches the books: `*` is where sqlmap tries its own
urls=('/api/reports/journal?limit=5&kind=*' '/api/reports/journal?text=*' '/api/reports/payers?text=*'
  '/api/reports/registrations?text=*' '/api/reports/complaints?text=*' '/api/reports/proof?visitId=*'
  '/api/reports/figures?from=2013-02-01*&to=2013-02-28' '/api/sheets/registrations?format=csv&text=*' '/api/*')
presses=('session:signIn {"requestId":"sqlmap-1","login":"a*","password":"b"}'
  'ticket:issue {"requestId":"sqlmap-2*","serviceId":"a*","answers":{},"language":"ru","category":null}'
  'device:ask {"requestId":"sqlmap-3*","role":"kiosk"}')
map() { # what is tried, arguments
  local what=$1
  shift
  sqlmap --batch --disable-coloring --flush-session --level 2 --risk 1 --dbms sqlite --technique BEUST --time-sec 3 \
    --ignore-code '*' --output-dir "$work/sqlmap" --headers 'x-talon-as: staff' "$@" >"$work/sqlmap.log" 2>&1
  if ! grep -q 'do not appear to be injectable' "$work/sqlmap.log"; then
    echo "sqlmap: $what"
    grep -E 'injectable|CRITICAL|Payload' "$work/sqlmap.log" | sed 's/^/  /' | head -20
    return 1
  fi
}
for way in stranger signed; do
  with=()
  [ $way = signed ] && with=(--cookie "$cookie")
  bad=0
  for url in "${urls[@]}"; do map "$url" -u "$base$url" "${with[@]}" || bad=$((bad + 1)); done
  for one in "${presses[@]}"; do
    map "${one%% *}" -u "$base/api/${one%% *}" --data "${one#* }" "${with[@]}" || bad=$((bad + 1))
  done
  echo "sqlmap, $way: $bad of $((${#urls[@]} + ${#presses[@]})) places found"
  [ $bad = 0 ] || found=1
done
errors=$(grep -c '"level":50' "$work/log")
echo "errors in the server's log: $errors"
[ "$errors" = 0 ] || { grep '"level":50' "$work/log" | cut -c1-300 | head -5; found=1; }
exit $found
