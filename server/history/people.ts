/** The people of a history: fictional names, logins by their surnames, and who of them may do what. */
import type { StaffRole } from '../contract/index.js';
import { makeDice } from '../demo/dice.js';

export interface HistoryPerson {
  userId: string;
  login: string;
  name: string;
  position: string;
  roles: StaffRole[];
}

/** Everybody of the office, by what they do there. */
export interface HistoryStaff {
  operators: HistoryPerson[];
  attendants: HistoryPerson[];
  managers: HistoryPerson[];
  auditor: HistoryPerson;
}

/** Surname of a woman, of a man where it differs, and the login. */
const surnames = [
  ['Абрамова', 'Абрамов', 'abramov'],
  ['Беляева', 'Беляев', 'belyaev'],
  ['Васильева', 'Васильев', 'vasilev'],
  ['Гаврилова', 'Гаврилов', 'gavrilov'],
  ['Давыдова', 'Давыдов', 'davydov'],
  ['Егорова', 'Егоров', 'egorov'],
  ['Жукова', 'Жуков', 'zhukov'],
  ['Захарова', 'Захаров', 'zakharov'],
  ['Ильина', 'Ильин', 'ilin'],
  ['Калинина', 'Калинин', 'kalinin'],
  ['Лазарева', 'Лазарев', 'lazarev'],
  ['Макарова', 'Макаров', 'makarov'],
  ['Назарова', 'Назаров', 'nazarov'],
  ['Осипова', 'Осипов', 'osipov'],
  ['Панова', 'Панов', 'panov'],
  ['Родионова', 'Родионов', 'rodionov'],
  ['Савельева', 'Савельев', 'savelev'],
  ['Тарасова', 'Тарасов', 'tarasov'],
  ['Уварова', 'Уваров', 'uvarov'],
  ['Филатова', 'Филатов', 'filatov'],
  ['Харитонова', 'Харитонов', 'kharitonov'],
  ['Цветкова', 'Цветков', 'tsvetkov'],
  ['Чернова', 'Чернов', 'chernov'],
  ['Шестакова', 'Шестаков', 'shestakov'],
  ['Юдина', 'Юдин', 'yudin'],
  ['Яковлева', 'Яковлев', 'yakovlev'],
  ['Блинова', 'Блинов', 'blinov'],
  ['Власова', 'Власов', 'vlasov'],
  ['Горбунова', 'Горбунов', 'gorbunov'],
  ['Дорофеева', 'Дорофеев', 'dorofeev'],
  ['Ермакова', 'Ермаков', 'ermakov'],
  ['Зимина', 'Зимин', 'zimin'],
  ['Исаева', 'Исаев', 'isaev'],
  ['Крюкова', 'Крюков', 'kryukov'],
  ['Логинова', 'Логинов', 'loginov'],
  ['Маслова', 'Маслов', 'maslov'],
  ['Носкова', 'Носков', 'noskov'],
  ['Орехова', 'Орехов', 'orekhov'],
  ['Пахомова', 'Пахомов', 'pakhomov'],
  ['Рябова', 'Рябов', 'ryabov'],
] as const;
const women = ['Анна', 'Ольга', 'Елена', 'Наталья', 'Ирина', 'Светлана', 'Марина', 'Татьяна', 'Юлия'] as const;
const ofWomen = ['Сергеевна', 'Викторовна', 'Павловна', 'Андреевна', 'Николаевна', 'Игоревна', 'Олеговна'] as const;
const men = ['Дмитрий', 'Андрей', 'Павел', 'Сергей', 'Алексей', 'Михаил'] as const;
const ofMen = ['Сергеевич', 'Викторович', 'Павлович', 'Андреевич', 'Николаевич', 'Игоревич', 'Олегович'] as const;
const positions = [
  'специалист-эксперт',
  'специалист-эксперт',
  'старший специалист',
  'ведущий специалист-эксперт',
  'главный специалист-эксперт',
] as const;

/** Of ten people behind the booths one and a half are men. */
const menShare = 0.15;

/** An office of that many operators, with its hall and its head. */
export function historyStaff(seed: number, newId: () => string, operators: number): HistoryStaff {
  const dice = makeDice(seed);
  const order = dice.shuffle(surnames);
  let count = 0;
  function person(role: StaffRole, position: string): HistoryPerson {
    const [woman, man, login] = order[count % order.length] ?? surnames[0];
    const round = Math.floor(count / order.length);
    count += 1;
    const isMan = dice.between(0, 1) < menShare;
    const name = isMan
      ? `${man} ${dice.pick(men)} ${dice.pick(ofMen)}`
      : `${woman} ${dice.pick(women)} ${dice.pick(ofWomen)}`;
    return {
      userId: newId(),
      login: `${login}${isMan ? '' : 'a'}${round === 0 ? '' : round + 1}`,
      name,
      position,
      roles: [role],
    };
  }
  return {
    managers: [person('manager', 'начальник отдела'), person('manager', 'заместитель начальника отдела')],
    attendants: [person('attendant', 'администратор зала'), person('attendant', 'администратор зала')],
    auditor: person('auditor', 'главный специалист-ревизор'),
    operators: Array.from({ length: operators }, () => person('operator', dice.pick(positions))),
  };
}

/** Everybody in one list, in the order of hiring. */
export function everybody({ managers, attendants, auditor, operators }: HistoryStaff): HistoryPerson[] {
  return [...managers, ...attendants, auditor, ...operators];
}
