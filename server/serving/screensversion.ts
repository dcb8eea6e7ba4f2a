/** Which version of the screens is served: the build writes it into every page. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Screens of a workbench have no version: they change under the hands. */
const ofWorkbench = 'dev';

/**
 * Reads the version out of the built kiosk page, again when the page was built anew under a running server. `webDir` is
 * null where Vite serves the screens; nothing built is `dev` too.
 */
export function makeScreensVersion(webDir: string | null): () => string {
  if (webDir === null) return () => ofWorkbench;
  const page = join(webDir, 'kiosk/index.html');
  let read = { builtAt: 0, version: ofWorkbench };
  return () => {
    try {
      const builtAt = statSync(page).mtimeMs;
      if (builtAt !== read.builtAt) {
        const written = /<meta name="talon-version" content="([^"]{1,40})"/.exec(readFileSync(page, 'utf8'));
        read = { builtAt, version: written?.[1] ?? ofWorkbench };
      }
    } catch {
      // being built at this moment: as it was
    }
    return read.version;
  };
}
