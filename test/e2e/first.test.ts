/** The first start as a process: a port that is taken must not cost the administrator the password. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleServer, startRefused, startServer } from '../support/child.js';

describe('the first start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'talon-first-'));
  let file = '';
  beforeAll(async () => {
    file = await bundleServer();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('on a taken port says which, makes no office, and prints the password when it starts at last', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const refused = await startRefused(file, folder, { PORT: String(port) });
    expect(refused.code).toBe(1);
    expect(refused.said).toContain(`port ${port} is taken`);
    expect(existsSync(join(folder, 'talon.db'))).toBe(false);
    await new Promise((resolve) => taken.close(resolve));
    const running = await startServer(file, folder);
    await expect.poll(() => running.said()).toMatch(/password +[a-z0-9]{4}-/);
    await running.kill();
  });
});

describe('the server as it is built', () => {
  it('has no sign in its large parts that would double the memory of their text', () => {
    const built = fileURLToPath(new URL('../../dist/server/', import.meta.url));
    const parts = readdirSync(built)
      .filter((name) => name.endsWith('.js'))
      .map((name) => readFileSync(join(built, name), 'utf8'));
    const large = parts.filter(({ length }) => length > 500_000);
    expect(large).not.toEqual([]);
    // a pattern in our own code is kept as it is written: letters there are written as escapes
    expect(large.flatMap((text) => /.{0,40}[\u0100-\uffff].{0,20}/.exec(text) ?? [])).toEqual([]);
  });
});
