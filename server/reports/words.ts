/** Words of codes that no regulation names, for search and for sheets; screens have words of their own. */
import type {
  AppealKind,
  ComplaintState,
  ComplaintWay,
  ConsultationKind,
  SubmissionState,
  SubmissionType,
  TermFace,
  TermState,
  VisitStatus,
  Words,
} from '../contract/index.js';

export const typeWords: Record<SubmissionType, Words> = {
  initial: { ru: 'исходная', en: 'initial' },
  correcting: { ru: 'корректирующая', en: 'correcting' },
  cancelling: { ru: 'отменяющая', en: 'cancelling' },
};

export const stateWords: Record<SubmissionState, Words> = {
  draft: { ru: 'черновик', en: 'draft' },
  registered: { ru: 'зарегистрировано', en: 'registered' },
  accepted: { ru: 'принято', en: 'accepted' },
  included: { ru: 'внесено в лицевые счета', en: 'entered in the accounts' },
  errors: { ru: 'протокол ошибок', en: 'errors' },
  returned: { ru: 'возвращено', en: 'returned' },
  resubmitted: { ru: 'представлено повторно', en: 'resubmitted' },
  overdue: { ru: 'срок представления истёк', en: 'overdue' },
  refused: { ru: 'отказано', en: 'refused' },
  void: { ru: 'аннулировано', en: 'void' },
};

export const standingWords: Record<TermFace['standing'], Words> = {
  running: { ru: 'идёт', en: 'running' },
  soon: { ru: 'скоро истекает', en: 'due soon' },
  overdue: { ru: 'просрочен', en: 'overdue' },
  undetermined: { ru: 'не определён', en: 'undetermined' },
  ended: { ru: 'завершён', en: 'ended' },
};

export const termStateWords: Record<TermState, Words> = {
  open: { ru: 'не исполнено', en: 'open' },
  kept: { ru: 'в срок', en: 'kept' },
  late: { ru: 'с опозданием', en: 'late' },
  void: { ru: 'отпал', en: 'void' },
};

export const appealWords: Record<AppealKind, Words> = {
  complaint: { ru: 'жалоба', en: 'complaint' },
  proposal: { ru: 'предложение', en: 'proposal' },
  defect: { ru: 'сообщение о недостатках', en: 'report of defects' },
};

export const wayWords: Record<ComplaintWay, Words> = {
  booth: { ru: 'на приёме', en: 'at the booth' },
  post: { ru: 'по почте', en: 'by post' },
  site: { ru: 'через сайт', en: 'through the site' },
  portal: { ru: 'через портал', en: 'through the portal' },
  mfc: { ru: 'через МФЦ', en: 'through a multifunctional centre' },
};

export const complaintStateWords: Record<ComplaintState, Words> = {
  received: { ru: 'поступила', en: 'received' },
  registered: { ru: 'зарегистрирована', en: 'registered' },
  forwarded: { ru: 'перенаправлена', en: 'forwarded' },
  satisfied: { ru: 'удовлетворена', en: 'satisfied' },
  refused: { ru: 'отказано', en: 'refused' },
  unanswered: { ru: 'оставлена без ответа', en: 'left unanswered' },
  replied: { ru: 'ответ дан', en: 'replied' },
  remedied: { ru: 'нарушения устранены', en: 'remedied' },
};

export const consultationWords: Record<ConsultationKind, Words> = {
  inPerson: { ru: 'лично', en: 'in person' },
  phone: { ru: 'по телефону', en: 'by telephone' },
  written: { ru: 'письменно', en: 'in writing' },
};

export const visitWords: Record<VisitStatus, Words> = {
  booked: { ru: 'записан', en: 'booked' },
  waiting: { ru: 'ждёт', en: 'waiting' },
  called: { ru: 'вызван', en: 'called' },
  serving: { ru: 'на приёме', en: 'being received' },
  served: { ru: 'принят', en: 'served' },
  missed: { ru: 'не пришёл', en: 'missed' },
  parked: { ru: 'отложен', en: 'parked' },
  cancelled: { ru: 'отменён', en: 'cancelled' },
  expired: { ru: 'не дождался', en: 'expired' },
  noShow: { ru: 'не явился', en: 'no-show' },
};
