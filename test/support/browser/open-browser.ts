/** The machine's own Chromium, without its calls home; its headless shell where that is there, which takes a third of the processor's time. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { HANGS_MS } from '../patience.ts'

const PROGRAMS = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
]

/** Starts it, headless, with pages as patient as the other tests. Throws when there is none: `npm test` installs it. */
export const openBrowser = async (): Promise<Browser> => {
  const browser = await chromium.launch({ executablePath: programPath(), args: flags, timeout: HANGS_MS })
  return browser.on('context', (context) => context.setDefaultTimeout(HANGS_MS))
}

export const programPath = (): string => {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const found = PROGRAMS.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram)
  if (found === undefined) throw new Error(`none of ${PROGRAMS.join(', ')} is on the PATH`)
  return found
}

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
