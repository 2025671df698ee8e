/** A workbook is read on a thread of its own: whatever a file was made to do, the service goes on. */
import { Worker } from 'node:worker_threads'
import type { WorkbookSheets, WorkbookTable } from './workbook-table.ts'

/** 20,000 rows take about two seconds on one core; what takes ten times that was made to. */
const maxMilliseconds = 20_000
const maxMegabytes = 512

const tooMuch = {
  type: 'refused',
  faults: [
    {
      line: 1,
      code: 'unreadable',
      why: 'too_much',
      message: 'The workbook takes too long or too much memory to read: copy the table alone into a new one.',
    },
  ],
} satisfies WorkbookTable

/** The table of a workbook (see `workbookTable`), refused where reading it takes over 20 s or 512 MB. Never throws. */
export const readWorkbook = (bytes: Uint8Array): Promise<WorkbookTable> => onThread<WorkbookTable>({ bytes })

/** The sheets of a workbook (see `workbookSheets`), within the same limits. Never throws. */
export const readSheets = (bytes: Uint8Array, names: readonly string[]): Promise<WorkbookSheets> =>
  onThread<WorkbookSheets>({ bytes, names })

const onThread = <T>(workerData: { bytes: Uint8Array; names?: readonly string[] }): Promise<T | typeof tooMuch> => {
  const worker = new Worker(new URL('./workbook-worker.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: maxMegabytes },
  })
  return new Promise((resolve) => {
    const end = (table: T | typeof tooMuch) => {
      clearTimeout(clock)
      resolve(table)
      void worker.terminate()
    }
    const clock = setTimeout(() => end(tooMuch), maxMilliseconds)
    worker.once('message', end)
    // Out of memory among them.
    worker.once('error', () => end(tooMuch))
    worker.once('exit', () => end(tooMuch))
  })
}
