/** Phrases of the commands (glossary section 3), bokmål, nynorsk and slips together: every form is heard in every dialog. */
import type { PhraseTable } from './phrases.ts'
import type { Weekday } from './types.ts'

export type CommandPhrase =
  | 'help'
  | 'back'
  | 'skip'
  | 'next'
  | 'onward'
  | 'keep'
  | 'next_page'
  | 'previous_page'
  | 'pause'
  | 'stop'
  | 'continue'
  | 'status'
  | 'review'
  | 'submit'
  | 'leave'
  | 'delete'
  | 'privacy'
  | 'all_questions'
  | 'others'
  | 'pass_on'
  | 'not_me'
  | 'opt_out'
  | 'opt_in'
  | 'snooze_tomorrow'
  | `snooze_${Weekday}`
  | 'switch_part'
  | 'change'
  | 'nn'
  | 'nb'
  | 'language'

const weekdays: [Weekday, string[]][] = [
  ['monday', ['mandag', 'måndag']],
  ['tuesday', ['tirsdag', 'tysdag']],
  ['wednesday', ['onsdag']],
  ['thursday', ['torsdag']],
  ['friday', ['fredag']],
  ['saturday', ['lørdag', 'laurdag']],
  ['sunday', ['søndag', 'sundag']],
]

/** «Neste mandag» and «neste uke» mean one day; «neste fredag» may be this week's or the next, and is not guessed. */
const nextMonday = ['neste mandag', 'neste måndag', 'over helga', 'over helgen', 'neste uke', 'neste veke']

function weekdayWishes(): PhraseTable<CommandPhrase> {
  return weekdays.map(([day, names]) => {
    const whens = names.flatMap((name) => [`på ${name}`, name]).concat(day === 'monday' ? nextMonday : [])
    const asks = ['minn meg', 'minn meg på det', 'minn meg på dette', 'påminn meg']
    return [`snooze_${day}`, asks.flatMap((ask) => whens.map((when) => `${ask} ${when}`))]
  })
}

