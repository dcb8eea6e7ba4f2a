/** Presses of the case: steps, findings, files, the protocol. What is typed is saved before each of them. */
import { defineStore } from 'pinia';
import type { Attestation, NewFinding } from '@contract';
import { useCaseStore } from './case';
import { useLinkStore } from './link';

export const useCasePresses = defineStore('casePresses', () => {
  const link = useLinkStore();
  const cases = useCaseStore();

  const completeStep = (step: string, attestation: Attestation | null) =>
    cases.after((receptionId) =>
      link.press('reception:completeStep', (requestId) => ({ requestId, receptionId, step, attestation })),
    );
  const skipStep = (step: string, reason: string) =>
    cases.after((receptionId) =>
      link.press('reception:skipStep', (requestId) => ({ requestId, receptionId, step, reason })),
    );
  const reopenStep = (step: string) =>
    cases.after((receptionId) => link.press('reception:reopenStep', (requestId) => ({ requestId, receptionId, step })));

  const addFinding = (finding: NewFinding) =>
    cases.after((receptionId) =>
      link.press('reception:addFinding', (requestId) => ({ requestId, receptionId, finding })),
    );
  const removeFinding = (findingId: string) =>
    cases.after((receptionId) =>
      link.press('reception:removeFinding', (requestId) => ({ requestId, receptionId, findingId })),
    );
  const removeFile = (name: string) =>
    cases.after((receptionId) =>
      link.press('submission:removeFile', (requestId) => ({ requestId, receptionId, name })),
    );
  const discard = (reason: string) =>
    cases.after((receptionId) => link.press('submission:discard', (requestId) => ({ requestId, receptionId, reason })));

  /** A correction: a new protocol that names the old one. */
  const correct = (replaces: string, reason: string) =>
    cases.after((receptionId) =>
      link.press('protocol:issue', (requestId) => ({ requestId, receptionId, replaces, reason })),
    );
  const reprint = (protocolId: string) =>
    cases.after(() => link.press('protocol:reprint', (requestId) => ({ requestId, protocolId })));
  const sign = (protocolId: string) =>
    cases.after(() => link.press('protocol:sign', (requestId) => ({ requestId, protocolId })));
  const refuseSignature = (protocolId: string, note: string) =>
    cases.after(() => link.press('protocol:refuseSignature', (requestId) => ({ requestId, protocolId, note })));
  const handOver = (protocolId: string) =>
    cases.after(() => link.press('protocol:handOver', (requestId) => ({ requestId, protocolId })));

  return {
    completeStep,
    skipStep,
    reopenStep,
    addFinding,
    removeFinding,
    removeFile,
    discard,
    correct,
    reprint,
    sign,
    refuseSignature,
    handOver,
  };
});
