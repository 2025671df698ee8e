/** The service as it is started, until it ends: for what it refuses to start on. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { HANGS_MS } from './patience.ts'
import { plainEnv } from './service-process.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
/** `dotEnv`: what stands in `.env` of its working folder; absent: there is none. `env`: besides PATH and free ports. */
export const runService = async ({
  env = {},
  dotEnv,
}: {
  env?: Record<string, string>
  dotEnv?: string | Uint8Array
}): Promise<{ status: number | null; stderr: string }> => {
  const cwd = mkdtempSync(join(tmpdir(), 'kd-start-'))
  if (dotEnv !== undefined) writeFileSync(join(cwd, '.env'), dotEnv)
  try {
    return await new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [main], {
        cwd,
        env: { ...plainEnv(), PORT: '0', OPS_PORT: '0', ...env },
        stdio: ['ignore', 'ignore', 'pipe'],
        // A start that is not refused must not outlive its test.
        timeout: HANGS_MS,
      })
      let stderr = ''
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text
      })
      child.once('error', reject)
      child.once('close', (status) => resolve({ status, stderr }))
    })
  } finally {
    rmSync(cwd, { recursive: true, force: true })
  }
}
