/** The journal's entries about alerts and requests in the reader's words. */
export const hallKinds = {
  alert: { raised: 'Тревога', accepted: 'Тревога принята', resumed: 'Тревога продолжается', ended: 'Тревога окончена' },
  alerts: { set: 'Пороги тревог изменены' },
  exports: { set: 'Выгрузка изменена' },
  report: { exported: 'Отчёт дня выгружен' },
  ask: {
    made: 'Просьба к сотруднику',
    done: 'Просьба выполнена',
    declined: 'Просьба отклонена',
    past: 'Просьба больше не нужна',
  },
};

export const hallNouns = {
  alert: 'Тревоги',
  ask: 'Просьбы руководителя',
  alerts: 'Настройка тревог',
  exports: 'Настройка выгрузки',
  report: 'Выгрузка отчётов',
};

export const hallFacts = {
  formats: 'файлы',
  amount: '',
  detail: '',
  level: '',
  raisedAt: 'с',
  acceptedBy: 'занимался',
  what: '',
  why: '',
  profileId: 'профиль',
  before: 'был профиль',
  after: 'стал профиль',
};

export const hallValues = {
  alert: {
    waitSoon: 'долго ждёт',
    waitOver: 'ждёт дольше нормы',
    receptionOver: 'приём дольше нормы',
    queueLong: 'длинная очередь',
    stranded: 'некому вызвать',
    pauseLong: 'долгий перерыв',
    parkedLong: 'отложен слишком долго',
    staffCall: 'зовут сотрудника',
    printer: 'принтер',
    print: 'печать под вопросом',
    device: 'устройство не отвечает',
    term: 'срок пропущен',
    calendar: 'нет производственного календаря',
  },
  ask: { open: 'открыть', resume: 'вернуться с перерыва' },
  past: {
    replaced: 'есть новая',
    taken: 'открыл другой',
    closed: 'смена закрыта',
    day: 'день закрыт',
    gone: 'больше не работает у окон',
    retired: 'окна больше нет',
  },
  people: 'ждут {n}',
  setting: '{name}: было {before}, стало {after}',
  off: 'нет',
  on: 'да',
  exports: { isOn: 'выгрузка', formats: 'файлы' },
};
