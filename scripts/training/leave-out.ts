/** How lines of an author are heard by a model that has not seen them. */

import { saidOf } from '../../src/norwegian/said.ts'
import { framedTalk, weighed } from '../../src/norwegian/talk.ts'
import { likelyIn, unpacked } from '../../src/norwegian/topic-model.ts'
import { interval } from '../../test/norwegian/conversation-judge.ts'
import { answerLabels, type Labelled } from './labelled-lines.ts'
import { trainTopics } from './topic-training.ts'

type Heard = { line: Labelled; frames: string | undefined; model: string | undefined; both: string | undefined }

const isAnswer = ({ label }: Labelled): boolean => answerLabels.some((one) => one === label)

/** The figures of one author in lines: topics heard as meant, as another and not at all, and answers heard as talk. */
export const leftOut = (lines: readonly Labelled[], author: string): string => {
  const model = unpacked(trainTopics(lines.filter((line) => line.author !== author)))
  const heard = lines
    .filter((line) => line.author === author)
    .map((line): Heard => {
      const said = saidOf(line.text)
      const likely = likelyIn(model, said)
      const frames = framedTalk(said)
      return {
        line,
        frames: frames?.topic,
        model: weighed(undefined, likely)?.topic,
        both: weighed(frames, likely)?.topic,
      }
    })
  const topics = heard.filter(({ line }) => !isAnswer(line))
  const answers = heard.filter(({ line }) => isAnswer(line))
  return [
    `== ${author}: ${topics.length} lines of topics, ${answers.length} answers`,
    ...(['frames', 'model', 'both'] as const).map((by) => {
      const right = topics.filter((one) => one[by] === one.line.label).length
      const none = topics.filter((one) => one[by] === undefined).length
      const talk = answers.filter((one) => one[by] !== undefined).length
      return `${by}: as meant ${interval(right, topics.length)}, none ${none}, another ${topics.length - right - none}; answers as talk ${interval(talk, answers.length)}`
    }),
  ].join('\n')
}
