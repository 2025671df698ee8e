import { spawnSync } from 'node:child_process'
import { accessSync, constants, globSync } from 'node:fs'
import { delimiter, join } from 'node:path'

type Package = {
  apt: string
  brew: string
  /** Programs (or globs of their places) that show it is there. */
  shows: readonly string[]
  /** What does as well where it cannot be installed. */
  or?: readonly string[]
}

/** What a package is called in Debian and Homebrew. */
const systemPackages = {
  'redis-server': { apt: 'redis-server', brew: 'redis', shows: ['redis-server'] },
  postgresql: { apt: 'postgresql', brew: 'postgresql@15', shows: ['postgres', '/usr/lib/postgresql/*/bin/postgres'] },
  // The whole browser takes three times as much of the processor for the same pages.
  chromium: {
    ...{ apt: 'chromium-headless-shell', brew: '--cask chromium' },
    ...{ shows: ['chromium-headless-shell'], or: ['chromium', 'chromium-browser', 'google-chrome'] },
  },
  pspp: { apt: 'pspp', brew: 'pspp', shows: ['pspp'] },
  'poppler-utils': { apt: 'poppler-utils', brew: 'poppler', shows: ['pdfinfo'] },
  'libxml2-utils': { apt: 'libxml2-utils', brew: 'libxml2', shows: ['xmllint'] },
} as const satisfies Record<string, Package>

export type SystemPackage = keyof typeof systemPackages

/** Names of those that are not on this machine. */
export function missingSystemPackages(names: readonly SystemPackage[]): SystemPackage[] {
  return names.filter((name) => !systemPackages[name].shows.some(isHere))
}

const insteadOf = (name: SystemPackage): readonly string[] => {
  const wanted: Package = systemPackages[name]
  return wanted.or ?? []
}

function isHere(program: string): boolean {
  if (program.includes('/')) return globSync(program).length > 0
  // Debian puts some servers where only root's path looks, Homebrew where a bare shell does not.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/opt/homebrew/bin', '/usr/local/bin']
  return folders.some((folder) => isExecutable(join(folder, program)))
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Installs what is missing through the system's package manager and prints what it does.
 * `missing` is what could not be installed, `command` what a person with the right to would type.
 */
export function ensureSystemPackages(
  names: readonly SystemPackage[],
): { ok: true } | { ok: false; missing: SystemPackage[]; command: string } {
  const missing = missingSystemPackages(names)
  if (missing.length === 0) return { ok: true }
  const how = installer(missing)
  if (how.run) {
    console.error(`kommunedialog: installing ${missing.join(', ')} (${how.command}) …`)
    spawnSync(how.run.program, how.run.args, { stdio: ['ignore', 2, 2] })
  }
  const left = missingSystemPackages(missing).filter((name) => !insteadOf(name).some(isHere))
  return left.length === 0 ? { ok: true } : { ok: false, missing: left, command: installer(left).command }
}

type Installer = { command: string; run?: { program: string; args: string[] } }

function installer(names: readonly SystemPackage[]): Installer {
  if (isHere('apt-get')) return aptInstaller(names)
  const command = names.map((name) => `brew install ${systemPackages[name].brew}`).join(' && ')
  return isHere('brew') ? { command, run: { program: 'sh', args: ['-c', command] } } : { command }
}

function aptInstaller(names: readonly SystemPackage[]): Installer {
  const packages = names.map((name) => systemPackages[name].apt).join(' ')
  const command = `apt-get install -y --no-install-recommends ${packages}`
  const script = `apt-get update -qq; ${withoutStartingServices(`DEBIAN_FRONTEND=noninteractive ${command}`)}`
  if (process.getuid?.() === 0) return { command, run: { program: 'sh', args: ['-c', script] } }
  const maySudo = isHere('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
  const sudo = { command: `sudo ${command}` }
  return maySudo ? { ...sudo, run: { program: 'sudo', args: ['-n', 'sh', '-c', script] } } : sudo
}

/** Debian starts a server as soon as it is installed, unless this file says no; ours are started by us. */
function withoutStartingServices(command: string): string {
  const policy = '/usr/sbin/policy-rc.d'
  const deny = `printf '#!/bin/sh\\nexit 101\\n' > ${policy} && chmod +x ${policy} && trap 'rm -f ${policy}' EXIT`
  return `if [ ! -e ${policy} ]; then ${deny}; fi; ${command}`
}
