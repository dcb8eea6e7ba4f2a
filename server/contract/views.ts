/**
 * THE WIRE, second table: what each screen sees. Whole, small, cut for its screen; no deltas.
 * A screen replaces what it has if the epoch differs or the version is newer, and ticks by itself in between.
 */
import type * as z from 'zod';
import { DeskView } from './deskView.js';
import { HallView } from './hallView.js';
import { BoardView, KioskView, TicketView } from './visitorViews.js';
import type { Role } from './vocabulary.js';

interface ViewShape {
  by: readonly Role[];
  view: z.ZodType;
}

export const views = {
  kiosk: { by: ['kiosk'], view: KioskView },
  board: { by: ['display', 'attendant', 'manager', 'administrator', 'auditor'], view: BoardView },
  desk: { by: ['operator'], view: DeskView },
  hall: { by: ['attendant', 'manager', 'administrator', 'auditor'], view: HallView },
  ticket: { by: ['ticket'], view: TicketView },
} as const satisfies Record<string, ViewShape>;

export type Views = typeof views;
export type ViewName = keyof Views;
export type View<N extends ViewName> = z.output<Views[N]['view']>;
