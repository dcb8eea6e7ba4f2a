/** THE FOLDER'S THREAD: the log of the books goes into their file beside the clerk's thread. */
import { answerTasks } from '../devices/workerside.js';
import { foldBooks } from '../store/fold.js';

answerTasks<string, void>(foldBooks);
