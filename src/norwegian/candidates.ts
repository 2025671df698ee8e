/** Choices and rows as what can be typed for them: both language forms and the aliases, always. */
import type { Choice, Row } from '../questionnaire/schema.ts'
import { tidy, words } from './normalise.ts'

export type Candidate = {
  id: string
  /** As the respondent sees it numbered, from 1. */
  number: number
  /** Each text in words, nynorsk forms as bokmål. */
  texts: string[][]
  /** Each text in lower case, for comparing whole messages with phrase tables. */
  plain: string[]
  exclusive: boolean
  specify: boolean
}

/** The shown choices or rows in the order shown; ids that the question does not have are left out. */
export function candidatesOf(items: readonly (Choice | Row)[], shownIds: readonly string[]): Candidate[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  return shownIds.flatMap((id, i) => {
    const item = byId.get(id)
    return item === undefined ? [] : [candidateOf(item, i + 1)]
  })
}

function candidateOf(item: Choice | Row, number: number): Candidate {
  const aliases = 'aliases' in item ? [...(item.aliases?.nb ?? []), ...(item.aliases?.nn ?? [])] : []
  const texts = [item.text.nb, item.text.nn, ...aliases].map((text) => text.replace(/\{\{[^}]*\}\}/g, ' '))
  return {
    id: item.id,
    number,
    texts: texts.map(choiceWords),
    plain: texts.map(tidy),
    exclusive: 'exclusive' in item && item.exclusive,
    specify: 'specify' in item && item.specify,
  }
}

// biome-ignore format: nynorsk and spelling variants → the bokmål form
const same: Record<string, string> = {
  ikkje: 'ikke', itj: 'ikke', nokon: 'noen', nokre: 'noen', heile: 'hele', heilt: 'helt', darleg: 'darlig', darlege: 'darlige', nogd: 'fornoyd', fornogd: 'fornoyd',
  misnogd: 'misfornoyd', misnogde: 'misfornoyde', nogde: 'fornoyde', hverken: 'verken', korkje: 'verken', kvarken: 'verken', anna: 'annet', andre: 'annet', desse: 'disse', fra: 'fra', veit: 'vet', mogleg: 'mulig',
  me: 'vi', dei: 'de', meir: 'mer', fleire: 'flere', berre: 'bare', ein: 'en', eit: 'et', gjer: 'gjor', eg: 'jeg', gjeld: 'gjelder', utan: 'uten',
}

/** Words of a typed or shown choice, nynorsk forms as bokmål, so that forms may be mixed. */
export function choiceWords(text: string): string[] {
  return words(text).map((word) => (Object.hasOwn(same, word) ? (same[word] ?? word) : word))
}
