/** Development only: Vite in middleware mode on the office's own port, so that a screen's edit shows at once. */
import type { Server } from 'node:http';
import type { Workbench } from '../doors/pages.js';

/** Vite is loaded when it is asked for: an office in use does not carry it. */
export function makeWorkbench(root: string): (server: Server) => Promise<Workbench> {
  return async (server) => {
    const { createServer } = await import('vite');
    return createServer({ root, appType: 'mpa', server: { middlewareMode: true, hmr: { server } } });
  };
}
