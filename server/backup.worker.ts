/** THE BACKUP'S THREAD: copies, packs and proves beside the clerk's thread; it only reads the office. */
import { answerTasks } from './devices/workerside.js';
import { backUp, type BackedUp, type BackupPlan } from './store/backup.js';

answerTasks((plan: BackupPlan): Promise<BackedUp> => backUp(plan));
