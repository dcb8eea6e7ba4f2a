/** How large a picture may be, in pixels. */
import { leastPictureSide, mostPictureSide } from '../../contract/index.js';
import { bad } from './refusal.js';

export interface Size {
  width: number;
  height: number;
}

/** Throws `BadPicture`: small, wide. */
export function assertSides({ width, height }: Size): void {
  if (width < leastPictureSide || height < leastPictureSide) bad('small');
  if (width > mostPictureSide || height > mostPictureSide) bad('wide');
}
