/** Who works here and in which words: languages, roles. */

export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

/** One text in the languages of the screens. */
export type Words = Record<Language, string>;

/** People's roles are held per office; `kiosk` and `display` are devices, `ticket` is the holder of a ticket's link. */
export const staffRoles = ['operator', 'attendant', 'manager', 'administrator', 'auditor'] as const;
export type StaffRole = (typeof staffRoles)[number];
export const deviceRoles = ['kiosk', 'display'] as const;
export type DeviceRole = (typeof deviceRoles)[number];
/** `clockwork` is the office itself: what the passing of time rules. `nobody` is a stranger. */
export type Role = StaffRole | DeviceRole | 'ticket' | 'clockwork' | 'nobody';
