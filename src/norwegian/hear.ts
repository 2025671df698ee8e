/** The one way in: what a person typed, where it was typed and what the bot waits for, as a meaning. */
import type { Answer } from '../questionnaire/answer.ts'
import { asks, hasChoices } from '../questionnaire/shape.ts'
import { isGreeting, unwrap } from './around.ts'
import { askedAbout, namedAbout, tellsWhy } from './asked-about.ts'
import { asksByForm } from './asked-forms.ts'
import { calledInTalk, withCalled } from './called-answers.ts'
import { commandOf } from './commands.ts'
import { hearConfirming } from './confirming.ts'
import { changeSaid } from './correction-words.ts'
import { isForwarded, isMentioned, isToSomebody } from './for-others.ts'
import { isPutOff, isSaidToBot } from './free-text.ts'
import { asksOwnAnswer, exceptionIn, givenIn, tellsOfWrong } from './given.ts'
import { heldToWords, isLeaning, noMoreThanSaid, storedAsWords } from './held-to-words.ts'
import { asksWhatHappens, behindComplaint, isSurelyOther, unlikeBefore, withBoth, withdraws } from './in-context.ts'
import { candidatesOf, choiceWords, matchInFull } from './match.ts'
import {
  type Act,
  type AskedAbout,
  type Command,
  type Content,
  type Hearing,
  type Meaning,
  meaningOf,
  toConfirm,
} from './meaning.ts'
import { passesBy, saysNothing } from './nothing-to-say.ts'
import { everyPartHeard } from './parts-heard.ts'
import { putAside } from './put-aside.ts'
import { asksForAllAtOnce, asksMeaning, asksWhatFollows, isGuess, isPuttingOff, isQuestion } from './questions.ts'
import { type Said, saidOf } from './said.ts'
import { isSaidOtherwise } from './said-otherwise.ts'
import { agreesToSend, asksBack, isCallingOff, isSendingOff, sendsInHaste, stopsDeleting } from './sending-off.ts'
import {
  aboutUs,
  framedTalk,
  isPassedBy,
  isUnheard,
  saidInstead,
  spoken,
  surelyAbout,
  surelyToUs,
  talkOf,
} from './talk.ts'
import { toldIn } from './told.ts'
import { toldBeside } from './told-beside.ts'
import { type Topic, topics } from './topics.ts'
import { understand } from './understand.ts'
import { isOf, wordOf } from './words.ts'
import { isConsent } from './yes-no.ts'

/** What the bot has asked and waits for. */
export type Waits =
  /** «Stemmer det?» of this answer to `Hearing.question`. */
  | { for: 'confirmation'; proposed: Answer }
  /** «Vil du sende inn?», «Vil du slette?»: only a yes that can be meant for nothing else does it. */
  | { for: 'consent'; to: 'submit' | 'delete' }
  /** Words of one's own beside a choice: «annet, hva?». */
  | { for: 'words' }
  /** One of several things named: only a plain yes or no is no answer. */
  | { for: 'which' }

/** The meaning of a whole message. Pure; never throws. Without `waits` it is an answer to the open question, or said beside it. */
export const hear = (text: string, hearing: Hearing, waits?: Waits): Meaning => {
  const said = saidOf(text)
  if (waits === undefined)
    return withGiven(said, noMoreThanSaid(said, withBoth(said, hearOpen(text, hearing), hearing), hearing), hearing)
  switch (waits.for) {
    case 'confirmation':
      return (
        commandAlone(said, hearing) ??
        (passesBy(said, hearing) ? meaningOf('command', skip) : undefined) ??
        (sendsInHaste(said) ? meaningOf('command', submit) : undefined) ??
        withBoth(said, surelyToUs(said, hearConfirming(said, hearing, waits.proposed)), outside(hearing))
      )
    case 'consent':
      return withGiven(said, withBoth(said, hearConsent(said, hearing, waits.to), hearing), hearing)
    case 'words':
      return aboutUs(said, hearWords(said, hearing))
    case 'which':
      return withGiven(said, hearWhich(said, hearing), hearing)
  }
}

/** The meaning with all that the text may say beside it: of answers that stand, and of use in this place only. */
const withGiven = (said: Said, meaning: Meaning, hearing: Hearing): Meaning => {
  const given = givenIn(said)
  const tells = toldBeside(said, hearing)
  const change = asks(hearing.question, 'choices') ? changeSaid(said.text) : undefined
  const except = hearing.question === undefined ? exceptionIn(said) : undefined
  return {
    ...meaning,
    given,
    tells,
    ...(change === undefined ? {} : { change }),
    ...(except === undefined ? {} : { except }),
  }
}

