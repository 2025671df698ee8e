/** The 2018 wave as it would be asked: with addresses that could be real, which production asks for. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { folder } from './survey-2018.ts'

/** For `DIALOGS_DIR`: a copy of the wave's folder, with `change` made to its `wave.yaml`. `remove` takes it away. */
export const realAddresses = (change: (wave: string) => string = (wave) => wave) => {
  const dialogs = mkdtempSync(join(tmpdir(), 'kd-real-'))
  const copy = join(dialogs, basename(folder))
  cpSync(folder, copy, { recursive: true })
  const file = join(copy, 'wave.yaml')
  writeFileSync(file, change(readFileSync(file, 'utf8').replaceAll('imdi.example', 'imdi.no')))
  return { dialogs, folder: copy, remove: () => rmSync(dialogs, { recursive: true, force: true }) }
}
