/** What the configuration may say of single sign-on, and with which sentence a start is refused. */
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.js';

const secret = 'what only the two of them know';
const whole = {
  PUBLIC_URL: 'https://queue.example/',
  OIDC_ISSUER: 'https://id.example/realms/office',
  OIDC_CLIENT_ID: 'talon',
  OIDC_CLIENT_SECRET: secret,
};
const read = (part: Record<string, string | undefined>) =>
  readConfig({ DATA_DIR: '/tmp/none', ...whole, ...part }, '/').sso;

describe('single sign-on in the configuration', () => {
  it('is off where nothing is said, and whole where it is on', () => {
    expect(readConfig({ DATA_DIR: '/tmp/none' }, '/').sso).toBeNull();
    expect(read({})).toEqual({
      issuer: 'https://id.example/realms/office',
      clientId: 'talon',
      clientSecret: secret,
      claim: 'preferred_username',
      name: 'id.example',
      prompt: null,
    });
    expect(read({ OIDC_CLAIM: 'upn', OIDC_NAME: 'Портал', OIDC_PROMPT: 'login' })).toMatchObject({
      claim: 'upn',
      name: 'Портал',
      prompt: 'login',
    });
    expect(read({ OIDC_ISSUER: 'http://localhost:9000' })?.issuer).toBe('http://localhost:9000');
  });

  it.each([
    [{ OIDC_CLIENT_SECRET: undefined }, 'together'],
    [{ OIDC_CLIENT_ID: '' }, 'together'],
    [{ OIDC_ISSUER: undefined }, 'together'],
    [{ PUBLIC_URL: undefined }, 'PUBLIC_URL/api/sso/callback'],
    [{ OIDC_ISSUER: 'http://id.example' }, 'https://'],
    [{ OIDC_ISSUER: 'http://127.0.0.1.example' }, 'https://'],
    [{ OIDC_ISSUER: 'id.example' }, 'https://'],
    [{ OIDC_ISSUER: 'https://me:word@id.example' }, 'plain address'],
    [{ OIDC_ISSUER: 'https://id.example/?realm=1' }, 'plain address'],
    [{ OIDC_PROMPT: 'none' }, 'OIDC_PROMPT'],
    [{ OIDC_ISSUER: '', OIDC_CLIENT_ID: '', OIDC_CLIENT_SECRET: '', OIDC_CLAIM: 'upn' }, 'without OIDC_ISSUER'],
  ])('%j refuses to start, with a sentence that does not repeat the secret', (part, sentence) => {
    expect(() => read(part)).toThrow(sentence);
    try {
      read(part);
    } catch (error) {
      expect(String(error)).not.toContain(secret);
    }
  });
});
