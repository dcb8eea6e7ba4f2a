/** The ticket of the story: А014, taken at 13:42. */
import type { TicketPaper } from '../../server/domain/paper/ticket.js';

export function ticketPaper(change: Partial<TicketPaper>): TicketPaper {
  return {
    language: 'ru',
    officeName: 'Управление ПФР № 5',
    region: 'по г. Москве и Московской области',
    phone: '(495) 000-00-05',
    boothWord: 'window',
    number: 'А014',
    title: 'Сдача отчётности, на бумаге',
    issuedAt: '21.11.2014 в 13:42',
    before: 3,
    expected: { fromMinutes: 5, toMinutes: 10 },
    booths: ['3', '4'],
    waitNorm: { minutes: 15, ref: 'п. 34' },
    bring: ['паспорт', 'документ о полномочиях, если вы представитель', 'формы отчётности и описи к ним'],
    link: 'https://talon.example/7K3QXM',
    demo: false,
    copy: false,
    ...change,
  };
}
