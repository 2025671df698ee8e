/** A folder of the stores that cannot be is a wrong setting, of commands as of the service. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandLine } from '../support/command-line.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kd-data-'))
  writeFileSync(join(folder, 'file'), '')
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['a file', 'file', ['respondents', 'list']],
  ['below a file', 'file/data', ['respondents', 'list']],
  ['below a file, of the bare stores', 'file/data', ['admins', 'list']],
])('%s', async (_, name, args) => {
  const settings = { NODE_ENV: 'test', SURVEY_WAVE: 'kommuneundersokelsen-2018', DATA_DIR: join(folder, name) }
  const { code, err } = await commandLine(args, settings)
  expect({ code, err }).toEqual({ code: 78, err: expect.stringMatching(/^DATA_DIR: .+ \((EEXIST|ENOTDIR)\)\n$/) })
})
