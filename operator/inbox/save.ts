/** A protocol saved as a file on this computer, for signing outside: the very lines of its first copy. */
import { read } from '@contract/live';
import { asText } from './inbox';

/** False when the protocol did not come, or is no paper. */
export async function saveProtocol(protocolId: string, name: string): Promise<boolean> {
  const reply = await read('protocol', { protocolId });
  const copy = reply?.ok ? reply.data.copies[0] : undefined;
  if (copy === undefined) return false;
  const file = new Blob([asText(copy)], { type: 'text/plain;charset=utf-8' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `protocol-${name}.txt`;
  link.click();
  URL.revokeObjectURL(link.href);
  return true;
}
