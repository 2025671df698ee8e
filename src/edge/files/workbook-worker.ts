/** Reads one workbook on a thread of its own, which can be ended; see `workbook.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { workbookSheets, workbookTable } from './workbook-table.ts'

const { bytes, names } = workerData
parentPort?.postMessage(names === undefined ? workbookTable(bytes) : workbookSheets(bytes, names))
