/** One visitor at the screen: where they are, what they answered, their one press. Forgotten when they leave. */
import type { Answers, RefusalKey, Ticket } from '@contract';
import { newRequestId } from '@contract/live';
import { defineStore } from 'pinia';
import { computed, reactive, ref, shallowRef } from 'vue';
import { stepAt, stepBack, type Path, type Question, type Step } from './flow.js';
import { firstLanguage, language, speak } from './i18n.js';
import { useOffice } from './office.js';

/** How long one asking waits for an answer, and how many askings make one press. Real time. */
const patienceMs = 5000;
const askings = 4;

export type PressState = 'ready' | 'busy' | 'silent' | 'unanswered' | 'refused';

export const useVisit = defineStore('visit', () => {
  const office = useOffice();
  const path = ref<Path>({ keys: [], answered: [], claiming: false });
  const answers = reactive<Pick<Answers, 'organisations' | 'persons' | 'regNo' | 'protocol'>>({});
  const category = ref<string | null>(null);
  const isEasy = ref(false);
  const isHelping = ref(false);
  const ticket = shallowRef<Ticket | null>(null);
  const press = ref<PressState>('ready');
  const refusal = ref<RefusalKey | null>(null);
  /** The press of the screen now shown: the same payload keeps the same id, whatever the link does. */
  let ready: { requestId: string; about: string } | null = null;
  /** Grows when a visitor leaves, so that a late answer is not shown to the next one. */
  let visitor = 0;

  const step = computed<Step | null>(() => (office.view ? stepAt(office.view, path.value) : null));
  const isPressing = computed(() => press.value === 'busy' || press.value === 'silent');
  /** Nothing to lose: the start, in Russian, in the usual view. */
  const isFresh = computed(
    () =>
      path.value.keys.length === 0 &&
      !ticket.value &&
      !isHelping.value &&
      !isEasy.value &&
      language.value === firstLanguage,
  );

  function clear(): void {
    press.value = 'ready';
    refusal.value = null;
    ready = null;
  }

  function choose(key: string): void {
    clear();
    path.value = { keys: [...path.value.keys, key], answered: [], claiming: false };
  }

  /** From «Что можно сделать сейчас»: another matter, from the top. */
  function chooseInstead(key: string): void {
    forgetAnswers();
    path.value = { keys: [key], answered: [], claiming: false };
  }

  /** Back to the top menu of the same visitor: language and view stay as they chose them. */
  function chooseAnew(): void {
    forgetAnswers();
    path.value = { keys: [], answered: [], claiming: false };
  }

  function answer(question: Question, given: typeof answers): void {
    clear();
    if (question === 'organisations') answers.organisations = given.organisations;
    if (question === 'persons') answers.persons = given.persons;
    if (question === 'regNo') answers.regNo = given.regNo;
    if (question === 'protocol') answers.protocol = given.protocol;
    path.value = { ...path.value, answered: [...path.value.answered, question] };
  }

  function claim(claiming: boolean, chosen: string | null = category.value): void {
    if (isPressing.value) return;
    category.value = chosen;
    path.value = { ...path.value, claiming };
  }

  const canGoBack = computed(() => isHelping.value || path.value.keys.length > 0);
  function back(): void {
    if (isPressing.value) return;
    if (isHelping.value) {
      isHelping.value = false;
      return;
    }
    clear();
    path.value = stepBack(path.value);
    if (path.value.answered.length === 0) category.value = null;
  }

  function forgetAnswers(): void {
    clear();
    answers.organisations = undefined;
    answers.persons = undefined;
    answers.regNo = undefined;
    answers.protocol = undefined;
    category.value = null;
  }

  /** To the start; the next visitor finds nothing of this one. */
  function leave(): void {
    visitor += 1;
    forgetAnswers();
    path.value = { keys: [], answered: [], claiming: false };
    ticket.value = null;
    isHelping.value = false;
    isEasy.value = false;
    speak(firstLanguage);
  }

  /** What the screen that can send the press is about; its id is made when that screen is shown. */
  function payload() {
    const at = step.value;
    if (at?.at !== 'confirm') return null;
    const given: Answers = { ...answers };
    if (at.item.medium) given.medium = at.item.medium;
    return { serviceId: at.service.serviceId, answers: given, language: language.value, category: category.value };
  }

  /** Makes the press's id. Called when the confirming screen is shown and when what it says changes. */
  function prepare(): string | null {
    const about = JSON.stringify(payload());
    if (about === 'null') return null;
    if (ready?.about !== about) ready = { requestId: newRequestId(), about };
    return ready.requestId;
  }

  /** «Получить талон»: one press, however often the button is touched and however the link behaves. */
  async function getTicket(): Promise<void> {
    const sent = payload();
    const requestId = prepare();
    if (!sent || !requestId || isPressing.value) return;
    const whose = visitor;
    refusal.value = null;
    press.value = 'busy';
    for (let asking = 0; asking < askings; asking += 1) {
      const reply = await office.ask('ticket:issue', { requestId, ...sent }, patienceMs);
      if (whose !== visitor) return;
      if (!reply) {
        press.value = 'silent';
        continue;
      }
      if (reply.ok) {
        ticket.value = reply.data;
        return clear();
      }
      if (reply.refusal.key === 'requestReused') ready = null;
      refusal.value = reply.refusal.key;
      press.value = 'refused';
      return;
    }
    press.value = 'unanswered';
  }

  return {
    path,
    answers,
    category,
    isEasy,
    isHelping,
    ticket,
    press,
    refusal,
    step,
    isPressing,
    isFresh,
    canGoBack,
    choose,
    chooseInstead,
    chooseAnew,
    answer,
    claim,
    back,
    leave,
    prepare,
    getTicket,
  };
});
