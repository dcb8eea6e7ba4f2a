/** The screens: the built pages with their files, or Vite's in development; the theme; the small pages of our own. */
import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorRequestHandler, Request, RequestHandler, Response, Router } from 'express';
import express from 'express';
import { readCookie, writeCookie } from './cookie.js';
import type { Door } from './door.js';
import { logoRoute } from './pictures.js';
import { homePage, missingPage, paperCss, unbuiltPage } from './paper.js';

/** As much of Vite's development server as is used here. */
export interface Workbench {
  config: { root: string };
  middlewares: RequestHandler;
  transformIndexHtml(url: string, html: string): Promise<string>;
}

const yearMs = 365 * 24 * 3600_000;

/** Routes of the screens and their files; any other path is answered 404 by a page that leads back. */
export function makePages(given: { door: Door; webRoot: string; themeRoot: string; vite: Workbench | null }): Router {
  const { door, webRoot, themeRoot, vite } = given;
  const router = express.Router();

  async function page(request: Request, response: Response, file: string): Promise<void> {
    response.set('Cache-Control', 'no-cache');
    if (vite) {
      const html = await readFile(join(vite.config.root, file), 'utf8');
      response.type('html').send(await vite.transformIndexHtml(request.originalUrl, html));
      return;
    }
    if (!existsSync(join(webRoot, file))) {
      response.status(503).type('html').send(unbuiltPage);
      return;
    }
    response.sendFile(file, { root: webRoot, cacheControl: false });
  }

  /** A device's cookie is renewed whenever its page is loaded, or the browser would drop it after 400 days. */
  async function renew(request: Request, response: Response, kind: 'kiosk' | 'display'): Promise<void> {
    const token = readCookie(request.headers.cookie, kind);
    if (token === null || !(await door.who({ as: kind, token }, 'use')).ok) return;
    response.append('Set-Cookie', writeCookie({ kind, token }, door.config.isSecure));
  }

  /** In development files of the same folder are Vite's: only paths without an extension are pages. */
  const isPage = (request: Request) => vite === null || !/\.\w+$/.test(request.path);

  const theme = { redirect: false, index: false, maxAge: 3600_000 } as const;
  router.get('/theme/logo', logoRoute(door));
  router.use('/theme', express.static(themeRoot, theme), missing);
  router.use('/assets', express.static(join(webRoot, 'assets'), { ...theme, maxAge: yearMs, immutable: true }));
  router.get('/paper.css', (_request, response) => {
    response.set('Cache-Control', 'no-cache').type('css').send(paperCss);
  });
  router.get('/', (_request, response) => void response.set('Cache-Control', 'no-cache').type('html').send(homePage));
  router.get('/t', (request, response) => page(request, response, 'kiosk/ticket.html'));
  for (const kind of ['kiosk', 'display', 'operator'] as const)
    router.get(`/${kind}{/*rest}`, async (request, response, next) => {
      if (!isPage(request)) return next();
      if (kind !== 'operator') await renew(request, response, kind);
      await page(request, response, `${kind}/index.html`);
    });
  if (vite) router.use(vite.middlewares);
  router.use(missing);
  router.use(onError(door));
  return router;
}

function missing(_request: Request, response: Response): void {
  response.status(404).set('Cache-Control', 'no-cache').type('html').send(missingPage);
}

function onError(door: Door): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const said = typeof error === 'object' && error !== null ? error : {};
    const status = 'status' in said && typeof said.status === 'number' ? said.status : 500;
    if (status < 500) return missing(request, response);
    door.log.error({ error }, 'unexpected in a page');
    response.status(500).type('text').send('internal');
  };
}
