/** What is complained of and what is checked, for tests that are about something else. */
import type { CheckContent, ComplaintContent } from '../../server/contract/index.js';

/** A complaint that came by post, every field of it as it should be. */
export const complaintContent: ComplaintContent = {
  kind: 'complaint',
  way: 'post',
  addressee: 'head',
  body: 'Управление ПФР № 5',
  officer: 'Иванова И. И., специалист',
  applicant: 'entity',
  name: 'ООО «Тёплый дом»',
  place: 'г. Тверь, ул. Садовая, 3',
  phone: '',
  email: '',
  postalAddress: '170000, г. Тверь, ул. Садовая, 3',
  electronicReply: false,
  about: 'Отказ в приёме отчётности',
  arguments: 'Отказ не назван в регламенте',
  grounds: [],
  attachments: [],
  representative: '',
  authorityKind: '',
  authority: '',
};
/** A planned check of the office's work. */
export const checkContent: CheckContent = {
  kind: 'planned',
  cause: null,
  ground: 'Приказ № 7',
  subject: '',
  from: '2013-02-01',
  until: '2013-02-15',
  officers: ['Сидорова А. А.'],
};
