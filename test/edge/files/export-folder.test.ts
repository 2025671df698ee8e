/** An export that was cut off does not look like one that is whole: nothing in a CSV or a JSONL tells that its end is missing. */

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openExportFolder } from '../../../src/edge/files/export-folder.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kd-cut-off-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Sink = Awaited<ReturnType<typeof openExportFolder>>
const writes: [name: string, write: (sink: Sink, name: string) => Promise<void>][] = [
  ['results.jsonl', (sink, name) => sink.jsonLine(name, { answer: 1 })],
  ['results-raadmann.csv', (sink, name) => sink.csvRow(name, ['answer'])],
  ['results-integrering.spss.csv', (sink, name) => sink.rawCsvRow(name, ['answer'])],
  ['results-integrering.sps', (sink, name) => sink.text(name, 'EXECUTE.\n')],
  ['results.xlsx', (sink, name) => sink.sheetRow(name, 'raadmann', ['answer'])],
]

it.each(writes)('%s has its name when it is whole, and the one before it stands until then', async (name, write) => {
  writeFileSync(join(folder, name), 'the one before')
  const sink = await openExportFolder(folder)
  await write(sink, name)
  expect(readFileSync(join(folder, name), 'utf8')).toBe('the one before')
  expect(await sink.close()).toEqual([join(folder, name)])
  expect(readFileSync(join(folder, name), 'utf8')).not.toBe('the one before')
  expect(readdirSync(folder)).toEqual([name])
})

it('what an export that was cut off has left is written anew by the next', async () => {
  const [first] = writes
  if (first === undefined) throw new Error('nothing is written')
  const [name, write] = first
  writeFileSync(join(folder, `${name}.part`), '{"answer":0}\n{"ans')
  const sink = await openExportFolder(folder)
  await write(sink, name)
  expect(existsSync(join(folder, name))).toBe(false)
  await sink.close()
  expect(readFileSync(join(folder, name), 'utf8')).toBe('{"answer":1}\n')
})