// biome-ignore format: a table: one meaning per entry, one line per language form where it is long
export const commandPhrases: PhraseTable<CommandPhrase> = [
  ['help', ['hjelp', 'hjelp meg', 'hjelp mig', 'forklar', 'hva mener du', 'hva menes', 'kva meiner du', 'kva meinest', '?', 'help', 'hæ',
    'kan du forklare', 'jeg trenger hjelp', 'eg treng hjelp']],
  ['back', ['tilbake', 'gå tilbake', 'forrige', 'forrige spørsmål', 'angre', 'førre', 'førre spørsmål', 'back', '<', 'attende', 'gå attende']],
  ['skip', ['hopp over', 'hopp', 'stå over', 'skip', 'pass', 'hopp over dette', 'hopp over spørsmålet']],
  ['next', ['neste', 'neste spørsmål']],
  ['keep', ['behold svaret', 'behald svaret', 'behold svaret mitt', 'behald svaret mitt', 'la svaret stå', 'lat svaret stå', 'behold det andre', 'behald det andre',
    'nei behold det andre', 'nei behald det andre']],
  ['next_page', ['neste side', 'neste sida', 'neste siden', 'bla videre', 'bla vidare']],
  ['previous_page', ['forrige side', 'førre side', 'førre sida', 'forrige siden', 'bla tilbake', 'bla attende']],
  ['onward', ['gå videre', 'gå vidare']],
  ['pause', ['pause', 'ta pause', 'ta en pause', 'ta ein pause', 'vent', 'senere', 'fortsetter senere', 'seinare', 'held fram seinare', 'en pause', 'ein pause',
    'en pause takk', 'ein pause takk', 'fortsett senere', 'fortset seinare', 'hald fram seinare']],
  ['stop', ['stopp', 'stop']],
  ['continue', ['fortsett', 'gjenoppta', 'klar', 'hald fram', 'fortset', 'ta opp att', 'forsett', 'fortsette', 'fortsett på', 'jeg er klar', 'eg er klar', 'svar på resten', 'svare på resten']],
  ['status', ['status', 'hvor langt', 'hvor mye gjenstår', 'kor langt', 'kor mykje står att', 'progresjon', 'hvor langt er jeg', 'hvor langt har jeg kommet',
    'kor langt er eg', 'kor langt har eg kome', 'hvor mye er igjen', 'kor mykje er att', 'kor mykje er igjen']],
  ['review', ['vis svar', 'oppsummering', 'se svarene', 'samandrag', 'sjå svara', 'vis svarene', 'vis svara', 'se svar', 'sjå svar', 'vis svarene mine', 'vis svara mine',
    'oppsummer', 'vis oppsummering', 'vis samandrag', 'se over svarene', 'sjå over svara',
    'til oppsummeringen', 'til oppsummeringa', 'tilbake til oppsummeringen', 'tilbake til oppsummeringa']],
  ['submit', ['send inn', 'lever', 'ferdig', 'send', 'sendinn', 'sende inn', 'levere', 'send inn svar', 'send inn svarene', 'send inn svara']],
  ['leave', ['avslutt', 'lukk', 'ha det', 'hade', 'exit', 'quit', 'ha det bra', 'adjø']],
  ['delete', ['slett svarene mine', 'slett mine svar', 'slett svara mine', 'slett alt', 'slett svar', 'slett alle svar', 'slett svarene', 'slett svara']],
  ['privacy', ['personvern', 'personvernet', 'personvernerklæring', 'gdpr']],
  ['all_questions', ['se alle spørsmål', 'sjå alle spørsmål', 'vis alle spørsmål', 'alle spørsmål', 'se alle spørsmålene', 'sjå alle spørsmåla', 'vis alle spørsmålene',
    'vis alle spørsmåla', 'vis spørsmålene', 'vis spørsmåla']],
  ['others', ['slik svarte andre', 'slik svarte dei andre', 'slik svarte de andre', 'se hva andre svarte', 'sjå kva andre svarte', 'hva svarte andre',
    'kva svarte andre', 'vis hva andre svarte', 'vis kva andre svarte']],
  ['pass_on', ['send videre til', 'send videre', 'send vidare til', 'send vidare', 'videresend', 'vidaresend', 'deleger']],
  ['not_me', ['ikke jeg som svarer', 'ikkje eg som svarar', 'ikkje eg som svarer', 'feil person',
    'det er ikke jeg som svarer', 'det er ikkje eg som svarar', 'det er ikkje eg som svarer', 'jeg er feil person', 'eg er feil person']],
  ['opt_out', ['meld av', 'avmeld', 'ikke minn meg', 'ikke kontakt meg', 'ikkje minn meg', 'ikkje kontakt meg', 'ikke påminn meg', 'ikkje påminn meg', 'påminnelser av', 'påminningar av', 'stopp påminnelser', 'stopp påminningar',
    'stopp påminnelsene', 'stopp påminningane', 'ingen påminnelser', 'ingen påminningar']],
  ['opt_in', ['meld på', 'påmeld', 'meld meg på', 'minn meg igjen', 'minn meg på igjen', 'påminn meg igjen', 'minn meg att', 'minn meg på att', 'minn meg likevel',
    'påminnelser på', 'påminningar på', 'minn meg', 'minn meg på', 'start påminnelser', 'start påminningar', 'slå på påminnelser', 'slå på påminningar']],
  ['snooze_tomorrow', ['minn meg i morgen', 'minn meg på det i morgen', 'minn meg på i morgen', 'minn meg på dette i morgen', 'minn meg i morra', 'minn meg i morgen tidlig', 'påminn meg i morgen',
    'minn meg i morgon', 'minn meg i morgon tidleg', 'minn meg på det i morgon', 'minn meg på i morgon', 'påminn meg i morgon']],
  ...weekdayWishes(),
  ['switch_part', ['bytt del', 'byt del', 'bytt skjema', 'byt skjema', 'den andre delen', 'andre delen']],
  ['change', ['endre', 'korriger', 'endre svar', 'endre et svar', 'endre eit svar', 'rett svar', 'rett et svar', 'rett eit svar', 'korriger svar', 'endre svaret']],
  ['nn', ['nynorsk', 'nn', 'bytt til nynorsk', 'byt til nynorsk', 'på nynorsk', 'nynorsk takk']],
  ['nb', ['bokmål', 'nb', 'bytt til bokmål', 'byt til bokmål', 'på bokmål', 'bokmål takk']],
  ['language', ['bytt språk', 'bytt målform', 'byt språk', 'byt målform', 'skift språk', 'skift målform']],
]
