/** The pages, joined with the conversation, the stores and the settings. */

import type { Deps } from '../app/service.ts'
import type { PageNews } from '../app/web/web-channel.ts'
import type { PublicRoutes } from '../edge/http/server.ts'
import { seatMover } from '../edge/redis/move-seat.ts'
import { webSessions } from '../edge/redis/web-sessions.ts'
import { wrongCodes } from '../edge/redis/wrong-codes.ts'
import type { CodeRules } from '../edge/sql/codes.ts'
import { openWebRegister } from '../edge/sql/web-codes.ts'
import { openAssets } from '../edge/web/frame/assets.ts'
import { refusedBelowSvar, svarRoutes } from '../edge/web/svar/routes.ts'
import type { Settings } from '../settings/settings.ts'
import type { Stores } from './stores.ts'

type Given = {
  settings: Pick<Settings, 'web'>
  stores: Pick<Stores, 'redis' | 'sql'>
  deps: Deps
  codes: CodeRules | undefined
  news: PageNews
  onFault(error: unknown): void
}

type Routes = Required<Pick<PublicRoutes, 'mount' | 'refused'>>

/** To be mounted on the public server; null: there is no web here. */
export const webRoutes = ({ settings, stores, deps, codes, news, onFault }: Given): Routes | null => {
  if (settings.web === null || codes === undefined) return null
  const { publicUrl, trustedProxies } = settings.web
  const { redis, sql } = stores
  const svar = {
    deps: { ...deps, seatBack: seatMover(redis).back },
    register: openWebRegister(sql, { wave: deps.survey.wave.id, codes }),
    sessions: webSessions(redis, deps.now),
    wrong: wrongCodes(redis),
    assets: openAssets(),
    ...{ news, publicUrl, trustedProxies, onFault },
  }
  return { mount: svarRoutes(svar), refused: (...refused) => refusedBelowSvar(svar, ...refused) }
}
