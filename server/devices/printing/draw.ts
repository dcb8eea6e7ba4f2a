/** A document drawn for a screen: the same lines as a printer of that profile gets, without its bytes. */
import type { PaperLines } from '../../contract/paper.js';
import type { PaperDocument } from '../../domain/paper/document.js';
import { layOut, type LaidLine } from './layout.js';
import type { PrinterProfile } from './profiles.js';
import { makeTurn } from './turn.js';

function drawLine(laid: LaidLine): PaperLines {
  const plain = { kind: 'text', text: '', align: 'left', bold: false, width: 1, height: 1 } as const;
  switch (laid.kind) {
    case 'text':
      return [laid.text === '' ? plain : laid];
    case 'sample':
      return [{ ...plain, text: `${laid.label} ${laid.text}` }];
    case 'feed':
      return Array.from({ length: laid.lines }, () => plain);
    case 'cut':
      return [{ kind: 'cut' }];
    case 'qr':
    case 'label':
    case 'rule':
    case 'double':
      return [laid];
  }
}

/** The lines that this document comes to on paper of the profile's width; the clerk has the thread in between. */
export async function drawPaper(document: PaperDocument, profile: PrinterProfile): Promise<PaperLines> {
  const lines: PaperLines = [];
  const turn = makeTurn();
  for (const laid of layOut(document, profile)) {
    lines.push(...drawLine(laid));
    await turn();
  }
  return lines;
}
