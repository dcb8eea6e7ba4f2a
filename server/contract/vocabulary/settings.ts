/** The words of what an administrator sets. */

/** What an administrator sets part by part: each is read, changed and guarded as one thing. */
export const settingParts = ['office', 'hours', 'order', 'kiosk', 'board', 'categories', 'terms'] as const;
export type SettingPart = (typeof settingParts)[number];
/** When a change takes effect; `nothing`: it stands so already. */
export const takings = ['now', 'tomorrow', 'nothing'] as const;
export type Taking = (typeof takings)[number];

/** Steps of the guided set-up, from an empty office to the first ticket. */
export const setupSteps = ['office', 'services', 'booths', 'people', 'kiosk', 'display', 'printer', 'ticket'] as const;
export type SetupStep = (typeof setupSteps)[number];
