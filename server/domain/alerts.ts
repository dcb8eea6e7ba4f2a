/** What the office draws attention to, and by which thresholds. */
import type { AlertSettings } from '../contract/index.js';

/** Thresholds of an office that has set none: 10 minutes of the 15 of п. 34, and what does not work at once. */
export const usualAlerts: AlertSettings = {
  waitSoonMinutes: 10,
  waitOver: true,
  receptionOver: true,
  queueLength: 20,
  stranded: true,
  pauseMinutes: 60,
  parked: true,
  staffCallMinutes: 2,
  printers: true,
  deviceMinutes: 2,
  terms: true,
  sound: true,
  webhook: true,
};
