/** Where a request comes from: its address for the limits, its page's origin for trust. */
import type { IncomingHttpHeaders } from 'node:http';
import { isIPv6 } from 'node:net';

/**
 * The caller's address. `hops` is the number of proxies in front that are trusted to add to X-Forwarded-For; 0 reads
 * nothing that a caller could write. An IPv6 caller owns a whole /64, so that is what is counted.
 */
export function addressOf(headers: IncomingHttpHeaders, remote: string | undefined, hops: number): string {
  const forwarded = headers['x-forwarded-for'];
  const said = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',').map((one) => one.trim());
  const chain = [...said.filter(Boolean), remote ?? 'unknown'];
  const address = chain[Math.max(0, chain.length - 1 - hops)] ?? 'unknown';
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '').slice(0, 64);
  return isIPv6(plain) ? networkOf(plain) : plain;
}

function networkOf(address: string): string {
  const [head = '', tail = ''] = address.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const zeros = address.includes('::')
    ? Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
    : [];
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`;
}

/**
 * True when the page that asks was served by this office: its origin is the host asked, or PUBLIC_URL.
 * No Origin header means no browser's page: programs, and plain reading.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: string | null): boolean {
  const origin = headers.origin;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const asked = new URL(origin);
  if (publicUrl !== null && URL.canParse(publicUrl) && new URL(publicUrl).origin === asked.origin) return true;
  return asked.host !== '' && asked.host === headers.host?.toLowerCase();
}
