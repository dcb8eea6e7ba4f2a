/** The other side of a pool: what runs inside a worker thread and answers its tasks one by one. */
import { parentPort } from 'node:worker_threads';

/** What a thread says to its pool of the task it was given. */
export type WorkerSaid<Answer> = { ok: true; answer: Answer } | { ok: false; why: string };

/**
 * Answers every task that the pool hands over. What `work` throws is told as its message, which goes to the log:
 * it must not hold personal data.
 */
export function answerTasks<Task, Answer>(work: (task: Task) => Answer | Promise<Answer>): void {
  const port = parentPort;
  if (port === null) throw new Error('this runs in a worker thread only');
  const answer = async (task: Task): Promise<WorkerSaid<Answer>> => {
    try {
      return { ok: true, answer: await work(task) };
    } catch (error) {
      return { ok: false, why: error instanceof Error ? `${error.name}: ${error.message}` : 'thrown' };
    }
  };
  port.on('message', (task: Task) => void answer(task).then((said) => port.postMessage(said)));
}
