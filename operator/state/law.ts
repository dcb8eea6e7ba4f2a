/** What the console needs of the regulation to fill its lists: asked once, it does not change while a page is open. */
import { computed, shallowRef } from 'vue';
import { defineStore } from 'pinia';
import type { LawPage } from '@contract';
import { read } from '@contract/live';
import type { Words } from '@contract/vocabulary';

const RETRY_MS = 3000;

export const useLawStore = defineStore('law', () => {
  const law = shallowRef<LawPage | null>(null);
  let isAsked = false;

  async function load() {
    if (isAsked) return;
    isAsked = true;
    const reply = await read('law', {});
    if (reply?.ok) law.value = reply.data;
    else isAsked = false;
    // a refusal will not pass by asking again; silence may
    if (reply === null) setTimeout(() => void load(), RETRY_MS);
  }
  void load();

  /** How a reception of reports may end; consultations and cards have ways of their own. */
  const intake: readonly string[] = ['ACCEPTED', 'ERRORS', 'REFUSED'];
  const intakeOutcomes = computed(() => law.value?.outcomes.filter(({ code }) => intake.includes(code)) ?? []);
  const titleIn = (rows: readonly { code: string; title: Words }[] | undefined, code: string): Words =>
    rows?.find((row) => row.code === code)?.title ?? { ru: code, en: code };
  const channel = (code: string) => titleIn(law.value?.channels, code);
  const outcome = (code: string) => titleIn(law.value?.outcomes, code);
  const ground = (code: string) => titleIn(law.value?.complaintGrounds, code);
  /** Lists whose codes the journal's entries carry. */
  type Coded = 'steps' | 'deadlines' | 'outcomes' | 'channels';
  /** A code by its title; null: it is not in that list. */
  const titleOf = (list: Coded, code: string): Words | null =>
    law.value?.[list].find((row) => row.code === code)?.title ?? null;
  return { law, titleOf, intakeOutcomes, channel, outcome, ground, load };
});
