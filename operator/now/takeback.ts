/** What was just done and may be taken back: one line under the head, for as long as the office allows it. */
import { shallowRef } from 'vue';
import { defineStore } from 'pinia';

/** As long as `visit:undo` is allowed, in milliseconds of office time. */
export const takeBackMs = 60_000;

export interface TakeBack {
  /** Which words, under `hallNow.undo`. */
  key: 'cancel' | 'profile' | 'settings';
  /** What it was done to: «А015», «Окно 3». */
  about: string;
  /** Office time. */
  until: number;
  back: () => Promise<unknown>;
}

export const useTakeBackStore = defineStore('takeBack', () => {
  const offered = shallowRef<TakeBack | null>(null);
  const offer = (done: TakeBack) => (offered.value = done);
  /** Offered once: a press that fails is said in the line of refusals. */
  async function take() {
    const done = offered.value;
    offered.value = null;
    await done?.back();
  }
  const forget = () => (offered.value = null);
  return { offered, offer, take, forget };
});
