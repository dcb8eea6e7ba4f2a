/** What an office asks of its people beyond a password. */
import type { AccessSettings } from '../contract/index.js';

/** As an office is made: a console locks itself after a quarter of an hour, and a password is enough. */
export const usualAccess: AccessSettings = { lockMinutes: 15, codeRoles: [] };
