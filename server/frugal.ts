/**
 * Imported first by the processes that serve an office: the engine grows its heap conservatively. An office's live data
 * is a few megabytes; without this the garbage of a busy day stays in memory until the evening.
 */
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--optimize-for-size');
