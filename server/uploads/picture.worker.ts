/** THE PICTURES' THREAD: reads what was handed in as a picture, far from the clerk's thread. */
import { readPicture } from '../devices/picture/read.js';
import { answerTasks } from '../devices/workerside.js';

export type PictureAnswer = Awaited<ReturnType<typeof readPicture>>;

answerTasks((bytes: Uint8Array<ArrayBuffer>): Promise<PictureAnswer> => readPicture(bytes));
