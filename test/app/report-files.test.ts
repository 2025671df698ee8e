/** One report at a time, also after one that could not be begun. */
import { afterEach, expect, test, vi } from 'vitest'
import { reportMaker } from '../../src/start/report-files.ts'

afterEach(() => vi.unstubAllEnvs())

test('a folder that cannot be made is told each time, and nothing is «busy» after it', async () => {
  vi.stubEnv('TMPDIR', '/proc/no/such/folder')
  const make = reportMaker({} as Parameters<typeof reportMaker>[0])
  for (let i = 0; i < 2; i++) {
    await expect(make({ kind: 'html', language: 'nb', use: 'internal' }, 'test')).rejects.toMatchObject({
      code: 'ENOENT',
    })
  }
})
