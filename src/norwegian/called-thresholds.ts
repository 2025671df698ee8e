/**
 * From which chance something is done with what the model of what answers are called hears: all of them, in one place. The chances
 * are calibrated on hands that the model had not seen (`scripts/training/called-calibration.ts`): of a hundred texts at 0.9 ninety mean
 * just that, so that the figures hold for the next weights as well (docs/figures.md).
 */

export const least = {
  /** Stored without a question back: the chance that just this was meant (`surenessOf`): one choice; several; the yes or no that begins the text, of the two there are. */
  stored: { one: 0.96, several: 0.92, begun: 0.93 },
  /** The rules found nothing: asked about; of several choices by the likeliest of them. */
  proposed: { one: 0.38, two: 0.5, several: 0.3 },
  /** Under half a chance, so much at most that it is none of them. */
  offProposed: 0.08,
  /** Under it both of the two likeliest are named, where they come to `both` and neither is unlikely. */
  alone: 0.65,
  both: 0.4,
  second: 0.2,
  /** Heard as talk by the model of topics alone, or by a frame, by what the topic does. */
  overTalk: { alone: 0.6, social: 0.6, question: 0.7, situation: 0.85 },
  /** The same, as far as that model itself lets it be an answer. */
  answering: 0.05,
  /** The rules would ask about something else, and are right less often. */
  instead: 0.5,
  /** Words of one's own beside «annet» are no answer at all; what the rules would ask about is none. */
  stranger: 0.5,
  none: 0.7,
  /** Of several choices: the rules name it, or they do not. */
  among: { named: 0.15, unnamed: 0.4 },
  /** The rules would store the same, and still are wrong as often as right under it. */
  same: { one: 0.4, several: 0.2 },
  /** The rules would store another choice: both are named; under it theirs is asked about, and stored where the model knows little. */
  other: 0.8,
  unsure: 0.5,
  stated: 0.95,
  /** The rules would store what nobody could, or what is no answer; where they have counted, the model must be surer. */
  off: { one: 0.3, several: 0.5 },
  counted: 0.8,
  /** The rules would store a choice, and «vet ikke» or «ikke aktuelt» is likely. */
  unknown: 0.6,
  /** «Vet ikke» and «ikke aktuelt»: stored, at a question with choices and, without a figure in the text, for a figure; and told that the question does not take them. */
  missing: { choice: 0.85, figure: 0.55 },
  refused: 0.5,
  /** A text at a question for a figure gives one, and is no plan, hedge or remark. */
  figure: 0.95,
} as const
