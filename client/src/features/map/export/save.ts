import { saveBlob } from '../../../lib/save-text.ts';
import { captionOf, fileNameOf, type Shown } from './caption.ts';
import type { Choice } from './choice.ts';
import { drawioOf } from './drawio.ts';
import type { Drawn } from './drawn.ts';
import { pngOf } from './png.ts';
import { type Ruler, rulerOf } from './ruler.ts';
import { type Sheet, sheetOf, type Wish } from './sheet.ts';
import { svgOf } from './svg.ts';

type Page = Pick<Choice, 'extent' | 'hasLegend'>;

const ruler = (): Ruler => rulerOf(document);

const wishOf = (drawn: Drawn, shown: Shown, { extent, hasLegend }: Page): Wish => ({
  extent,
  hasLegend,
  caption: captionOf(drawn, shown, extent),
});

/** The page that would be saved, with its size. */
export const pageOf = (drawn: Drawn, shown: Shown, page: Page): Sheet => sheetOf(drawn, wishOf(drawn, shown, page), ruler());

const FILES: Readonly<Record<Choice['format'], (drawn: Drawn, shown: Shown, choice: Choice) => Promise<Blob | undefined>>> = {
  svg: async (drawn, shown, choice) => new Blob([svgOf(pageOf(drawn, shown, choice), ruler())], { type: 'image/svg+xml;charset=utf-8' }),
  png: (drawn, shown, choice) => pngOf(pageOf(drawn, shown, choice), choice.scale),
  drawio: async (drawn, shown, choice) =>
    new Blob([drawioOf(drawn, wishOf(drawn, shown, choice), shown.readAt)], { type: 'application/vnd.jgraph.mxfile;charset=utf-8' }),
};

/** Saves the map as was chosen; answers the file's name, or undefined when the browser could not draw it. */
export async function saveMap(drawn: Drawn, shown: Shown, choice: Choice): Promise<string | undefined> {
  const file = await FILES[choice.format](drawn, shown, choice);
  if (!file) return undefined;
  const name = fileNameOf(shown, choice.format);
  saveBlob(name, file);
  return name;
}