/** Around a question that waits, a command is heard as outside all questions. */
const outside = ({ language, year }: Hearing): Hearing => ({ choiceIds: [], rowIds: [], language, year })

/** «Endre» alone is the button under «stemmer det?». */
const commandAlone = (said: Said, hearing: Hearing): Meaning | undefined => {
  const command = commandOf(said.text, outside(hearing))
  if (command === undefined) return undefined
  if (command.name === 'change' && command.number === undefined) return meaningOf('denial')
  return meaningOf('command', { type: 'command', command })
}

const hearConsent = (said: Said, hearing: Hearing, to: 'submit' | 'delete'): Meaning => {
  const plain = plainConsent(said, hearing, to)
  if (said.asks && isSureAsked.test(said.bare)) return { ...meaningOf('question'), topic: 'what_now' }
  if (to === 'submit' && plain.act === 'hedge' && isSendingOff(said)) return meaningOf('confirmation')
  const heard = aboutUs(said, plain, to === 'submit' ? hearing.place : undefined)
  const isVague = heard.topic === undefined || ofSending.has(heard.topic)
  return (to === 'delete' || isVague) && plain.act === 'question' && asksWhatHappens(said)
    ? { ...heard, topic: 'what_now' }
    : heard
}

/** «Er du sikker?» */
const isSureAsked = /^(?:er|e|ar) (?:du|de|vi|me) (?:(?:na|no|helt|heilt) )*(?:sikker|sikre)$/

/** «Hva skjer etterpå?» is taken for these. */
const ofSending: ReadonlySet<Topic> = new Set<Topic>(['may_change', 'explain', 'send_in', 'my_answers', 'sent_or_not'])

const plainConsent = (said: Said, hearing: Hearing, to: 'submit' | 'delete'): Meaning => {
  if (asksBack(said)) return meaningOf('question')
  if (isConsent(said, to)) return meaningOf('confirmation')
  if (to === 'submit' && agreesToSend(said)) return meaningOf('confirmation')
  const command = commandOf(said.text, outside(hearing))
  // «Send inn», to «vil du sende inn?»; «slett alt» twice may be one message that came twice.
  if (command?.name === 'submit' && to === 'submit' && !said.asks) return meaningOf('confirmation')
  if (command !== undefined) return meaningOf('command', { type: 'command', command })
  if (said.asks || isQuestion(said)) return meaningOf('question')
  if (to === 'submit' ? isCallingOff(said) : stopsDeleting(said)) return meaningOf('denial')
  return understand(said.text, outside(hearing)).type === 'no' ? meaningOf('denial') : meaningOf('hedge')
}

/** Acts that are no words of one's own, whatever was asked. */
const noWords: ReadonlySet<Act> = new Set(['confirmation', 'denial', 'hedge', 'social'])

const hearWords = (said: Said, hearing: Hearing): Meaning => {
  const content = understand(said.text, hearing)
  if (content.type === 'command') return meaningOf('command', content)
  if (content.type === 'missing') return meaningOf('answer', content)
  if (isQuestion(said)) return meaningOf('question', content, false)
  if (isPuttingOff(said)) return meaningOf('situation', content, false)
  const plain = bareAct(said, hearing)
  if (noWords.has(plain)) return meaningOf(plain)
  return content.type === 'ask'
    ? meaningOf('none', content, false)
    : meaningOf('answer', content, content.type !== 'confirm')
}

/** What a text is that names nothing: a yes, a no, «kanskje», a greeting. */
const bareAct = (said: Said, hearing: Hearing): Act =>
  hearConfirming(said, outside(hearing), { kind: 'number', value: 0 }).act

const hearWhich = (said: Said, hearing: Hearing): Meaning => {
  const command = commandOf(said.text, outside(hearing))
  if (command !== undefined) return meaningOf('command', { type: 'command', command })
  const act = bareAct(said, hearing)
  return act === 'none' ? meaningOf('answer') : meaningOf(act)
}

/** «Alt», «hele skjemaet», where what is passed on is chosen. */
export const saysWhole = (text: string): boolean => isOf('whole', saidOf(text).bare)
/** A yes and no word more. */
export const saysYes = (text: string): boolean => isOf('yes', saidOf(text).bare)
/** «Vet ikke», «ingen», where a colleague's name is asked for. */
export const saysNobody = (text: string): boolean => isOf('nobody', saidOf(text).bare)
/** «Sendt videre», «ta tilbake»: what has been passed on is to be shown. */
export const asksWhatIsPassedOn = (text: string): boolean => isOf('passedOn', saidOf(text).bare)

