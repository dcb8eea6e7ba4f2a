/** THE PROVER'S THREAD: checks one piece of a journal's chain after another. */
import { answerTasks } from '../devices/workerside.js';
import { checkPiece, type Piece, type PieceVerdict } from '../store/verify.js';

answerTasks<Piece, PieceVerdict>(checkPiece);
