import { once } from 'node:events'
import type { WriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { ExportSink } from '../../app/export-sink.ts'
import { bom, csvText, rawCsvText } from './csv-text.ts'
import { makeFolder } from './make-folder.ts'
import { newPrivateStream } from './private-stream.ts'
import { xlsxFile } from './xlsx-stream.ts'

type Delimiter = ',' | ';'

/**
 * A folder that an export is written into, made if absent, files readable by their owner alone and written anew. `close`
 * waits until all is on its way to the disk and returns the paths. Both throw what the file system says.
 * @param delimiter of CSV files for spreadsheets
 */
export async function openExportFolder(
  folder: string,
  delimiter: Delimiter = ';',
): Promise<ExportSink & { close(): Promise<string[]> }> {
  makeFolder(folder)
  const files = new Map<string, { stream: WriteStream; path: string; done: Promise<void> }>()
  const books = new Map<string, ReturnType<typeof xlsxFile>>()
  const write = async (name: string, text: string, first: string) => {
    const known = files.get(name)
    const file = known ?? opened(join(folder, name))
    files.set(name, file)
    // Waiting for the slower side keeps memory flat; an error ends the wait too.
    if (!file.stream.write(known === undefined ? first + text : text))
      await Promise.race([once(file.stream, 'drain'), file.done])
  }
  return {
    jsonLine: (name, value) => write(name, `${JSON.stringify(value)}\n`, ''),
    csvRow: (name, row) => write(name, csvText([row], delimiter), bom),
    rawCsvRow: (name, row) => write(name, rawCsvText([row], ','), ''),
    text: (name, text) => write(name, text, ''),
    async sheetRow(name, sheet, row) {
      const book = books.get(name) ?? xlsxFile(join(folder, name))
      books.set(name, book)
      await book.row(sheet, row)
    },
    async close() {
      for (const { stream } of files.values()) stream.end()
      await Promise.all([...files.values()].map(({ done }) => done))
      for (const book of books.values()) await book.close()
      return [...[...files.values()].map(({ path }) => path), ...[...books.keys()].map((name) => join(folder, name))]
    },
  }
}

function opened(path: string): { stream: WriteStream; path: string; done: Promise<void> } {
  const stream = newPrivateStream(path)
  const done = finished(stream)
  // Heard of where it is awaited.
  done.catch(() => undefined)
  return { stream, path, done }
}
