/** The thread that reads payers' files. */
import { answerTasks } from '../workerside.js';
import { readUpload } from './upload.js';

answerTasks(readUpload);
