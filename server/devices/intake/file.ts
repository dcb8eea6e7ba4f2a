/**
 * Reads one XML file as it streams by: which format, where the pack is, one document at a time. Nothing of it is kept.
 * What is no file of a payer at all is refused; what is one and is wrong becomes findings.
 */
import { SaxesParser } from 'saxes';
import type { FileRead } from '../../domain/intake.js';
import type { ReadyFormat } from './compile.js';
import { makePack, type PackReader } from './pack.js';
import { NotRead } from './refusal.js';
import { adopt, nobody, type Element } from './tree.js';

/** Of one value and of one document: what is longer is no report. */
const longestText = 4096;
/**
 * Characters without a tag, as they stand in the file. The parser collects all of a value before it gives it, and of
 * millions of entities in one it makes a chain that fills the memory of the thread.
 */
const longestRun = 65_536;
const mostElements = 20_000;

export interface FileWorld {
  formats: readonly ReadyFormat[];
  /** The office's day, YYYY-MM-DD. */
  today: string;
  depth: number;
  /** Counts an insured person of the whole upload; throws when there are too many. */
  person(): void;
  /** Asked before each part of a file: true when its time is over. */
  isLate(): boolean;
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);
const made = (name: string, line: number): Element => ({ name, line, text: '', children: nobody });

/** Reads the parts of a file's text one after another. Throws NotRead. */
export function readFile(name: string, parts: Iterable<string>, world: FileWorld): Omit<FileRead, 'size' | 'sha256'> {
  const parser = new SaxesParser({ position: true });
  // the folder in an archive is no part of the name that the format prescribes
  const ownName = name.slice(name.lastIndexOf('/') + 1);
  const frame = made('', 1);
  const seen: { format: ReadyFormat | null; pack: PackReader | null; body: Element | null } = {
    format: null,
    pack: null,
    body: null,
  };
  /** Elements that are open below the root; the root itself is the frame. */
  const open: Element[] = [];
  let depth = 0;
  let elements = 0;
  let isWhole = true;

  function root(element: string): void {
    for (const one of world.formats) {
      const foreign = one.format.foreign.find((known) => known.element === element);
      if (one.format.root !== element && foreign === undefined) continue;
      seen.format = one;
      seen.pack = makePack(one, ownName, world.today);
      frame.name = element;
      if (foreign !== undefined) {
        seen.pack.fault('foreign', foreign.name, parser.line);
        throw new Foreign();
      }
      return;
    }
    throw new NotRead('unknownFormat');
  }

  parser.on('doctype', () => {
    throw new NotRead('doctype');
  });
  parser.on('error', () => {
    // a broken file of a known format is the payer's error with a place; anything else is no XML
    if (seen.pack === null) throw new NotRead('notXml');
    throw new Malformed();
  });
  parser.on('opentag', ({ name: tag, attributes }) => {
    depth += 1;
    if (depth > world.depth) throw new NotRead('tooDeep');
    const local = localName(tag);
    if (depth === 1) return root(local);
    const element = made(local, parser.line);
    for (const key in attributes) {
      const text = attributes[key];
      if (typeof text === 'string')
        adopt(element, { ...made(`@${localName(key)}`, parser.line), text: text.slice(0, longestText) });
    }
    elements += 1;
    if (elements > mostElements) throw new NotRead('tooLarge');
    const parent = open.at(-1);
    const isBody = depth === 2 && local === seen.format?.format.body;
    if (isBody) {
      if (seen.body !== null) seen.pack?.fault('twoBodies', '', parser.line);
      seen.body ??= element;
    }
    // children of the body are judged one by one and belong to nobody
    if (parent === undefined) adopt(frame, element);
    else if (depth > 3 || parent !== seen.body) adopt(parent, element);
    open.push(element);
  });
  const take = (text: string) => {
    const element = open.at(-1);
    if (element !== undefined && element.text.length < longestText)
      element.text += text.length > longestText ? text.slice(0, longestText) : text;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', () => {
    depth -= 1;
    const element = open.pop();
    if (element === undefined || depth !== 2 || open[0] !== seen.body) return;
    elements = 0;
    if (seen.pack?.take(element) === true) world.person();
  });

  let run = 0;
  /** Parts are no longer than a run may be: only where one goes on from part to part it has to be measured. */
  function measure(part: string): void {
    const first = part.indexOf('<');
    if (run + (first < 0 ? part.length : first) > longestRun) throw new NotRead('tooLarge');
    run = first < 0 ? run + part.length : part.length - part.lastIndexOf('<');
  }

  try {
    for (const part of parts) {
      if (world.isLate()) throw new NotRead('timeout');
      measure(part);
      parser.write(part);
    }
    parser.close();
  } catch (error) {
    isWhole = false;
    if (error instanceof Malformed) seen.pack?.fault('malformed', '', parser.line);
    else if (!(error instanceof Foreign)) throw error;
  }
  if (seen.pack === null) throw new NotRead('notXml');
  return { name, ...seen.pack.end(frame, seen.body, isWhole) };
}

class Malformed extends Error {}
/** A form of another regulation: named, and not read further. */
class Foreign extends Error {}
