/** Files with answers and names are their owner's alone, whatever lay there before. */

import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeBackup } from '../../../src/edge/files/backup-file.ts'
import { openExportFolder } from '../../../src/edge/files/export-folder.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kd-private-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string) => join(folder, name)
const everybodys = (name: string) => {
  writeFileSync(at(name), 'before')
  chmodSync(at(name), 0o666)
}
const isPrivate = (name: string) => (statSync(at(name)).mode & 0o077) === 0
const exportOver = async () => {
  const sink = await openExportFolder(folder)
  await sink.jsonLine('results.jsonl', { answer: 1 })
  await sink.csvRow('results-raadmann.csv', ['answer'])
  await sink.sheetRow('results.xlsx', 'raadmann', ['answer'])
  await sink.close()
}

it.each(['results.jsonl', 'results-raadmann.csv', 'results.xlsx'])(
  '%s does not keep the rights of the file it replaces',
  async (name) => {
    everybodys(name)
    await exportOver()
    expect(isPrivate(name)).toBe(true)
  },
)

it('an export does not follow a link that somebody put in its place', async () => {
  everybodys('elsewhere')
  symlinkSync(at('elsewhere'), at('results.jsonl'))
  await exportOver()
  expect(readFileSync(at('elsewhere'), 'utf8')).toBe('before')
  expect(JSON.parse(readFileSync(at('results.jsonl'), 'utf8'))).toEqual({ answer: 1 })
})

it.each(['a file', 'a link'])(
  'a backup does not take over the rights of %s that lies where it is drafted',
  async (what) => {
    everybodys(what === 'a file' ? 'b.part' : 'elsewhere')
    if (what === 'a link') symlinkSync(at('elsewhere'), at('b.part'))
    const none = (async function* () {})()
    await writeBackup(at('b'), { backup: 1, madeAt: '2026-11-01T08:00:00.000Z', release: '0' }, none)
    expect(isPrivate('b')).toBe(true)
  },
)
