import { MAX_CELL, MAX_COLUMNS, MAX_RECORD } from '../limits.js';
import type { Cell, CellProblem, TableRow } from '../table/row.js';
import { type CellSource, cellValue } from './cell.js';
import { RichText } from './strings-part.js';
import type { Attributes, XmlHandler } from './xml.js';

/** Rows of a sheet as its XML is read. Rows without a filled cell are left out; their numbers are not. */
export class SheetHandler implements XmlHandler<TableRow> {
  #rows: TableRow[] = [];
  #number = 0;
  #cells: Cell[] = [];
  #problems: CellProblem[] = [];
  #length = 0;
  #column = -1;
  #type = '';
  #style = 0;
  #formula: string | undefined;
  #value: string | undefined;
  #inside: 'v' | 'f' | undefined;
  #done = false;
  readonly #inline = new RichText();

  constructor(readonly source: CellSource) {}

  open(name: string, attributes: Attributes): void {
    if (name === 'row') this.#openRow(attributes);
    else if (name === 'c') this.#openCell(attributes);
    else if (name === 'v') this.#inside = 'v';
    else if (name === 'f') {
      this.#inside = 'f';
      this.#formula ??= '';
    } else this.#inline.open(name);
  }

  close(name: string): void {
    if (name === 'row') this.#closeRow();
    else if (name === 'c') this.#closeCell();
    else if (name === 'v' || name === 'f') {
      if (name === 'v') this.#value ??= '';
      this.#inside = undefined;
    } else if (name === 'sheetData') this.#done = true;
    else this.#inline.close(name);
  }

  text(text: string): void {
    if (this.#inside === 'v') this.#value = ((this.#value ?? '') + text).slice(0, MAX_CELL + 1);
    else if (this.#inside === 'f') this.#formula = ((this.#formula ?? '') + text).slice(0, 200);
    else this.#inline.add(text);
  }

  drain(): TableRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  done(): boolean {
    return this.#done;
  }

  #openRow({ r }: Attributes): void {
    const number = Number(r);
    this.#number = Number.isInteger(number) && number > this.#number ? number : this.#number + 1;
    this.#cells = [];
    this.#problems = [];
    this.#length = 0;
    this.#column = -1;
  }

  #closeRow(): void {
    const number = this.#number;
    if (this.#length > MAX_RECORD) {
      this.#rows.push({ number, broken: 'TOO_LONG', text: '', length: this.#length });
    } else if (this.#cells.length > 0) {
      const cells = Array.from(this.#cells, (cell) => cell ?? '');
      this.#rows.push({
        number,
        cells,
        ...(this.#problems.length === 0 ? {} : { problems: this.#problems }),
      });
    }
    this.#cells = [];
  }

  #openCell({ r, t = 'n', s }: Attributes): void {
    const column = r === undefined ? undefined : columnOf(r);
    this.#column = column !== undefined && column > this.#column ? column : this.#column + 1;
    this.#type = t;
    this.#style = Number(s ?? 0);
    this.#formula = undefined;
    this.#value = undefined;
    this.#inline.begin();
  }

  #closeCell(): void {
    if (this.#column >= MAX_COLUMNS || this.#length > MAX_RECORD) return;
    const written = this.#type === 'inlineStr' ? this.#inline.text : this.#value;
    const { value, problem } = cellValue(this.source, {
      type: this.#type,
      style: this.#style,
      value: written,
      formula: this.#formula,
    });
    if (problem) {
      const detail = `${columnName(this.#column)}${this.#number}${problem.detail ? ` ${problem.detail}` : ''}`;
      this.#problems.push({ index: this.#column, code: problem.code, detail });
    }
    if (value === '' && !problem) return;
    this.#cells[this.#column] = value;
    this.#length += String(value).length;
  }
}

/** `AB12` → 27; undefined for what is no cell's name. */
function columnOf(reference: string): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference)?.[0];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest === 0 ? '' : columnName(rest - 1)) + String.fromCharCode(65 + (index % 26));
}