/** Whether the whole text is this command, wherever it was typed. */
export const isCommand = (name: Command['name'], text: string): boolean =>
  commandOf(text, { choiceIds: [], rowIds: [], language: 'nb', year: 0 })?.name === name

/** What is said by somebody who has no questionnaire open: what the words are about, else the page that a command asks for. */
export const topicOutside = (text: string): Topic | undefined => {
  // Whoever wants to see their answers is told whom to write to, not only that there are none to see.
  if (isCommand('review', text)) return undefined
  const topic = talkOf(saidOf(text))?.topic
  return topic ?? (isCommand('help', text) ? 'how_here' : isCommand('privacy', text) ? 'who_sees' : undefined)
}

/** At a question: a colleague is spoken to, or a letter was sent on. Words of one's own may begin with a name, and are asked about. */
const isForAnother = (said: Said, question: Hearing['question']): boolean =>
  question !== undefined && (asks(question, 'words') ? isMentioned(said) : isToSomebody(said) || isForwarded(said))

const unknownChoice: Content = { type: 'ask', problem: { code: 'unknown_choice' } }
const unheard: Content = { type: 'ask', problem: { code: 'not_understood' } }
const help: Content = { type: 'command', command: { name: 'help' } }
const skip: Content = { type: 'command', command: { name: 'skip' } }
const submit: Content = { type: 'command', command: { name: 'submit' } }
const hearOpen = (text: string, hearing: Hearing): Meaning => {
  const { question } = hearing
  const said = saidOf(text)
  if (isForAnother(said, question)) return spoken({ topic: 'not_for_us', asked: false }, unheard)
  if (!asks(question, 'words') && asksOwnAnswer(said))
    return { ...meaningOf('question', unheard, false), topic: 'my_answers' }
  if (question !== undefined && asksMeaning(said))
    return asksAbout(askedAbout(said, hearing) ?? { texts: [], sure: false })
  if (question !== undefined && !asks(question, 'words') && asksWhatFollows(said))
    return { ...meaningOf('question', unheard, false), topic: 'routing' }
  if (asks(question, 'rows') && asksForAllAtOnce(said))
    return { ...meaningOf('question', unheard, false), topic: 'all_rows' }
  const behind = question === undefined || asks(question, 'words') ? undefined : behindComplaint(said, question)
  if (behind !== undefined) return hearOpen(behind, hearing)
  const unlike = unlikeBefore(said, question)
  if (unlike !== undefined) return asksAbout({ texts: [unlike], sure: true })
  if (saysNothing(said, hearing) || passesBy(said, hearing)) return meaningOf('command', skip)
  if (!asks(question, 'words') && sendsInHaste(said)) return meaningOf('command', submit)
  if (question !== undefined && !asks(question, 'words') && tellsOfWrong(said))
    return { ...meaningOf('situation', unheard, false), topic: 'change_one' }
  const aside = question === undefined || asks(question, 'words') ? undefined : putAside(said)
  if (aside !== undefined) return spoken({ topic: aside, asked: false }, unheard)
  const read = understand(text, hearing)
  const isOtherwise = question !== undefined && isSaidOtherwise(text, question, hearing.year)
  if (read.type === 'answer' && !isOtherwise && isPlain(said, hearing)) return meaningOf('answer', read)
  const isFree = asks(question, 'words')
  const about = isFree || framedTalk(said)?.sure === true ? undefined : askedAbout(said, hearing)
  const told = toldIn(said, read, hearing, () => isSaidToUs(said))
  const content = told.type === 'missing' && hasChoices(question) && isLeaning(said) ? unknownChoice : told
  if (about !== undefined && isPlainlyAsked(said, content, about, question)) {
    // «Utkast ligg på bordet» holds a word that is explained, and answers.
    const told = calledAside(said, content, hearing)
    return told === undefined ? asksAbout(about) : meaningOf('answer', told, false)
  }
  if (content.type === 'command') return hearCommand(said, content)
  if (question === undefined) return outsideQuestions(said, content, hearing)
  const named = isFree || about !== undefined || !isUnheard(content) ? undefined : namedAbout(said, hearing)
  // «Koordinator for flyktningtjenesten» names a term, and answers.
  const isNamed = named !== undefined && (framedTalk(said)?.topic ?? 'explain') === 'explain'
  if (isNamed && heldToWords(said, withCalled(said, content, hearing), hearing).type === 'ask')
    return { ...meaningOf('none', content, false), asked: named }
  const instead = saidInstead(said, content, isFree)
  const called = instead === undefined ? undefined : calledAside(said, content, hearing)
  if (called !== undefined) return meaningOf('answer', called, false)
  // «Tallet har jeg ikke foran meg»: only the model tells that it is to be looked up.
  const unknown =
    instead?.topic === 'check_first' && framedTalk(said) === undefined ? withCalled(said, content, hearing) : undefined
  const isSure = unknown?.type === 'missing' && unknown.missing === 'dont_know' && surelyAbout(said) !== undefined
  if (unknown?.type === 'missing' && !isSure) return meaningOf('answer', unknown)
  // «Er avisene med i dette»: by its form it asks of the question, and nothing plainly says of what else.
  if (about?.texts.length === 0 && isFaint(said, content, hearing) && asksByForm(said)) return asksAbout(about)
  if (instead !== undefined && (about === undefined || instead.topic !== 'explain')) {
    if (!isFree && instead.topic === 'why' && tellsWhy(question, said))
      return asksAbout({ texts: [], inHelp: true, sure: true })
    if (isFree || instead.topic !== 'explain') return instead
    const meant = isUnheard(content) ? named : namedAbout(said, hearing)
    return meant === undefined ? instead : asksAbout(meant)
  }
  if (about !== undefined && content.type === 'ask') return asksAbout(about)
  if (instead !== undefined) return instead
  if (isFree && isPassedBy(said)) return { ...meaningOf('situation', content, false), topic: 'pass_by' }
  if (isFree && isPutOff(said)) return { ...meaningOf('situation', content, false), topic: 'check_first' }
  if (isFree ? isSaidToBot(said, hearing) : asksInstead(said, content))
    return withTopic(said, meaningOf('question', content, false))
  const heard = storedAsWords(said, inParts(said, withCalled(said, content, hearing), hearing), hearing, content)
  // «Tull. Dere vet at ingen måler det»: whoever grumbles has not said that they do not know.
  if (heard.type === 'missing' && content.type === 'ask' && grumbles.has(framedTalk(said)?.topic ?? 'okay'))
    return spoken({ topic: 'complaint', asked: false }, content)
  const taken = isOtherwise ? toConfirm(heard) : heard
  if (taken.type === 'ask') return meaningOf(isGreeting(text) ? 'social' : 'none', taken, false)
  return meaningOf('answer', taken, taken.type !== 'confirm')
}

