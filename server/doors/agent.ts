/** Which browser a session came from, as a person recognises it; what was sent is never kept. */

/** The first whose word is in what was sent: most browsers name others too. */
const browsers: readonly (readonly [word: RegExp, name: string])[] = [
  [/YaBrowser\//, 'Yandex Browser'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/(?:Firefox|FxiOS)\//, 'Firefox'],
  [/Chromium\//, 'Chromium'],
  [/(?:Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/Version\/[\d.]+ .*Safari\//, 'Safari'],
];
const systems: readonly (readonly [word: RegExp, name: string])[] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad|iPod/, 'iOS'],
  [/CrOS/, 'ChromeOS'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux|X11/, 'Linux'],
];

const nameIn = (names: readonly (readonly [RegExp, string])[], sent: string) =>
  names.find(([word]) => word.test(sent))?.[1] ?? null;

/** «Chromium, Linux» of a `User-Agent`; empty when it says nothing that is known. */
export function agentOf(sent: string): string {
  return [nameIn(browsers, sent), nameIn(systems, sent)].filter((name) => name !== null).join(', ');
}
