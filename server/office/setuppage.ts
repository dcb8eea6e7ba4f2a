/** How far the guided set-up of an office is: derived from what is there; only what was skipped is kept. */
import { setupSteps } from '../contract/index.js';
import type { Report, SetupStep } from '../contract/index.js';
import type { Office } from '../domain/office.js';
import { partThing } from '../domain/parts.js';

/** What there is of each step, counted; 0 is «not done». `issued` is how many tickets the office ever gave. */
function countsOf(office: Office, issued: number): Record<SetupStep, number> {
  const { settings, marks, services, booths, people, devices, printers, printJobs } = office;
  const ofRole = (role: string) => [...devices.values()].filter((device) => device.role === role).length;
  const isSaved = marks.has(partThing('office')) || settings.demo;
  const real = [...printers.values()].filter(({ transport }) => transport !== 'virtual');
  // paper on the screen is a printer too, once somebody has tried it, or tickets come out of it
  const hasPrinted = issued > 0 || [...printJobs.values()].some(({ state }) => state === 'printed');
  const others = [...people.values()].filter(({ isClosed }) => !isClosed).length - 1;
  return {
    office: isSaved ? 1 : 0,
    services: [...services.values()].filter(({ own }) => own.isOffered).length,
    booths: booths.size,
    people: Math.max(0, others),
    kiosk: ofRole('kiosk'),
    display: ofRole('display'),
    printer: Math.max(real.length, hasPrinted ? 1 : 0),
    ticket: issued,
  };
}

/** The page of the set-up. */
export function setupPage(office: Office, issued: number): Report<'setup'> {
  const { demo, isChosen, skipped } = office.settings;
  const counts = countsOf(office, issued);
  return {
    isDemo: demo,
    isChosen,
    steps: setupSteps.map((step) => {
      const count = counts[step];
      const left = skipped.includes(step) ? 'skipped' : 'todo';
      return { step, state: count > 0 ? 'done' : left, count };
    }),
  };
}

/** What a screen leads an administrator to: the choice, the rest of the set-up, or nothing. */
export function beginningOf(office: Office, issued: number): 'ask' | 'guide' | null {
  const { demo, isChosen } = office.settings;
  if (!isChosen) return demo ? 'ask' : null;
  if (demo) return null;
  return setupPage(office, issued).steps.some(({ state }) => state === 'todo') ? 'guide' : null;
}
