/** A protocol saved as a file on this computer, for signing outside: the very lines of its first copy. */
import { read } from '@contract/live';
import { saveFile } from '../frame/sheet';
import { useOpeningStore } from '../masked/openings';
import { asText } from './inbox';

/** False when the protocol did not come, or is no paper. */
export async function saveProtocol(protocolId: string, name: string): Promise<boolean> {
  const reply = await read('protocol', { protocolId });
  if (!reply?.ok) return false;
  // what is signed and sent is whole: where numbers of persons are hidden they are opened, to work on the case
  const whole = reply.data.isMasked
    ? await useOpeningStore().paper({ subject: { kind: 'protocol', id: protocolId }, paper: null }, 'case')
    : reply.data;
  const copy = whole?.copies[0];
  if (copy === undefined) return false;
  saveFile(new Blob([asText(copy)], { type: 'text/plain;charset=utf-8' }), `protocol-${name}.txt`);
  return true;
}
