/** An HTML file printed by Chromium. */
import { spawn } from 'node:child_process'
import { access, constants, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chromium-headless-shell']
const macPath = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
/** A report of a hundred pages takes a few seconds; a browser that hangs is given up. */
const printTimeoutMs = 90_000

/** The first Chromium on the path; null when there is none. */
export const findChromium = async (path: string): Promise<string | null> => {
  const candidates = [...path.split(delimiter).flatMap((dir) => names.map((name) => join(dir, name))), macPath]
  for (const file of candidates) {
    const found = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (found) return file
  }
  return null
}

const flags = (profile: string): string[] => [
  '--headless',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--user-data-dir=${profile}`,
  '--no-pdf-header-footer',
  // Chromium refuses its sandbox to root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

const run = (chromium: string, args: string[]): Promise<number | null> =>
  new Promise((done) => {
    const child = spawn(chromium, args, { stdio: 'ignore', timeout: printTimeoutMs })
    child.on('error', () => done(null))
    child.on('exit', (code) => done(code))
  })

/** Prints `html` to `pdf`; false when Chromium did not manage. */
export const printPdf = async (chromium: string, html: string, pdf: string): Promise<boolean> => {
  const profile = await mkdtemp(join(tmpdir(), 'kommunedialog-chromium-'))
  try {
    const code = await run(chromium, [
      ...flags(profile),
      `--print-to-pdf=${resolve(pdf)}`,
      pathToFileURL(resolve(html)).href,
    ])
    return code === 0
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
