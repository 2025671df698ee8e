/** Short words in a free text that may be said to the bot rather than to IMDi: they are confirmed before they are stored. */
import { commandOf } from './commands.ts'
import { takesBack } from './corrections.ts'
import { bare, phrase } from './normalise.ts'
import type { Hearing } from './types.ts'

/** Words; whoever writes more is answering. */
const longest = 10

/** «Kan jeg endre svaret senere?», «hva?»: what is asked of oneself, the bot or the form, and not of IMDi's work. */
const asks =
  /^(?:kan|kunne|far|ma|skal|bor|er|har|hva|kva|hvem|kven|hvor|kor|hvordan|korleis|hvorfor|kvifor|nar|hallo)\b(?:$|.*\b(?:jeg|eg|meg|du|deg|svar\w*|sporsmal\w*|skjema\w*|undersok\w*)\b)/
/** «Må tenke på det», «vi tar dette senere»: the answer is still to come. */
const putsOff =
  /^(?:(?:jeg|eg|vi|me) )?(?:(?:ma|skal|vil|far) (?:\S+ )?(?:sjekke|sporre|sporje|tenkj?e(?= (?:pa|over|litt|meg)\b|$)|hore|hoyre|finne ut|ga|lope|springe|i mote|pa mote|undersoke)\b|(?:kommer|kjem) (?:\S+ )?(?:tilbake|att)\b|(?:tar|tek|svarer|svarar) .*(?:senere|seinare|etterpa|i morgen|i morgon)$)/
/** «Samme som i fjor», «se svar 3»: what is meant stands somewhere else. */
const points =
  /^(?:det )?(?:samme|same)(?: (?:som|svar) .*)?$|^(?:se|sja) (?:svar|spm|sporsmal|over)\b|^som (?:over|for|sist|i fjor|nevnt|forrige|forre)\b/
const lone =
  /^(?:slett|rett|videre|vidare|test|hallo|ikk?j?e mas|(?:jeg |eg )?(?:forstar|skjonner|skjonar) (?:ikke|ikkje)(?: (?:sporsmalet|dette))?)$/
/** «Vi vil fortsette», «få hjelp» are answers to what is asked of the work. */
const ofTheWork = new Set(['help', 'pause', 'continue'])

/** Whether a free text should be confirmed. */
export function mayBeToBot(written: string, hearing: Hearing): boolean {
  const said = bare(phrase(written))
  if (said.split(' ').length > longest || written.includes('\n')) return false
  if (lone.test(said) || putsOff.test(said) || points.test(said)) return true
  if (takesBack(written)) return true
  if (/\?\s*$/.test(written) && asks.test(said)) return true
  const command = commandOf(written, hearing, false)
  return command !== undefined && !ofTheWork.has(command.name) && !('why' in command)
}
