/** Every command that the clerk rules upon, and its rule: a missing one does not compile. */
import type { Answer, ClerkCommand, Press } from '../../contract/index.js';
import type { Context, Ruling } from '../decide.js';
import type { Office } from '../office.js';
import { setAccess } from './access.js';
import { accept, setAlerts, setExports } from './alert.js';
import * as asks from './ask.js';
import * as booths from './boothset.js';
import { callByName, callNext, comeBack, miss, recall, withdraw } from './call.js';
import * as checks from './check.js';
import * as complaints from './complaint.js';
import * as consultations from './consultation.js';
import { closeDay, closeService, openDay, openService, type Schedule } from './day.js';
import { closeWork, openWork, parkWork, resumeWork } from './desktop.js';
import { finish, nextPayer, reopen } from './finish.js';
import { addFinding, removeFinding } from './findings.js';
import { answerStaff, callStaff, cancel, confirmCategory, move, printSheet, resolvePrint, undo } from './hall.js';
import * as privacy from './privacy.js';
import * as law from './law.js';
import * as printers from './printers.js';
import { setStep } from './procedure.js';
import { setProfile } from './profile.js';
import * as protocols from './protocol.js';
import { begin, park, resume, transfer, unbegin } from './reception.js';
import { giveBack, include, receive } from './inbox.js';
import { setLimit, setService } from './serviceset.js';
import * as settings from './setting.js';
import { close, open, pause, workOn } from './shift.js';
import { complete, reopenOne, skip } from './steps.js';
import * as structure from './structure.js';
import { discard, removeFile, save } from './submission.js';
import * as signing from './signing.js';
import { enter, issue, reprint } from './ticket.js';
import * as verdicts from './verdict.js';

/** The context that the clerk gives: the rule's own, and today's schedule for the rules of the day. */
export interface ClerkContext extends Context {
  schedule: Schedule;
}

type Table = {
  [N in ClerkCommand]: (office: Office, press: Press<N>, context: ClerkContext) => Ruling<Answer<N>>;
};

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
  'reception:completeStep': complete,
  'reception:skipStep': skip,
  'reception:reopenStep': reopenOne,
  'reception:nextPayer': nextPayer,
  'reception:open': openWork,
  'reception:park': parkWork,
  'reception:resume': resumeWork,
  'reception:close': closeWork,
  'reception:addFinding': addFinding,
  'reception:removeFinding': removeFinding,
  'submission:save': save,
  'submission:removeFile': removeFile,
  'submission:discard': discard,
  'submission:receive': receive,
  'submission:include': include,
  'submission:return': giveBack,
  'protocol:issue': protocols.issue,
  'protocol:reprint': signing.reprint,
  'protocol:sign': signing.sign,
  'protocol:refuseSignature': signing.refuseSignature,
  'protocol:handOver': signing.handOver,
  'protocol:send': signing.send,
  'complaint:take': complaints.take,
  'complaint:save': complaints.save,
  'complaint:register': complaints.register,
  'complaint:forward': complaints.forward,
  'complaint:restart': complaints.restart,
  'complaint:decide': verdicts.decideOn,
  'complaint:reply': verdicts.reply,
  'complaint:remedy': verdicts.remedy,
  'complaint:prosecutor': verdicts.prosecutor,
  'consultation:save': consultations.save,
  'consultation:beginCall': consultations.beginCall,
  'consultation:endCall': consultations.endCall,
  'consultation:receive': consultations.receive,
  'consultation:answer': consultations.answer,
  'procedure:setStep': setStep,
  'alert:accept': accept,
  'alerts:set': setAlerts,
  'exports:set': setExports,
  'shift:setProfile': setProfile,
  'shift:ask': asks.make,
  'shift:decline': asks.decline,
  'settings:set': settings.setPart,
  'notice:set': settings.setNotice,
  'days:set': settings.setDays,
  'plan:drop': settings.dropPlan,
  'setup:skip': settings.skipStep,
  'service:set': setService,
  'service:limit': setLimit,
  'queue:add': structure.addQueue,
  'queue:set': structure.setQueue,
  'queue:swap': structure.swapQueues,
  'queue:retire': structure.retireQueue,
  'profile:add': structure.addProfile,
  'profile:set': structure.setWorkProfile,
  'profile:retire': structure.retireProfile,
  'booth:add': booths.addBooth,
  'booth:set': booths.setBooth,
  'booth:retire': booths.retireBooth,
  'printer:add': printers.addPrinter,
  'printer:set': printers.setPrinter,
  'printer:retire': printers.retirePrinter,
  'printer:test': printers.testPrinter,
  'pack:force': law.forcePack,
  'pack:drop': law.dropPack,
  'calendar:set': law.setYear,
  'check:save': checks.save,
  'check:addFinding': checks.addFinding,
  'check:removeFinding': checks.removeFinding,
  'check:close': checks.close,
  'access:set': setAccess,
  'data:keep': privacy.keep,
  'data:erase': privacy.erase,
  'retention:set': privacy.setRetention,
};

/**
 * The rule of a command for a press that the door has parsed by that command's own shape. One of the two places where
 * the contract is bound to what carries it: the pairing of name and shape is the door's, and is not checked twice.
 */
export function ruleOf(command: ClerkCommand): (office: Office, press: unknown, context: ClerkContext) => Ruling {
  return rules[command] as (office: Office, press: unknown, context: ClerkContext) => Ruling;
}