/** Whether neither a frame nor the model plainly tells what it is about, nor an answer is heard in what lacks its sign. */
const isFaint = (said: Said, content: Content, hearing: Hearing): boolean =>
  surelyAbout(said) === undefined && (said.asks || withCalled(said, content, hearing).type === 'ask')

const grumbles: ReadonlySet<Topic> = new Set<Topic>(['complaint', 'swearing'])

const calledAside = (said: Said, content: Content, hearing: Hearing): Content | undefined => {
  const called = calledInTalk(said, content, hearing)
  return called === undefined ? undefined : inParts(said, called, hearing)
}

/** At several choices every part of the list is heard, each by itself where the whole left it out. */
const inParts = (said: Said, content: Content, hearing: Hearing): Content =>
  everyPartHeard(unwrap(said.text).core, content, hearing, (part) =>
    withCalled(saidOf(part), understand(part, hearing), hearing),
  )

/** A figure, a yes or a no, or a choice as it stands: nobody asks or tells anything else by it, so that nothing else is looked for. */
const isPlain = (said: Said, { question, choiceIds }: Hearing): boolean => {
  if (question === undefined || asks(question, 'words') || said.text.includes('?')) return false
  if (/^[\d\s.,%]+$/.test(said.text) || wordOf(said.text) !== undefined) return true
  return (
    hasChoices(question) &&
    matchInFull(choiceWords(said.text), candidatesOf(question.choices, choiceIds)).type === 'one'
  )
}

/** Somebody asks, or tells why there is no answer: what is read as one beside that is to be asked about. */
const isSaidToUs = (said: Said): boolean => {
  const talk = talkOf(said)
  return talk !== undefined && (talk.asked || topics[talk.topic].act === 'situation')
}

/** What it is about is told at once, beside «er dette et svar, eller et spørsmål til oss?». */
const withTopic = (said: Said, meaning: Meaning): Meaning => {
  const topic = talkOf(said)?.topic
  return topic === undefined ? meaning : { ...meaning, topic }
}

