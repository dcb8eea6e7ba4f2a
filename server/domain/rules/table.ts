/** Every command that the clerk rules upon, and its rule: a missing one does not compile. */
import type { Answer, ClerkCommand, Press } from '../../contract/index.js';
import { refuse, type Context, type Ruling } from '../decide.js';
import type { Office } from '../office.js';
import { callByName, callNext, comeBack, miss, recall, withdraw } from './call.js';
import { closeDay, closeService, openDay, openService, type Schedule } from './day.js';
import { answerStaff, callStaff, cancel, confirmCategory, move, printSheet, resolvePrint, undo } from './hall.js';
import { begin, finish, park, reopen, resume, transfer, unbegin } from './reception.js';
import { close, open, pause, workOn } from './shift.js';
import { enter, issue, reprint } from './ticket.js';

/** The context that the clerk gives: the rule's own, and today's schedule for the rules of the day. */
export interface ClerkContext extends Context {
  schedule: Schedule;
}

type Table = {
  [N in ClerkCommand]: (office: Office, press: Press<N>, context: ClerkContext) => Ruling<Answer<N>>;
};

/** Not ruled upon yet, and reachable from no screen. */
const notYet = () => refuse('unknownCommand');

/** The rules by their commands. */
export const rules: Table = {
  'ticket:issue': issue,
  'ticket:enter': enter,
  'ticket:reprint': reprint,
  'visit:callNext': callNext,
  'visit:call': callByName,
  'visit:recall': recall,
  'visit:withdraw': withdraw,
  'visit:begin': begin,
  'visit:unbegin': unbegin,
  'visit:finish': finish,
  'visit:reopen': reopen,
  'visit:miss': miss,
  'visit:return': comeBack,
  'visit:park': park,
  'visit:resume': resume,
  'visit:transfer': transfer,
  'visit:cancel': cancel,
  'visit:undo': undo,
  'visit:confirmCategory': confirmCategory,
  'visit:move': move,
  'shift:open': open,
  'shift:pause': pause,
  'shift:resume': workOn,
  'shift:close': close,
  'service:open': openService,
  'service:close': closeService,
  'day:open': (office, _press, context) => openDay(office, context.schedule, context),
  'day:close': (office, _press, context) => closeDay(office, context, false),
  'staff:call': callStaff,
  'staff:answer': answerStaff,
  'print:resolve': resolvePrint,
  'paper:print': printSheet,
  'reception:completeStep': notYet,
  'reception:skipStep': notYet,
  'reception:reopenStep': notYet,
  'reception:nextPayer': notYet,
  'reception:open': notYet,
  'reception:park': notYet,
  'reception:resume': notYet,
  'reception:close': notYet,
  'reception:addFinding': notYet,
  'reception:removeFinding': notYet,
  'submission:save': notYet,
  'submission:removeFile': notYet,
  'submission:discard': notYet,
  'submission:receive': notYet,
  'submission:include': notYet,
  'submission:return': notYet,
  'protocol:issue': notYet,
  'protocol:reprint': notYet,
  'protocol:sign': notYet,
  'protocol:refuseSignature': notYet,
  'protocol:handOver': notYet,
  'protocol:send': notYet,
  'complaint:take': notYet,
  'complaint:save': notYet,
  'complaint:register': notYet,
  'complaint:forward': notYet,
  'complaint:restart': notYet,
  'complaint:decide': notYet,
  'complaint:reply': notYet,
  'complaint:remedy': notYet,
  'complaint:prosecutor': notYet,
  'consultation:save': notYet,
  'consultation:beginCall': notYet,
  'consultation:endCall': notYet,
  'consultation:receive': notYet,
  'consultation:answer': notYet,
  'procedure:setStep': notYet,
};

/**
 * The rule of a command for a press that the door has parsed by that command's own shape. One of the two places where
 * the contract is bound to what carries it: the pairing of name and shape is the door's, and is not checked twice.
 */
export function ruleOf(command: ClerkCommand): (office: Office, press: unknown, context: ClerkContext) => Ruling {
  return rules[command] as (office: Office, press: unknown, context: ClerkContext) => Ruling;
}
