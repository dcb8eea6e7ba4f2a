/** THE BACKUP'S THREAD: copies, packs and proves beside the clerk's thread; it only reads the office. */
import { constants, setPriority } from 'node:os';
import { answerTasks } from '../devices/workerside.js';
import { backUp, type BackedUp, type BackupPlan } from '../store/backup.js';

// whoever presses goes first. On Linux this is the calling thread's own; elsewhere it would be the whole server's
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW);

answerTasks((plan: BackupPlan): Promise<BackedUp> => backUp(plan));
