/** What a machine can say about a screen's accessibility: axe's rules of WCAG 2.2 AA, and 7:1 where a hall reads. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Watched } from '../support/browser.js';

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Violations in one line each. `isSeenFromAfar` asks for 7:1 besides: kiosk and board. */
export async function violations({ page, away }: Watched, isSeenFromAfar: boolean): Promise<string[]> {
  // what is fading in has no colour of its own yet
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null))));
  // axe tries inline styles of its own, which the page's policy rightly forbids
  const { violations: found } = await away(() =>
    new AxeBuilder({ page })
      .setLegacyMode()
      .options({
        runOnly: { type: 'tag', values: levels },
        rules: { 'color-contrast-enhanced': { enabled: isSeenFromAfar } },
        resultTypes: ['violations'],
        preload: false,
      })
      .analyze(),
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
  );
}
