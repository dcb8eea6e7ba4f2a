/** The doors of an office whose consoles lock themselves, and what people press at them. */
import { openEntrance, password, refusalOf, type Anything } from './entrance.js';

let count = 0;
export const requestId = () => `lock-${(count += 1)}`;
export const minute = 60_000;
/** Whose browser presses. */
interface Browser {
  headers: Record<string, string>;
}

export async function openLocking(lockMinutes = 15) {
  const entrance = await openEntrance();
  entrance.access.access = { lockMinutes, codeRoles: [] };
  const press = (command: string, payload: object, { headers }: Browser) =>
    entrance.post(command, { requestId: requestId(), ...payload }, headers);
  const told = async (command: string, payload: object, person: Browser) =>
    refusalOf((await press(command, payload, person)).body);
  const read = async (name: string, { headers }: Browser) =>
    refusalOf((await entrance.get(`/api/reports/${name}`, headers)).body);
  const me = async ({ headers }: Browser): Promise<Anything> => (await entrance.get('/api/reports/me', headers)).body;
  const setPin = (person: Browser, pin: string | null) => told('account:setPin', { password, pin }, person);
  const unlock = (person: Browser, by: 'pin' | 'password', secretText: string) =>
    press('session:unlock', { by, secretText }, person);
  const wait = (ms: number) => void (entrance.clock.now += ms);
  /** What people did, without the making of the office. */
  const journal = async () => (await entrance.journal()).filter(({ kind }) => kind !== 'office:made');
  return { ...entrance, journal, press, told, read, me, setPin, unlock, wait };
}
