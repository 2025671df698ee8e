/** `deploy/` as its readers read it: the Dockerfile's instructions, and compose with its values filled in. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

const text = (name: string) => readFileSync(new URL(`../../deploy/${name}`, import.meta.url), 'utf8')

export type Instruction = { name: string; rest: string }

/** Lines that end with a backslash go on in the next; comments and blank lines are none. */
export const dockerfile = (): Instruction[] =>
  text('Dockerfile')
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => {
      const [name = '', ...rest] = line.split(' ')
      return { name, rest: rest.join(' ') }
    })

export const valuesOf = (instructions: readonly Instruction[], name: string): string[] =>
  instructions.filter((each) => each.name === name).map(({ rest }) => rest)

/** `A=1 B=2` as it stands after ENV. */
export const variables = (rest: readonly string[]): Record<string, string> =>
  Object.fromEntries(rest.flatMap((line) => line.split(' ')).map((pair) => pair.split('=') as [string, string]))

export type Compose = {
  services: Record<
    string,
    {
      environment?: Record<string, string>
      ports?: string[]
      command?: string[]
      volumes?: string[]
      read_only?: boolean
      cap_drop?: string[]
      stop_grace_period?: string
      healthcheck?: { test: string[] }
    }
  >
  volumes: Record<string, unknown>
}

/** Compose with `given` in place of `${NAME:?}` and `${NAME:-default}`. Throws when a needed one is not given. */
export const compose = (given: Record<string, string>): Compose => {
  const filled = text('compose.yaml').replace(/^(?!\s*#).*$/gm, (line) =>
    line.replace(/\$\{(\w+)(?::([?-])([^}]*))?\}/g, (_, name: string, how: string, fallback: string) => {
      const value = given[name] || (how === '-' ? fallback : undefined)
      if (value === undefined) throw new Error(`${name} is needed`)
      return value
    }),
  )
  return parse(filled, { merge: true }) as Compose
}

/** The names that compose takes from outside. */
export const asked = (): string[] => [...text('compose.yaml').matchAll(/\$\{(\w+):/g)].map(([, name = '']) => name)