/** Something is asked about the open question: its own explanations answer, or its help. */
const asksAbout = (asked: AskedAbout): Meaning => ({
  ...meaningOf('question', help),
  topic: 'explain',
  ...(asked.inHelp ? {} : { asked }),
})

/** A term of the question is asked about, and nothing in the text is more likely an answer or asks of something else. */
const isPlainlyAsked = (
  said: Said,
  content: Content,
  { texts, choices, sure }: AskedAbout,
  question: Hearing['question'],
): boolean => {
  if (texts.length === 0 && choices === undefined && !sure) return false
  // «… så hjelp til det betyr ingenting» names a word that is explained, and answers.
  if (isOfRows(content) && !said.asks && !isQuestion(said)) return false
  if (!isUnheard(content) && content.type !== 'command' && (isGuess(said) || beginsWithFigure(said.text, question)))
    return false
  const topic = surelyAbout(said)?.topic
  if (topic === 'not_for_us') return false
  if (topic !== undefined && isSurelyOther(said, topic)) return false
  if (topic === undefined || topic === 'explain' || (sure && (said.asks || isUnheard(content) || asksByForm(said))))
    return true
  // «Er det de som har flyttet inn?» asks, whatever else the words could tell.
  return topics[topic].act !== 'question' && said.text.includes('?') && isUnheard(content)
}

/** A figure that may be the answer; where choices are numbered, no year is. */
const beginsWithFigure = (text: string, question: Hearing['question']): boolean => {
  const [, digits] = /^\W*(\d+)/u.exec(text) ?? []
  return digits !== undefined && (asks(question, 'figure') || Number(digits) <= mostNumbered)
}
const mostNumbered = 20

const isOfRows = (content: Content): boolean =>
  content.type === 'rows' || (content.type === 'confirm' && content.answer.kind === 'rows')

/** «Jeg forstår ikke spørsmålet» asks for less than «hjelp» does, and «hvem ser dette?» for less than «personvern». */
const hearCommand = (said: Said, content: Extract<Content, { type: 'command' }>): Meaning => {
  const isWord = said.tokens.length === 1 && content.command.name === 'privacy'
  const about = [framedTalk(said)?.topic, talkOf(said)?.topic]
  const topic = isWord ? undefined : lesser[content.command.name]?.find((one) => about.includes(one))
  return topic === undefined ? meaningOf('command', content) : { ...meaningOf('question', content), topic }
}
/** Commands that show a page → what is asked with words of theirs, and answered in a sentence or two. */
const lesser: Partial<Record<Command['name'], readonly Topic[]>> = {
  help: ['explain'],
  privacy: ['who_sees', 'kept'],
}

const outsideQuestions = (said: Said, content: Content, hearing: Hearing): Meaning => {
  if (hearing.place === 'receipt' && withdraws(said))
    return { ...meaningOf('question', content, false), topic: 'may_delete' }
  // «Ja», «ok», and no word more.
  if (content.type === 'yes' && isOf('yes', said.bare)) return meaningOf('confirmation', content)
  const talk = talkOf(said, hearing.place)
  // «Itj no», «nei takk, svarer ikkje på fleire»: more than a yes or a no is told.
  const isMore = talk !== undefined && topics[talk.topic].act === 'situation'
  if (content.type === 'yes' && !isMore) return meaningOf('confirmation', content)
  if (content.type === 'no' && !isMore) return meaningOf('denial', content)
  if (talk !== undefined) return spoken(talk, content)
  if (isQuestion(said)) return meaningOf('question', content, false)
  return meaningOf(isGreeting(said.text) ? 'social' : 'none', content, false)
}

/** «Hva er intervjugaranti?», where a guess at a choice would be made of it. «30?» and «er det 30?» are answers. */
const asksInstead = (said: Said, content: Content): boolean => {
  if (content.type === 'answer' || content.type === 'rows' || content.type === 'missing') return false
  if (content.type === 'confirm')
    return (
      said.asks &&
      isQuestion(said) &&
      said.tokens.length > 2 &&
      (!/\d/.test(said.text) || asksWhatCounts(said)) &&
      !isGuess(said)
    )
  return isUnheard(content) && (said.asks || isQuestion(said))
}

/** «Mener dere stillinger i 2016?»: a figure in it is no answer. */
const asksWhatCounts = (said: Said): boolean =>
  /^(?:mener|meiner|gjelder|gjeld|teller|tel|regnes|reknas|reknast) /.test(said.bare)
