/**
 * A picture drawn again before it is sent: as large as a screen needs it, upright, and without what it said of its maker.
 * What this browser cannot draw is sent as it is: the office says what is wrong with it.
 */
import { mostPictureBytes, pictureTypes } from '@contract/vocabulary';

export interface Size {
  width: number;
  height: number;
}

/** As large as fits, in its own proportions; never larger than it is. */
export function fitted({ width, height }: Size, most: Size): Size {
  const scale = Math.min(1, most.width / width, most.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Ways of writing it down, best first: photographs as photographs, drawings with their sharp edges. */
export function waysOf(type: string): readonly (readonly [type: string, quality: number])[] {
  if (type === 'image/jpeg')
    return [
      ['image/jpeg', 0.9],
      ['image/jpeg', 0.7],
    ];
  return [
    ['image/png', 1],
    ['image/webp', 0.9],
    ['image/webp', 0.7],
  ];
}

export async function redrawn(file: File, most: Size): Promise<Blob> {
  if (!pictureTypes.some((type) => type === file.type)) return file;
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return file;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, fitted(bitmap, most));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  let smallest: Blob | null = null;
  for (const [type, quality] of waysOf(file.type)) {
    const drawn = await new Promise<Blob | null>((tell) => {
      canvas.toBlob(tell, type, quality);
    });
    if (drawn !== null) smallest = drawn;
    if (drawn !== null && drawn.size <= mostPictureBytes) return drawn;
  }
  return smallest ?? file;
}
