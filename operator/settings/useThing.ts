/**
 * One thing of the settings under somebody's hands: what was typed, what stands, who was faster, and the way back for
 * a minute. What is typed is never overwritten by what another did: the person chooses.
 */
import { computed, inject, onBeforeUnmount, reactive, shallowRef, watch, type InjectionKey } from 'vue';
import type { Taken } from '@contract';
import type { Refusal } from '@contract/vocabulary';
import { useLinkStore } from '../state/link';
import { differences, isSame, merged, type Standing } from './form';

/** As long as a saved change may be taken back from its line, in milliseconds of office time. */
const takeBackMs = 60_000;

export interface Done {
  takes: Taken['takes'];
  from: Taken['from'];
  dropped: NonNullable<Taken['dropped']>;
  until: number;
  /** Null: there is nothing to take back here; a change of tomorrow has its own line. */
  back: (() => Promise<void>) | null;
}

/** Things with unsaved words on the page, so that nobody leaves them by mistake. */
export const unsavedKey: InjectionKey<Set<string>> = Symbol('unsaved');

export function useThing<V extends object>(world: {
  thing: string;
  /** It is not there yet: fields that are still empty are no unsaved words. */
  isNew?: boolean;
  standing: () => Standing<V> | null;
  press: (value: V, seen: number) => Promise<Taken | null>;
  load: () => Promise<void>;
  /** Mine over theirs; field by field where nothing else is said. */
  merge?: (seen: V, typed: V, newest: V) => V;
}) {
  const { merge = merged } = world;
  const link = useLinkStore();
  const unsaved = inject(unsavedKey, null);
  const base = shallowRef<Standing<V> | null>(null);
  const typed = shallowRef<V | null>(null);
  const done = shallowRef<Done | null>(null);
  const isBusy = shallowRef(false);
  /** Why the office said no, told where it was pressed. */
  const refused = shallowRef<Refusal | null>(null);
  /** Fields whose typed text is no value, by their marks. */
  const problems = reactive(new Set<string>());

  const isDirty = computed(
    () =>
      (problems.size > 0 && world.isNew !== true) || (base.value !== null && !isSame(base.value.value, typed.value)),
  );
  /** What another has saved since this form was begun; null: nobody, or nothing is typed. */
  const meanwhile = computed(() => {
    const newest = world.standing();
    if (newest === null || base.value === null || !isDirty.value) return null;
    return newest.revision === base.value.revision ? null : newest;
  });
  const theirs = computed(() =>
    meanwhile.value === null || base.value === null ? [] : differences(base.value.value, meanwhile.value.value),
  );

  function take(newest: Standing<V> | null) {
    problems.clear();
    refused.value = null;
    base.value = newest;
    typed.value = newest?.value ?? null;
  }
  watch(
    world.standing,
    (newest) => {
      if (newest !== null && !isDirty.value) take(newest);
    },
    { immediate: true },
  );
  watch(isDirty, (isUnsaved) => {
    if (isUnsaved) unsaved?.add(world.thing);
    else unsaved?.delete(world.thing);
  });
  onBeforeUnmount(() => unsaved?.delete(world.thing));

  function set(part: Partial<V>) {
    if (typed.value !== null) typed.value = { ...typed.value, ...part };
    done.value = null;
    refused.value = null;
  }

  async function send(value: V, seen: number): Promise<Taken | null> {
    let answer: Taken | null = null;
    await act(async () => {
      answer = await world.press(value, seen);
      if (answer !== null) take({ value, revision: answer.revision });
      return answer;
    });
    return answer;
  }

  /** A new thing is sent as it was typed, be it only as it was proposed. */
  async function add() {
    const value = typed.value;
    return value === null || problems.size > 0 || isBusy.value ? null : send(value, 0);
  }

  async function save() {
    const [before, value] = [base.value, typed.value];
    if (before === null || value === null || problems.size > 0 || isBusy.value) return null;
    done.value = null;
    const answer = await send(value, before.revision);
    if (answer === null) return null;
    const { takes, from, dropped = [], revision } = answer;
    const back = async () => {
      done.value = null;
      await send(before.value, revision);
    };
    done.value = { takes, from, dropped, until: link.now + takeBackMs, back: takes === 'now' ? back : null };
    return answer;
  }

  /** A press about the same thing that sends no value of it. True: the office did it. */
  async function act(press: () => Promise<unknown>): Promise<boolean> {
    isBusy.value = true;
    refused.value = null;
    const answer = await press();
    const { trouble } = link;
    await world.load();
    if (answer === null && trouble?.kind === 'refused') {
      refused.value = trouble.refusal;
      link.trouble = null;
    }
    isBusy.value = false;
    return answer !== null;
  }

  /** Theirs: what I typed goes. */
  const takeTheirs = () => take(world.standing());
  /** Mine, over what they changed elsewhere; saved at once, with what I have now seen. */
  async function keepMine() {
    const newest = world.standing();
    if (newest === null || base.value === null || typed.value === null) return;
    typed.value = merge(base.value.value, typed.value, newest.value);
    base.value = newest;
    await save();
  }
  const reset = () => take(world.standing());

  return reactive({
    typed,
    done,
    isBusy,
    refused,
    isDirty,
    problems,
    meanwhile,
    theirs,
    set,
    save,
    add,
    reset,
    act,
    takeTheirs,
    keepMine,
  });
}

/** What the frame of a card needs of a thing, whatever its value. */
export interface ThingFace {
  done: Done | null;
  isBusy: boolean;
  refused: Refusal | null;
  isDirty: boolean;
  problems: Set<string>;
  meanwhile: object | null;
  theirs: ReturnType<typeof differences>;
  save: () => Promise<Taken | null>;
  reset: () => void;
  takeTheirs: () => void;
  keepMine: () => Promise<void>;
}
