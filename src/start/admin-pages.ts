/** The administrators' page, joined with the API's use cases, the stores, the issuer and the settings. */

import type { Forms } from '../app/documents.ts'
import type { RespondentBook, ResultsReader } from '../app/ports/register.ts'
import type { AdminDeps } from '../app/service.ts'
import { bindWaves, type Waves } from '../app/waves.ts'
import { readRespondentsSheet } from '../edge/files/respondents-file.ts'
import type { PublicRoutes } from '../edge/http/server.ts'
import { adminSessions, pendingSignIns } from '../edge/redis/admin-sessions.ts'
import { renderChart } from '../edge/report/charts.ts'
import { cardOf } from '../edge/teams/cards/card.ts'
import { adminPageRoutes, refusedBelowAdminPages } from '../edge/web/admin/routes.ts'
import { createSignIn } from '../edge/web/admin/sign-in.ts'
import type { AdminPages, AdminWave } from '../edge/web/admin/visit.ts'
import type { Assets } from '../edge/web/frame/assets.ts'
import { isLoopback } from '../settings/rules.ts'
import type { Settings } from '../settings/settings.ts'
import { eraser, exportFile } from './reminders.ts'
import { reportMaker } from './report-files.ts'
import type { Stores } from './stores.ts'

type Given = {
  settings: Settings
  stores: Pick<Stores, 'redis'>
  /** What reminders are ordered with, wave by wave. */
  bound: Waves<AdminDeps>
  ofWave(wave: string): { book: RespondentBook; results: ResultsReader }
  assets: Assets | null
  forms: Forms
  onFault(error: unknown): void
}

/** To be mounted on the public server; null: there is no page here. */
export const adminPages = (given: Given): Required<Pick<PublicRoutes, 'mount' | 'refused'>> | null => {
  const { settings, stores, bound, ofWave, assets, forms, onFault } = given
  const { admin, adminPage, web } = settings
  if (admin === null || adminPage === null || web === null || assets === null) return null
  const { now, log } = bound.current()
  const onLeftOut = (submissions: string[]) => log.warn({ submissions }, 'results.left_out')
  const waves = bindWaves(bound, (reminders) => ({
    ...{ survey: reminders.survey, now },
    page: pageOfWave(reminders, ofWave(reminders.survey.wave.id), {
      onLeftOut,
      forms,
      makeReport: reportMaker({ ...reminders, settings, book: ofWave(reminders.survey.wave.id).book }),
    }),
  }))
  const insecure = settings.environment !== 'production' && isLoopback(new URL(admin.issuer).hostname)
  const current = (): AdminWave => waves.current().page
  const pages: AdminPages = {
    of: (wave) => waves.waves.get(wave)?.page ?? null,
    current,
    surveys: [...waves.waves.values()].map(({ survey }) => survey),
    sessions: adminSessions(stores.redis, now),
    pending: pendingSignIns(stores.redis),
    signIn: createSignIn({ issuer: admin.issuer, ...adminPage, insecure, now }),
    roleOf: (personId) => current().book.roleOf(personId),
    signedIn: (actor) => {
      const subject = current().reminders.survey.wave.id
      return current().book.audit({ at: new Date(now()), actor, action: 'admins.sign_in', subject })
    },
    ...{ assets, publicUrl: web.publicUrl, now, onFault },
  }
  return { mount: adminPageRoutes(pages), refused: (...refused) => refusedBelowAdminPages(pages, ...refused) }
}

const pageOfWave = (
  reminders: AdminDeps,
  { book, results }: ReturnType<Given['ofWave']>,
  {
    onLeftOut,
    makeReport,
    forms,
  }: { onLeftOut(submissions: string[]): void } & Pick<AdminWave, 'makeReport' | 'forms'>,
): AdminWave => ({
  ...{ reminders, book, results },
  readSheet: readRespondentsSheet,
  drawChart: renderChart,
  drawCard: (view) => cardOf(view).body,
  erase: eraser(reminders, book),
  ...{ makeReport, forms },
  exportFile: exportFile({ survey: reminders.survey, book, results, now: reminders.now, onLeftOut }),
})
