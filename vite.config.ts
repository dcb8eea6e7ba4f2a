import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';
import project from './package.json' with { type: 'json' };

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Every page is an input of its own; a page that a later version brings is built as soon as it stands here. */
export const pages = [
  'kiosk/index.html',
  'kiosk/ticket.html',
  'kiosk/cabinet.html',
  'display/index.html',
  'operator/index.html',
];

/** Version of the program and of what was built: devices say it, and load their page anew when the server's is another. */
function writeVersion(): Plugin {
  const { version } = project;
  return {
    name: 'talon-version',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        if (bundle === undefined) return;
        // the names have the hashes of what is in them
        const built = createHash('sha256').update(Object.keys(bundle).sort().join('\n')).digest('hex').slice(0, 8);
        return [{ tag: 'meta', attrs: { name: 'talon-version', content: `${version} ${built}` }, injectTo: 'head' }];
      },
    },
  };
}

export default defineConfig({
  root: here('.'),
  // the server serves the built files; nothing is copied from a public folder
  publicDir: false,
  appType: 'mpa',
  plugins: [vue(), writeVersion()],
  define: {
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
    __VUE_OPTIONS_API__: 'false',
  },
  resolve: {
    alias: [
      { find: '@contract/current', replacement: here('server/contract/current.ts') },
      { find: '@contract/live', replacement: here('server/contract/live.ts') },
      { find: '@contract/vocabulary', replacement: here('server/contract/vocabulary.ts') },
      { find: /^@contract$/, replacement: here('server/contract/index.ts') },
    ],
  },
  build: {
    outDir: here('dist/web'),
    emptyOutDir: true,
    // kiosks and boards are sealed machines that see an update once in years
    target: ['chrome100', 'firefox102', 'safari15.4'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: { input: pages.map(here).filter((page) => existsSync(page)) },
  },
});
