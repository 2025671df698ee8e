/** Reads one workbook on a thread of its own, which can be ended; see `workbook.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { workbookTable } from './workbook-table.ts'

parentPort?.postMessage(workbookTable(workerData))
