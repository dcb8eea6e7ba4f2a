/** What the actors of a play share: time, the agenda, the dice of their delays, and the visitors who are in the hall. */
import type { CommandName, Payload } from '../contract/index.js';
import type { Instant } from '../domain/instant.js';
import type { Dice } from './dice.js';
import type { Stage, VisitorPlan } from './plan.js';
import type { Agenda, Time } from './time.js';
import type { Client, Heard } from './wire.js';

/** One visitor as the play goes: what is left to happen. */
export interface Life {
  plan: VisitorPlan;
  visitId: string;
  number: string;
  /** Which of the plan’s stages goes on or comes next, and since when. */
  stageAt: number;
  stageBegunAt: Instant | null;
  answersCall: VisitorPlan['answersCall'];
  isMissed: boolean;
}

export interface Refused {
  at: Instant;
  who: string;
  command: string;
  key: string;
}

export interface Play {
  time: Time;
  agenda: Agenda;
  /** Of the actors' delays; the visitors' are in the plan. */
  dice: Dice;
  lives: Map<string, Life>;
  refused: Refused[];
  /** Called when an operator gives a visitor up. */
  onMissed(life: Life): void;
}

/** Presses, and notes a refusal: the play has planned none. */
export async function pressed<N extends CommandName>(
  play: Play,
  who: string,
  client: Client,
  name: N,
  payload: Omit<Payload<N>, 'requestId'>,
): Promise<Heard> {
  const heard = await client.press(name, payload);
  if (!heard.ok) play.refused.push({ at: play.time.now(), who, command: name, key: heard.key });
  return heard;
}

const minuteMs = 60_000;

/** What happens next with a visitor. One whom the play does not know took a ticket by hand: an ordinary short matter. */
export function lifeOf(play: Play, visitId: string, number: string): Life {
  const known = play.lives.get(visitId);
  if (known !== undefined) return known;
  const life: Life = {
    visitId,
    number,
    stageAt: 0,
    stageBegunAt: null,
    answersCall: 'first',
    isMissed: false,
    plan: {
      comesAt: play.time.now(),
      serviceId: '',
      answers: {},
      language: 'ru',
      claim: null,
      walkMs: Math.round(play.dice.between(15, 45) * 1000),
      answersCall: 'first',
      returnsAfterMs: null,
      leavesAfterMs: null,
      stages: [
        { lastsMs: Math.round(play.dice.between(5, 12) * minuteMs), then: { do: 'finish', outcome: 'ANSWERED' } },
      ],
    },
  };
  play.lives.set(visitId, life);
  return life;
}

/** The piece of the reception that goes on now; when a person did more than was planned, the last one again. */
export function stageOf(life: Life): Stage | undefined {
  return life.plan.stages[life.stageAt] ?? life.plan.stages.at(-1);
}
