import type { Language } from '../../questionnaire/schema.ts'
import { nextRun } from '../../reminders/standing-runs.ts'
import { endText, momentText } from '../../wording/moment.ts'
import { beginAssisted, endAssisted } from '../assisted/assisted-entry.ts'
import type { Link } from '../people.ts'
import { standingPlan } from '../reminders/scheduler.ts'
import type { AdminDeps } from './admin-deps.ts'
import { type Panel, t } from './admin-words.ts'
import type { AdminCommand } from './read-command.ts'
import { showMissing, showPreview, showStatus } from './show-panels.ts'
import { campaignsPanel, donePanel, helpPanel } from './small-panels.ts'
import { stillMayRemind } from './still-may-remind.ts'

/** Campaigns in the list; the command line shows all. */
const NEWEST = 5

type Said = { language: Language; link: Link; command: AdminCommand }

/** The card that answers a command. Throws `StoreAway`. */
export const byCommand = async (deps: AdminDeps, { language, link, command }: Said): Promise<Panel> => {
  switch (command.name) {
    case 'status':
      return await showStatus(deps, { language, ...command, memberships: link.memberships })
    case 'missing':
      return await showMissing(deps, { language, ...command, page: 0 })
    case 'remind':
      return await showPreview(deps, { language, ...command })
    case 'campaigns':
      return campaignsPanel(language, await deps.campaigns.list(NEWEST))
    case 'standing': {
      if (!(await stillMayRemind(deps, link.personId))) return donePanel(language, 'no_right')
      await deps.campaigns.setStanding(command.to, { at: deps.now(), actor: link.personId })
      const next = nextRun((await standingPlan(deps)).runs, deps.now())
      const on = command.to === 'on' && next !== null
      return donePanel(
        language,
        on ? 'standing_on' : `standing_${command.to}_none`,
        next === null ? {} : { at: momentText(next.at) },
      )
    }
    case 'assist': {
      const begun = await beginAssisted(deps, link, command)
      const unit = deps.survey.units.get(command.unitId)?.name ?? command.unitId
      const part = deps.survey.wave.parts[command.part]?.title[language] ?? command.part
      return donePanel(language, begun === 'begun' ? 'assisted_begun' : 'assisted_taken', { unit, part })
    }
    case 'end_assist':
      return donePanel(language, (await endAssisted(deps, link)) > 0 ? 'assisted_ended' : 'assisted_none')
    case 'help':
      return helpPanel(language)
    case 'not_understood':
      return helpPanel(language, [t(language, 'not_understood', { words: command.unknown })])
    case 'wrong_time':
      return helpPanel(language, [t(language, `wrong_time.${command.why}`, { closes: endText(deps.survey.closesAt) })])
  }
}
