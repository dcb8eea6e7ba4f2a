/** Who plays: the people of the office and the kiosk, hired and paired through the real doors. Fictional, all of them. */
import { randomBytes } from 'node:crypto';
import { connect, hire, placeKiosk, type Client, type Doors, type Person } from './wire.js';

/** An operator's working day, as wall time of the office. */
export interface OperatorPart extends Person {
  booth: string;
  /** Null works by the booth's own profile. */
  profileId: string | null;
  comes: string;
  pauses: { from: string; minutes: number; reason: 'lunch' | 'break' | 'documents' }[];
}

const operator = (login: string, name: string, position: string): Person => ({
  login,
  name,
  position,
  roles: ['operator'],
});
const lunch = (from: string) => ({ from, minutes: 45, reason: 'lunch' as const });

/** Lunch goes in turn, two away at once at most, when the rush is over. */
export const operators: readonly OperatorPart[] = [
  {
    ...operator('lebedeva', 'Лебедева Ольга Николаевна', 'главный специалист-эксперт'),
    booth: '1',
    profileId: null,
    comes: '08:52',
    pauses: [lunch('12:30')],
  },
  {
    ...operator('karpov', 'Карпов Дмитрий Сергеевич', 'специалист-эксперт'),
    booth: '2',
    profileId: 'profile-all',
    comes: '08:53',
    pauses: [lunch('12:15')],
  },
  {
    ...operator('morozova', 'Морозова Елена Павловна', 'ведущий специалист-эксперт'),
    booth: '3',
    profileId: null,
    comes: '08:54',
    pauses: [lunch('13:00'), { from: '16:00', minutes: 10, reason: 'documents' }],
  },
  {
    ...operator('zaytseva', 'Зайцева Марина Юрьевна', 'специалист-эксперт'),
    booth: '4',
    profileId: 'profile-all',
    comes: '08:55',
    pauses: [lunch('13:15')],
  },
  {
    ...operator('gusev', 'Гусев Андрей Викторович', 'специалист-эксперт'),
    booth: '5',
    profileId: null,
    comes: '08:56',
    pauses: [lunch('13:45')],
  },
  {
    ...operator('tikhonova', 'Тихонова Светлана Игоревна', 'специалист-эксперт'),
    booth: '6',
    profileId: null,
    comes: '08:56',
    pauses: [lunch('14:00'), { from: '16:30', minutes: 10, reason: 'break' }],
  },
  {
    ...operator('belova', 'Белова Наталья Андреевна', 'старший специалист'),
    booth: '7',
    profileId: null,
    comes: '08:57',
    pauses: [lunch('13:20'), { from: '15:40', minutes: 10, reason: 'break' }],
  },
];

const attendant: Person = {
  login: 'frolova',
  name: 'Фролова Ирина Олеговна',
  position: 'администратор зала',
  roles: ['attendant'],
};
const manager: Person = {
  login: 'sokolov',
  name: 'Соколов Павел Михайлович',
  position: 'начальник отдела',
  roles: ['manager'],
};
/** Booth 8 is left to whoever watches: operator, and a look at the hall and the journal. */
const guest: Person = {
  login: 'okno8',
  name: 'Воронова Анна Петровна',
  position: 'специалист-эксперт',
  roles: ['operator', 'attendant', 'manager'],
};

export interface Seat {
  part: OperatorPart;
  client: Client;
}

export interface Cast {
  seats: Seat[];
  attendant: Client;
  manager: Client;
  /** The manager's session, to read the journal by. */
  managerCookie: string;
  kiosk: Client;
  guest: { login: string; password: string };
  close(): void;
}

const newPassword = () => randomBytes(9).toString('base64url');

/** Hires everybody and connects them. Throws the sentence of a door that says no. */
export async function hireCast(doors: Doors): Promise<Cast> {
  const { url } = doors;
  const guestPassword = `okno8-${randomBytes(3).toString('hex')}`;
  const staff = async (person: Person) => {
    const cookie = await hire(doors, person, newPassword());
    return { cookie, client: await connect(url, 'staff', { token: null, cookie }) };
  };
  const [seats, hall, head, kiosk] = await Promise.all([
    Promise.all(operators.map(async (part): Promise<Seat> => ({ part, client: (await staff(part)).client }))),
    staff(attendant),
    staff(manager),
    placeKiosk(doors, 'Киоск у входа'),
    hire(doors, guest, guestPassword),
  ]);
  return {
    seats,
    attendant: hall.client,
    manager: head.client,
    managerCookie: head.cookie,
    kiosk,
    guest: { login: guest.login, password: guestPassword },
    close() {
      for (const client of [...seats.map((seat) => seat.client), hall.client, head.client, kiosk]) client.close();
    },
  };
}
