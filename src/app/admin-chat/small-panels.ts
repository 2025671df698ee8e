import type { Language } from '../../questionnaire/schema.ts'
import { momentText } from '../../wording/moment.ts'
import { translateList } from '../../wording/translate.ts'
import type { Campaign } from '../campaign-ports.ts'
import { button, type Panel, t } from './admin-words.ts'

/** What an administrator can write. `notes` stand first. */
export const helpPanel = (language: Language, notes: readonly string[] = []): Panel => ({
  type: 'panel',
  language,
  summary: t(language, 'help.title'),
  title: t(language, 'help.title'),
  blocks: [
    ...(notes.length > 0 ? [{ lines: notes.map((text) => ({ text, own: true as const })) }] : []),
    { lines: translateList(language, 'admin.help.commands').map((text) => ({ text })) },
  ],
  actions: [
    button('admin_status', t(language, 'button.status')),
    button('admin_missing', t(language, 'button.missing')),
    button('admin_remind', t(language, 'button.remind')),
  ],
})

/** A title and a line; the card is done with. */
export const donePanel = (language: Language, key: string, vars: Record<string, unknown> = {}): Panel => ({
  type: 'panel',
  language,
  summary: t(language, `${key}.title`),
  title: t(language, `${key}.title`),
  blocks: [{ lines: [{ text: t(language, `${key}.text`, vars) }] }],
  actions: [],
})

/** The newest campaigns, each with its outcome in a line. */
export const campaignsPanel = (language: Language, campaigns: readonly Campaign[]): Panel => ({
  type: 'panel',
  language,
  summary: t(language, 'campaigns.title'),
  title: t(language, 'campaigns.title'),
  blocks:
    campaigns.length === 0
      ? [{ lines: [{ text: t(language, 'campaigns.none') }] }]
      : campaigns.map((campaign) => ({
          heading: `${momentText(campaign.sendAt)} – ${t(language, `kind.${campaign.kind}`)}`,
          lines: [
            {
              text: t(language, 'campaigns.line', {
                ...campaign.counts,
                state: t(language, `campaign_state.${campaign.state}`),
                left: campaign.counts.queued + campaign.counts.held,
              }),
            },
          ],
          actions: [button('admin_progress', t(language, 'button.show'), { id: campaign.id })],
        })),
  actions: [],
})
