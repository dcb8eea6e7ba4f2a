/**
 * The door of HTTP: a strict policy for browsers, the wire, the screens, health. `makeHttp` gives an express app to
 * listen with; sockets share its server (`socket.ts`).
 */
import compression from 'compression';
import type { Express, RequestHandler } from 'express';
import express from 'express';
import helmet from 'helmet';
import { makeApi } from './api.js';
import type { Door } from './door.js';
import { healthPage, readyPage, type Vitals } from './health.js';
import { metricsPage } from './metrics.js';
import { makePages } from './pages.js';
import type { Workbench } from './pages.js';

/** What browsers may do with our pages. In development Vite's own inline parts would be refused, so there is no policy. */
function policy(door: Door, isDevelopment: boolean) {
  const { isSecure } = door.config;
  return helmet({
    contentSecurityPolicy: isDevelopment
      ? false
      : {
          useDefaults: false,
          directives: {
            'default-src': ["'none'"],
            'script-src': ["'self'"],
            'style-src': ["'self'"],
            // a Vue template's static style attribute; an attribute runs nothing
            'style-src-attr': ["'unsafe-inline'"],
            'img-src': ["'self'", 'data:'],
            'font-src': ["'self'"],
            'media-src': ["'self'"],
            'manifest-src': ["'self'"],
            'worker-src': ["'self'"],
            // older browsers of kiosks do not count a socket of the same origin as 'self'
            'connect-src': ["'self'", (request) => socketsOf(request.headers.host)],
            'form-action': ["'self'"],
            'base-uri': ["'none'"],
            'object-src': ["'none'"],
            'frame-ancestors': ["'none'"],
          },
        },
    strictTransportSecurity: isSecure ? { maxAge: 180 * 24 * 3600, includeSubDomains: false } : false,
    // without TLS browsers ignore these two and complain in the console
    crossOriginOpenerPolicy: isSecure,
    originAgentCluster: isSecure,
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    // said below, as scanners and old browsers know it
    xXssProtection: false,
  });
}

/** What our pages never ask of a machine: a script that gets in all the same finds no camera, microphone or place. */
const permissions = [
  'accelerometer',
  'bluetooth',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'serial',
  'usb',
  'xr-spatial-tracking',
];
const permissionsPolicy = permissions.map((name) => `${name}=()`).join(', ');

/** What helmet does not send. Browsers without a content policy are the only ones that still filter scripts by themselves. */
const moreHeaders: RequestHandler = (_request, response, next) => {
  response.set({ 'Permissions-Policy': permissionsPolicy, 'X-XSS-Protection': '1; mode=block' });
  next();
};

/** The same host's sockets; a host that is no host name adds nothing. */
function socketsOf(host: string | undefined): string {
  return host && /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host) ? `ws://${host} wss://${host}` : "'self'";
}

/** The express app: health and figures, the wire under `/api`, the screens. */
export function makeHttp(given: {
  door: Door;
  /** Of the program, for the document of the wire. */
  version: string;
  /** The built screens (`dist/web`). */
  webRoot: string;
  /** What all screens share to look alike (`server/theme`). */
  themeRoot: string;
  /** Vite in middleware mode, in development; null serves what was built. */
  vite: Workbench | null;
  vitals: () => Promise<Vitals>;
  /** The figures in Prometheus' text format, and the token that opens them to another machine. */
  metrics: () => Promise<string>;
  metricsToken: string | null;
}): Express {
  const { door, version, vite } = given;
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use(policy(door, vite !== null), moreHeaders);
  app.use(compression());
  app.get('/health', healthPage(given.vitals));
  app.get('/ready', readyPage(given.vitals));
  app.get('/metrics', metricsPage(given.metrics, given.metricsToken));
  app.use('/api', makeApi(door, version));
  app.use(makePages(given));
  return app;
}
