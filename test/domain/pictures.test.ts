/** Pictures go by themselves a day after they came, unless a setting names them: now, or from a day that is planned. */
import { describe, expect, it } from 'vitest';
import type { SettingChange } from '../../server/contract/index.js';
import { partsOf } from '../../server/domain/parts.js';
import { unknownPicture } from '../../server/domain/pictures.js';
import { addPicture, dropUnnamed } from '../../server/domain/rules/pictures.js';
import { boss, nine, openStage } from '../support/builders.js';

const dayMs = 86_400_000;
const picture = 'a'.repeat(64);
const clean = { sha256: picture, type: 'image/png', width: 8, height: 8, bytes: new Uint8Array(3) } as const;

/** An office that was given the picture so long ago. */
function officeWith(agoMs: number) {
  const stage = openStage();
  const { office } = stage;
  const face = { sha256: picture, type: 'image/png', width: 8, height: 8, addedBy: 'admin' } as const;
  office.pictures.set(picture, { ...face, addedAt: stage.now - agoMs });
  const slides = [{ kind: 'picture' as const, pictureId: picture, alt: { ru: 'Зал', en: 'Hall' } }];
  const parts = partsOf(office.settings);
  const board: SettingChange = { part: 'board', value: { ...parts.board, slides } };
  const logo: SettingChange = { part: 'office', value: { ...parts.office, logo: picture } };
  const plan = (change: SettingChange) =>
    office.planned.set('plan-1', {
      ...{ plannedId: 'plan-1', thing: `part:${change.part}`, fromDay: '2099-01-01', by: 'admin', at: nine },
      change: { what: 'part', fields: [], change },
    });
  const dropped = () => dropUnnamed(office, stage.context(boss));
  return { stage, office, slides, board, logo, plan, dropped };
}

describe('a picture that no setting names', () => {
  it('stays for a day after it came, and goes then', () => {
    expect(officeWith(dayMs).dropped()).toBeNull();
    const ruling = officeWith(dayMs + 1).dropped();
    expect(ruling?.ok && ruling.decision.entries).toMatchObject([
      { kind: 'picture:dropped', data: { pictureIds: [picture] } },
    ]);
  });
});

describe('a picture that is named', () => {
  it.each(['board', 'logo'] as const)('by a change of the %s that waits for its day stays, however long', (what) => {
    const at = officeWith(30 * dayMs);
    at.plan(at[what]);
    expect(at.dropped()).toBeNull();
    // and may be named again, be it gone or not
    at.office.pictures.clear();
    expect(unknownPicture(at.office, at[what])).toBeNull();
  });

  it('by the board or the office as they are stays', () => {
    const at = officeWith(30 * dayMs);
    at.office.settings = { ...at.office.settings, slides: at.slides };
    expect(at.dropped()).toBeNull();
    at.office.settings = { ...at.office.settings, slides: [], logo: picture };
    expect(at.dropped()).toBeNull();
    at.office.settings = { ...at.office.settings, logo: null };
    expect(at.dropped()).not.toBeNull();
  });

  it('is not taken in anew, and no day of its begins: one that nothing names begins its day again', () => {
    const at = officeWith(dayMs);
    const again = () => addPicture(clean)(at.office, at.stage.context(boss));
    const patches = () => {
      const ruling = again();
      return ruling.ok ? ruling.decision.patches.length : -1;
    };
    expect(patches()).toBe(1);
    at.plan(at.board);
    expect(patches()).toBe(0);
  });
});
