/** Lines that authors wrote for a place of the conversation, and the topics that fit each: `said-to-us/at/`. */

import { z } from 'zod'
import type { Topic } from '../../src/norwegian/topics.ts'
import { topics } from '../../src/norwegian/topics.ts'
import { textOf } from '../support/repo/source-files.ts'

/** `label`: as its author has it, `change:leder_aar=6`. `question`: the one that is open, at the places `question` and `counts`. */
export type PlacedLine = { place: string; label: string; question?: string; text: string }

/** Of a file of `said-to-us/at/`, by its path from the root. Throws where a line has not the form. */
export const placedLines = (file: string): PlacedLine[] =>
  textOf(file)
    .split(/\n(?=\[)/)
    .flatMap((block) => {
      const [head = '', ...lines] = block.trim().split('\n')
      const place = head.trim().slice(1, -1)
      return lines
        .filter((line) => line.trim() !== '')
        .map((line): PlacedLine => {
          const [label = '', ...rest] = line.split('\t')
          const isAsked = place === 'question' || place === 'counts'
          const [question, text] = isAsked ? [rest[0], rest[1]] : [undefined, rest[0]]
          if (text === undefined) throw new Error(`${file}: «${line}» is no line of [${place}]`)
          return { place, label, text: text.trim(), ...(question === undefined ? {} : { question }) }
        })
    })

/** What the authors say in words of their own a line is about → the topics that fit, the likeliest first. */
const named = z
  .record(z.string(), z.array(z.string()))
  .parse(JSON.parse(textOf('test/norwegian/said-to-us/at/topics.json')))

/** Label → topics that fit, the likeliest first. */
// biome-ignore format: a table
const byLabel: Readonly<Record<string, Readonly<Record<string, readonly Topic[]>>>> = {
  start: { begin: ['begin'], later: ['no_time', 'check_first'], decline: ['will_not', 'reminders'], pass_on: ['someone_else', 'wrong_person', 'colleague', 'act_for'] },
  confirm: { yes: ['send_in'], no: ['check_first', 'no_time'], change: ['change_one', 'forgot'] },
  review: { send: ['send_in'], fine: ['okay', 'praise', 'send_in'], change: ['change_one', 'forgot'], unanswered: ['left_open'] },
  receipt: { thanks: ['thanks', 'praise', 'bye'], bye: ['bye', 'thanks'], change: ['change_one', 'forgot', 'may_change'], copy: ['copy', 'my_answers'] },
  paused: { resume: ['returned', 'begin'], stay: ['no_time', 'check_first', 'ill'], stop: ['reminders', 'will_not'] },
  question: {
    wait: ['check_first', 'no_time'], colleague: ['not_for_us'], pass_on: ['someone_else', 'wrong_person', 'colleague'], not_fit: ['not_fit'], swear: ['swearing', 'complaint'],
    skip: ['pass_by', 'tired'], back: ['go_back'], stop_here: ['tired', 'no_time', 'may_pause'], choice_help: ['explain'], term: ['explain'], scope: ['explain'],
    how_exact: ['may_guess'], opinion: ['opinion', 'others'], light: ['small_talk', 'laugh', 'complaint', 'praise'],
  },
  counts: { yes: ['explain'], no: ['explain'], unsaid: ['explain'] },
}

/** Topics that fit a line, the likeliest first. Throws where its label is unknown. */
export const topicsOf = ({ place, label }: PlacedLine): readonly string[] => {
  const [kind = '', words = ''] = label.split(':')
  const found = kind === 'other_topic' ? named[words] : byLabel[place]?.[kind]
  if (found === undefined || !found.every((topic) => Object.hasOwn(topics, topic)))
    throw new Error(`[${place}] ${label}: no topic of ours`)
  return found
}
