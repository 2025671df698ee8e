/** What administrators are served with, joined once with the use cases, stores and settings: by the API, and on the page. */

import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Forms } from '../app/documents.ts'
import type { RespondentBook, ResultsReader } from '../app/ports/register.ts'
import { type RespondentDesk, respondentDesk } from '../app/respondents/desk.ts'
import { eraseRespondent } from '../app/respondents/rights.ts'
import type { ReminderDeps, Survey } from '../app/service.ts'
import { bindWaves, type Waves } from '../app/waves.ts'
import type { Administered } from '../app/web/admin-ports.ts'
import { readRespondentsSheet } from '../edge/files/respondents-file.ts'
import { adminRoutes, refusedBelowAdmin } from '../edge/http/admin/admin-routes.ts'
import { createTokenVerifier } from '../edge/http/admin/verify-token.ts'
import type { PublicRoutes } from '../edge/http/server.ts'
import { lettersPdf } from '../edge/pdf/letters.ts'
import { adminSessions, pendingSignIns } from '../edge/redis/admin-sessions.ts'
import { renderChart } from '../edge/report/charts.ts'
import { cardOf } from '../edge/teams/cards/card.ts'
import { adminPageRoutes, refusedBelowAdminPages } from '../edge/web/admin/routes.ts'
import { createSignIn } from '../edge/web/admin/sign-in.ts'
import type { AdminPages, AdminWave } from '../edge/web/admin/visit.ts'
import type { Assets } from '../edge/web/frame/assets.ts'
import { isLoopback } from '../settings/rules.ts'
import type { Settings } from '../settings/settings.ts'
import { exportFile } from './export-file.ts'
import { pagesOf } from './mail.ts'
import { reportMaker } from './report-files.ts'
import type { Stores } from './stores.ts'

type Given = {
  settings: Settings
  stores: Pick<Stores, 'redis'>
  /** What reminders are ordered with, wave by wave. */
  bound: Waves<ReminderDeps>
  ofWave(wave: string): { book: RespondentBook; results: ResultsReader }
  /** Null: there are no pages here. */
  assets: Assets | null
  forms: Forms
  onFault(error: unknown): void
}

type Routes = Pick<PublicRoutes, 'mount' | 'refused'>
type OfWaves = Waves<{ survey: Survey; now(): number; one: Administered }>

/** The routes of the API and those of the page, each to be mounted on the public server; none where the settings turn them off. */
export const administration = (given: Given): Routes[] => {
  const { bound, ofWave, settings, forms } = given
  const waves = bindWaves(bound, (reminders) => {
    const { survey, now, log } = reminders
    const { book, results } = ofWave(survey.wave.id)
    const onLeftOut = (submissions: string[]) => log.warn({ submissions }, 'results.left_out')
    const one: Administered = {
      reminders,
      book,
      results,
      forms,
      readSheet: readRespondentsSheet,
      erase: eraser(reminders, book),
      desk: respondentDeskOf(reminders, book, settings),
      makeReport: reportMaker({ ...reminders, settings, book }),
      exportFile: exportFile({ survey, book, results, now, onLeftOut }),
    }
    return { survey, now, one }
  })
  return [adminApi(given, waves), adminPages(given, waves)].filter((routes) => routes !== null)
}

const adminApi = ({ settings: { admin }, stores: { redis }, onFault }: Given, waves: OfWaves): Routes | null => {
  if (admin === null) return null
  const { now } = waves.current()
  const more = { onFault, verify: createTokenVerifier(admin, now), sessions: adminSessions(redis, now) }
  const apis = new Map([...waves.waves].map(([id, { one }]) => [id, { ...one, ...more }]))
  const current = () => ({ ...waves.current().one, ...more })
  const of = (wave: string | null) => (wave === null ? current() : (apis.get(wave) ?? null))
  return { refused: refusedBelowAdmin, mount: adminRoutes(current(), of) }
}

const adminPages = ({ settings, stores, assets, onFault }: Given, waves: OfWaves): Routes | null => {
  const { admin, adminPage, web } = settings
  if (admin === null || adminPage === null || web === null || assets === null) return null
  const { now } = waves.current()
  const insecure = settings.environment !== 'production' && isLoopback(new URL(admin.issuer).hostname)
  const current = () => waves.current().one
  const onPages = (one: Administered): AdminWave => ({
    ...one,
    drawChart: renderChart,
    drawCard: (view) => cardOf(view).body,
  })
  const pages: AdminPages = {
    of: (wave) => {
      const found = waves.waves.get(wave)
      return found === undefined ? null : onPages(found.one)
    },
    current: () => onPages(current()),
    surveys: [...waves.waves.values()].map(({ survey }) => survey),
    sessions: adminSessions(stores.redis, now),
    pending: pendingSignIns(stores.redis),
    signIn: createSignIn({ issuer: admin.issuer, ...adminPage, insecure, now }),
    roleOf: (personId) => current().book.roleOf(personId),
    signedIn: (actor) => {
      const subject = waves.current().survey.wave.id
      return current().book.audit({ at: new Date(now()), actor, action: 'admins.sign_in', subject })
    },
    assets,
    publicUrl: web.publicUrl,
    now,
    onFault,
  }
  return { mount: adminPageRoutes(pages), refused: (...refused) => refusedBelowAdminPages(pages, ...refused) }
}

/** For `Administered.desk`. */
const respondentDeskOf = (
  reminders: ReminderDeps,
  book: RespondentBook,
  settings: Pick<Settings, 'web' | 'listen' | 'bot'>,
): RespondentDesk => {
  const publicUrl = pagesOf(settings)
  return respondentDesk({
    ...reminders,
    book,
    print: lettersPdf,
    chance: randomBytes,
    inTeams: settings.bot.appId !== null,
    web: settings.web === null || publicUrl === null ? null : { secrets: settings.web.codeSecrets, publicUrl },
  })
}

/** For `Administered.erase`. */
export const eraser =
  ({ survey, progress, now }: Pick<ReminderDeps, 'survey' | 'progress' | 'now'>, book: RespondentBook) =>
  (respondentId: string, actor: string): Promise<boolean> =>
    eraseRespondent(
      { book, progress, pause: (ms) => setTimeout(ms) },
      { wave: survey.wave.id, respondentId, at: new Date(now()), actor },
    )
