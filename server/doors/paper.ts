/** Small pages that the server makes itself: the way in, the way back, the wire for people. Plain HTML, no script. */
import { commands, refusalKeys, reports, sheets, views } from '../contract/index.js';
import { commandNames, reportNames, sheetNames, viewNames } from './openapi.js';
import { statusOf } from './status.js';

/** Their one style sheet, served as a file: inline styles are forbidden by the policy. */
export const paperCss = `
body { margin: 0; min-height: 100vh; background: var(--page, #f4f6f8); color: var(--ink, #16202b);
  font: 400 1.0625rem/1.5 var(--font-text, sans-serif); }
main { max-width: 60rem; margin: 0 auto; padding: 3rem 1.5rem; }
main.small { max-width: 34rem; padding-top: 12vh; }
h1 { font-size: 2.25rem; line-height: 1.15; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; }
p { margin: 0 0 1.5rem; color: var(--ink-2, #4a5868); }
a { color: var(--action, #1d4f91); }
ul.doors { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; }
ul.doors a { display: block; padding: 1.1rem 1.25rem; border: 1px solid var(--line, #cfd7df); border-radius: .5rem;
  background: var(--card, #fff); text-decoration: none; font-weight: 600; }
ul.doors a span { display: block; font-weight: 400; color: var(--ink-2, #4a5868); }
ul.doors a:focus-visible { outline: 3px solid var(--action, #1d4f91); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: left; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line, #cfd7df);
  vertical-align: top; }
code { font-family: var(--font-paper, monospace); }
`;

function paper(title: string, kind: string, body: string): string {
  return `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/theme/theme.css">
<link rel="stylesheet" href="/paper.css">
</head>
<body><main class="${kind}">
${body}
</main></body>
</html>
`;
}

const doors = [
  ['/kiosk/', 'Киоск', 'The kiosk: take a ticket'],
  ['/display/', 'Табло', 'The board of the hall'],
  ['/operator/', 'Рабочее место', 'The console of staff'],
] as const;

const door = ([path, russian, english]: (typeof doors)[number]) =>
  `<li><a href="${path}">${russian}<span lang="en">${english}</span></a></li>`;

/** The page at `/`: the three links. */
export const homePage = paper(
  'Талон',
  'small',
  `<h1>Талон</h1>
<p>Электронная очередь и рабочее место приёма. <span lang="en">Electronic queue and reception desk.</span></p>
<ul class="doors">${doors.map(door).join('\n')}</ul>`,
);

/** Any other path. */
export const missingPage = paper(
  'Талон',
  'small',
  `<h1>Здесь ничего нет</h1>
<p>Такой страницы нет. <span lang="en">There is no such page.</span></p>
<ul class="doors">${doors.map(door).join('\n')}</ul>`,
);

/** The screens were not built. */
export const unbuiltPage = paper(
  'Талон',
  'small',
  `<h1>Экраны ещё не собраны</h1>
<p>Остановите сервер и запустите <code>npm start</code>.
<span lang="en">The screens are not built: stop the server and run <code>npm start</code>.</span></p>`,
);

const row = (cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const table = (heads: string[], rows: string[]) =>
  `<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`;
const fieldsOf = (shape: object) =>
  Object.keys(shape)
    .map((field) => `<code>${field}</code>`)
    .join(', ');

/** The readable page of the wire, at `/api/`. */
export function wirePage(): string {
  const ofCommands = commandNames.map((name) =>
    row([`<code>POST /api/${name}</code>`, commands[name].by.join(', '), fieldsOf(commands[name].payload.shape)]),
  );
  const ofViews = viewNames.map((name) => row([`<code>GET /api/views/${name}</code>`, views[name].by.join(', ')]));
  const ofReports = reportNames.map((name) =>
    row([`<code>GET /api/reports/${name}</code>`, reports[name].by.join(', '), fieldsOf(reports[name].query.shape)]),
  );
  const ofSheets = sheetNames.map((name) =>
    row([`<code>GET /api/exports/${name}.xlsx</code>`, sheets[name].by.join(', '), fieldsOf(sheets[name].query.shape)]),
  );
  const ofRefusals = refusalKeys.map((key) => row([`<code>${key}</code>`, String(statusOf(key))]));
  return paper(
    'Talon: the wire',
    'wire',
    `<h1 lang="en">The wire</h1>
<p lang="en">Every answer is <code>{ ok: true, data }</code> or <code>{ ok: false, refusal: { key } }</code>.
The whole of it, with every shape: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).
Devices and tickets come with <code>Authorization: Bearer</code> and <code>x-talon-as: kiosk | display | ticket</code>,
staff with their cookie. Sockets carry the same commands as events with an acknowledgement; after
<code>watch</code> (name) they hear <code>view</code> (name, view).</p>
<h2 lang="en">Commands</h2>
${table(['', 'by', 'payload'], ofCommands)}
<h2 lang="en">Views</h2>
${table(['', 'by'], ofViews)}
<h2 lang="en">Reports</h2>
<p lang="en">Also by <code>POST</code> with the query as JSON: words that are looked for stand in no address.</p>
${table(['', 'by', 'query'], ofReports)}
<h2 lang="en">Payers’ files</h2>
<p lang="en"><code>POST /api/files</code> by operator: the file itself as <code>application/octet-stream</code>, with
<code>x-talon-request</code>, <code>x-talon-reception</code> and <code>x-talon-name</code> (percent-encoded).</p>
<h2 lang="en">Pictures of the board, the logo</h2>
<p lang="en"><code>POST /api/pictures</code> by administrator: PNG, JPEG or WebP as <code>application/octet-stream</code>, with
<code>x-talon-request</code> and <code>x-talon-name</code>; <code>GET /api/pictures/{pictureId}</code> by staff, kiosk and
display; <code>GET /theme/logo</code> by anybody.</p>
<h2 lang="en">Regulation packs</h2>
<p lang="en"><code>POST /api/packs</code> by administrator: a pack’s JSON as <code>application/octet-stream</code>, with
<code>x-talon-request</code> and <code>x-talon-name</code>.</p>
<h2 lang="en">Exports, also as <code>.csv</code></h2>
${table(['', 'by', 'query'], ofSheets)}
<h2 lang="en">Refusals</h2>
${table(['key', 'status'], ofRefusals)}`,
  );
}
