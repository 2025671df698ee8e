import type { Language } from '../../questionnaire/schema.ts'
import { isSentIn } from '../../register/status.ts'
import type { Survey } from '../deps.ts'
import type { PlaceRow, Status } from '../status/collect-status.ts'
import { button, type Panel, t } from './admin-words.ts'

/** Fits a phone in a few swipes, and a card's size by far. */
const UNITS_PER_PAGE = 15

type Shown = { language: Language; words: string; status: Status; survey: Survey; page: number }

/** Units with a part not sent in, a page at a time; `page` from 0, outside pages give the nearest. */
export const missingPanel = (shown: Shown): Panel => {
  const { language, words, status, page } = shown
  const missing = status.rows.filter(({ state }) => !isSentIn(state) || state === 'reopened')
  const units = [...Map.groupBy(missing, ({ unit }) => unit.id).values()]
  const pages = Math.max(1, Math.ceil(units.length / UNITS_PER_PAGE))
  const at = Math.min(Math.max(0, page), pages - 1)
  const onPage = units.slice(at * UNITS_PER_PAGE, (at + 1) * UNITS_PER_PAGE)
  const byCounty = Map.groupBy(onPage, (rows) => rows[0]?.unit.county ?? '')
  const place = words === '' ? '' : ` – ${words}`
  return {
    type: 'panel',
    language,
    summary: t(language, 'missing.title', { place: '' }),
    title: t(language, 'missing.title', { place }),
    blocks: [
      { lines: [{ text: t(language, 'missing.count', { count: units.length }), strong: true }] },
      ...[...byCounty].map(([county, some]) => ({
        heading: county,
        lines: some.map((rows) => ({ text: unitLine(shown, rows) })),
      })),
      ...(pages > 1
        ? [{ lines: [{ text: t(language, 'missing.page', { page: at + 1, pages }), subtle: true as const }] }]
        : []),
    ],
    actions: [
      ...(at + 1 < pages ? [button('admin_missing', t(language, 'button.more'), { words, page: String(at + 1) })] : []),
      ...(at > 0 ? [button('admin_missing', t(language, 'button.earlier'), { words, page: String(at - 1) })] : []),
      ...(units.length > 0 ? [button('admin_remind', t(language, 'button.remind'), { words })] : []),
      button('admin_status', t(language, 'button.status'), { words }),
    ],
  }
}

/** «Bergen: rådmann 12 av 24; integrering ikke begynt, ikke koblet». */
const unitLine = ({ language, survey, status }: Shown, rows: readonly PlaceRow[]): string => {
  const parts = rows.map((row) => {
    const name = survey.wave.parts[row.part]?.title[language] ?? row.part
    const linked = row.respondents.some(({ personId }) => personId !== null)
    const far = t(language, `missing.state_${row.state}`, { answered: row.answered, of: row.of })
    const why = row.respondents.some(({ declined }) => declined) ? 'declined' : 'nobody_linked'
    const reached = linked ? far : `${far}, ${t(language, `missing.${why}`)}`
    // Where only one part was asked about, its name is in the title.
    return status.parts.length === 1 ? reached : `${name.toLowerCase()}: ${reached}`
  })
  return `${rows[0]?.unit.name ?? ''} – ${parts.join('; ')}`
}
