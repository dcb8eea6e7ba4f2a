/** THE LAWBOOK: by which packs the office goes on which day, and that it goes by them when the day has come. */
import type { MenuItem } from './contract/index.js';
import type { Office } from './domain/office.js';
import { lawDay } from './domain/law.js';
import { versionKey } from './domain/lawof.js';
import { isLawBehind, newsOfLaw, passLaw } from './domain/rules/law.js';
import { assemble, type Faces } from './office/assemble.js';
import type { Clerk } from './office/clerk.js';
import { clockworkActor } from './office/clockwork.js';
import { prescribedMenu } from './office/menu.js';
import type { Law } from './regulations/index.js';
import type { Pack } from './regulations/pack.js';
import { makeShelf } from './regulations/shelf.js';
import type { LoadedOffice } from './store/load.js';

export interface Lawbook {
  /** The office by the law of the day that runs, or of today. Throws PackRefused when that law cannot be read. */
  assemble(loaded: LoadedOffice, faces: Faces, today: string): Office;
  /** A pack that was handed in and kept, as its thread has read it: the clerk's need not. */
  keep(pack: Pack): void;
  /** The packs by which this office goes. */
  packsOf(office: Office): Pack[];
  /** The kiosk's menu as these packs have it. */
  menuOf(office: Office): MenuItem[];
  /** What the kiosk tells who asks it for help. */
  helpOf(office: Office): Pack['slides'];
  /**
   * The office goes by the law of its day from here on: read anew when another one came into force, and told once.
   * Asked before every ruling of time and before a day is opened; mostly it finds nothing to do.
   */
  toDay(clerk: Pick<Clerk, 'office' | 'renew' | 'ruleInner'>, today: string): Promise<void>;
}

export function makeLawbook(law: Law, sha256: (text: string) => string): Lawbook {
  const shelf = makeShelf(law.packs, sha256);
  let versions: ReadonlyMap<string, Pack> = new Map();
  // views are made at every commit, the law comes into force once in years
  const made = new WeakMap<Office['regulations'], { packs: Pack[]; menu: MenuItem[]; help: Pack['slides'] }>();
  function of(office: Office) {
    const known = made.get(office.regulations);
    if (known !== undefined) return known;
    const packs = [...office.regulations.values()].flatMap(
      ({ packId, version }) => versions.get(versionKey(packId, version)) ?? [],
    );
    const help = packs.flatMap(({ slides }) => slides.filter(({ places }) => places.includes('help')));
    const fresh = { packs, menu: prescribedMenu(packs, office), help };
    made.set(office.regulations, fresh);
    return fresh;
  }
  return {
    assemble(loaded, faces, today) {
      const day = loaded.days.find(({ closedAt }) => closedAt === null) ?? null;
      const ofDay = shelf.on(loaded.packs, lawDay({ day }, today));
      ({ versions } = ofDay);
      return assemble(loaded, { ...law, ...ofDay }, faces);
    },
    keep: shelf.put,
    packsOf: (office) => of(office).packs,
    menuOf: (office) => of(office).menu,
    helpOf: (office) => of(office).help,
    async toDay(clerk, today) {
      const dayNow = () => lawDay(clerk.office, today);
      if (isLawBehind(clerk.office, dayNow()) && !(await clerk.renew())) return;
      if (newsOfLaw(clerk.office, dayNow()).length === 0) return;
      await clerk.ruleInner('law:inForce', (office, context) => passLaw(office, dayNow(), context), clockworkActor);
    },
  };
}
