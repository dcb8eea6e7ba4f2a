/** A row of a list under somebody's hands: a booth, a queue. Besides being changed it is added and taken out of use. */
import { computed } from 'vue';
import type { Taken } from '@contract';
import { NEW } from './chosen';
import { useThing } from './useThing';
import { useWorld } from './world';

export function useRow<V extends object>(row: {
  kind: 'booth' | 'queue' | 'profile' | 'printer';
  /** `NEW` while it is not there yet. */
  id: string;
  /** As it stands; null when it is not there any longer. */
  value: () => V | null;
  /** What a new one begins with. */
  fresh: V;
  add: (value: V) => Promise<Taken | null>;
  set: (value: V, seen: number) => Promise<Taken | null>;
  retire: (seen: number) => Promise<Taken | null>;
  added: (id: string | null) => void;
  gone: () => void;
}) {
  const { structure, load } = useWorld();
  const isNew = row.id === NEW;
  const about = `${row.kind}:${row.id}`;
  const revision = () => structure.value?.marks[about]?.revision ?? 0;
  const thing = useThing<V>({
    thing: about,
    isNew,
    standing: () => {
      if (isNew) return { value: row.fresh, revision: 0 };
      const value = row.value();
      return value && { value, revision: revision() };
    },
    press: (value, seen) => (isNew ? row.add(value) : row.set(value, seen)),
    load,
  });
  async function save() {
    const answer = isNew ? await thing.add() : await thing.save();
    if (isNew && answer !== null) row.added(answer.id);
  }
  async function retire() {
    if (await thing.act(() => row.retire(revision()))) row.gone();
  }
  const isThere = computed(() => isNew || row.value() !== null);
  return { kind: row.kind, about, isNew, isThere, thing, save, retire };
}
