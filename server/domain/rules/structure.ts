/** Queues, work profiles and booths: added, changed and retired, never deleted. */
import { refuse, type Rule } from '../decide.js';

/** Refuses: letterTaken. */
export const addQueue: Rule<'queue:add'> = () => refuse('notNow');

/** Another letter waits for tomorrow while the day has a ticket of either. Refuses: notFound, editedMeanwhile, letterTaken. */
export const setQueue: Rule<'queue:set'> = () => refuse('notNow');

/** Refuses: notFound, editedMeanwhile, inUse while it has a service. */
export const retireQueue: Rule<'queue:retire'> = () => refuse('notNow');

/** Refuses: notFound (a service). */
export const addProfile: Rule<'profile:add'> = () => refuse('notNow');

/** Turns the open booths that work by it. Refuses: notFound, editedMeanwhile, wouldStrand (count). */
export const setWorkProfile: Rule<'profile:set'> = () => refuse('notNow');

/** Refuses: notFound, editedMeanwhile, inUse. */
export const retireProfile: Rule<'profile:retire'> = () => refuse('notNow');

/** A retired number comes back with its booth. Refuses: numberTaken, notFound. */
export const addBooth: Rule<'booth:add'> = () => refuse('notNow');

/** Refuses: notFound, editedMeanwhile, numberTaken, inUse (operator). */
export const setBooth: Rule<'booth:set'> = () => refuse('notNow');

/** Refuses: notFound, editedMeanwhile, inUse (operator). */
export const retireBooth: Rule<'booth:retire'> = () => refuse('notNow');
