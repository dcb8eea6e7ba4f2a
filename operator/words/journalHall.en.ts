/** The journal's entries about alerts and requests, in English. */
export const hallKinds = {
  alert: { raised: 'Alert', accepted: 'Alert accepted', resumed: 'Alert goes on', ended: 'Alert over' },
  alerts: { set: 'Thresholds of alerts changed' },
  exports: { set: 'Export changed' },
  report: { exported: 'Report of the day exported' },
  ask: {
    made: 'Request to an operator',
    done: 'Request done',
    declined: 'Request declined',
    past: 'Request no longer needed',
  },
};

export const hallNouns = {
  alert: 'Alerts',
  ask: 'Manager’s requests',
  alerts: 'Settings of alerts',
  exports: 'Settings of the export',
  report: 'Report exports',
};

export const hallFacts = {
  formats: 'files',
  amount: '',
  detail: '',
  level: '',
  raisedAt: 'since',
  acceptedBy: 'seen to by',
  what: '',
  why: '',
  profileId: 'profile',
  before: 'profile before',
  after: 'profile now',
};

export const hallValues = {
  alert: {
    waitSoon: 'a long wait',
    waitOver: 'waits over the norm',
    receptionOver: 'reception over its norm',
    queueLong: 'a long queue',
    stranded: 'nobody can call',
    pauseLong: 'a long break',
    parkedLong: 'parked for too long',
    staffCall: 'a call for help',
    printer: 'printer',
    print: 'a print in doubt',
    device: 'a device does not answer',
    term: 'overdue',
    calendar: 'no calendar of working days',
  },
  ask: { open: 'open', resume: 'come back from the break' },
  past: {
    replaced: 'there is a new one',
    taken: 'another opened it',
    closed: 'the shift is closed',
    day: 'the day is closed',
    gone: 'no longer works at the booths',
    retired: 'the booth is gone',
  },
  people: '{n} wait',
  setting: '{name}: was {before}, is {after}',
  off: 'no',
  on: 'yes',
  exports: { isOn: 'export', formats: 'files' },
};
