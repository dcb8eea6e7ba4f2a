/** What every card of the settings reads: both reports, asked again every few seconds, and how a field stands. */
import { computed, inject, type ComputedRef, type InjectionKey, type Ref } from 'vue';
import type { Report } from '@contract';
import { useSessionStore } from '../state/session';

export interface SettingsWorld {
  settings: Ref<Report<'settings'> | null>;
  structure: Ref<Report<'structure'> | null>;
  load: () => Promise<void>;
}
export const worldKey: InjectionKey<SettingsWorld> = Symbol('settings');

/** Given by the page to its cards. */
export function useWorld(): SettingsWorld {
  const world = inject(worldKey, null);
  if (world === null) throw new Error('a card of the settings stands outside of their page');
  return world;
}

/** How the fields of one form stand: may this person change them, and where to say that a text is no value. */
export interface FieldsWorld {
  maySet: ComputedRef<boolean>;
  problems: Set<string>;
}
export const fieldsKey: InjectionKey<FieldsWorld> = Symbol('fields');

/** A field outside of a form is read only. */
export function useFields(): FieldsWorld {
  return inject(fieldsKey, { maySet: computed(() => false), problems: new Set<string>() });
}

/** What this person's roles may change here; the server decides it again. */
export function useMay() {
  const session = useSessionStore();
  return {
    isAdmin: session.has('administrator'),
    isHead: session.has('administrator', 'manager'),
  };
}
