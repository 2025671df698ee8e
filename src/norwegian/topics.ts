/** What people say to the bot beside answers and commands: every topic once, with all that is known of it wherever it is heard. */

/** What somebody does by it: asks of the survey, tells of their own situation, or asks for nothing but a word back. */
type Act = 'question' | 'situation' | 'social'

/**
 * `open`: only of use while answers can be given; `sent`: such a one that who has sent in can still want. `ends`: its reply is
 * itself the way on, so that the question is not named again. `plain`: told plainly enough to be none of the choices, whatever word
 * of a choice is in it. `text`: the key of its text, if not its own name; `does`: it is answered by more than a text.
 */
export type TopicSpec = {
  act: Act
  open?: true
  sent?: true
  ends?: true
  plain?: true
  text?: string
  does?: 'explain' | 'how' | 'resume' | 'change' | 'begin'
}

// biome-ignore format: a table
const table = {
  explain: { act: 'question', open: true, does: 'explain', text: 'now_review' },
  repeat: { act: 'question', open: true, does: 'resume', text: 'now_review' },
  who_sees: { act: 'question' },
  kept: { act: 'question' },
  may_delete: { act: 'question' },
  why: { act: 'question' },
  how_long: { act: 'question', open: true },
  deadline: { act: 'question' },
  must: { act: 'question', open: true },
  must_here: { act: 'question', open: true, ends: true },
  swindle: { act: 'question' },
  who_are_you: { act: 'question' },
  what_is_this: { act: 'question' },
  before: { act: 'question', open: true, ends: true },
  two_forms: { act: 'question' },
  who_else: { act: 'question' },
  colleague: { act: 'question', open: true },
  may_skip: { act: 'question', open: true, ends: true },
  may_change: { act: 'question', open: true, sent: true },
  may_pause: { act: 'question', open: true },
  unfinished: { act: 'question', open: true, ends: true },
  copy: { act: 'question' },
  paper: { act: 'question' },
  report: { act: 'question' },
  others: { act: 'question' },
  contact: { act: 'question' },
  language: { act: 'question' },
  how_here: { act: 'question', open: true, does: 'how', text: 'now_review' },
  may_guess: { act: 'question', open: true },
  topics: { act: 'question' },
  reminders: { act: 'question' },
  sent_or_not: { act: 'question', plain: true },
  what_now: { act: 'question', open: true, sent: true, ends: true, does: 'explain', text: 'now_review' },
  left_open: { act: 'question', open: true },
  my_answers: { act: 'question' },
  not_binding: { act: 'question' },
  length_here: { act: 'question', open: true },
  check_first: { act: 'situation', open: true, ends: true, plain: true },
  no_time: { act: 'situation', open: true, ends: true, plain: true },
  someone_else: { act: 'situation', open: true, ends: true, plain: true },
  wrong_person: { act: 'situation', open: true, ends: true, plain: true },
  not_fit: { act: 'situation', open: true, ends: true },
  will_not: { act: 'situation', open: true, ends: true },
  ill: { act: 'situation', open: true, ends: true, plain: true },
  new_here: { act: 'situation', open: true, ends: true },
  forgot: { act: 'situation', open: true, sent: true, does: 'change', text: 'may_change' },
  go_back: { act: 'situation', open: true, ends: true },
  change_one: { act: 'situation', open: true, sent: true, does: 'change', text: 'may_change' },
  tired: { act: 'situation', open: true, ends: true },
  uneasy: { act: 'situation', open: true },
  begin: { act: 'situation', open: true, ends: true, does: 'begin', text: 'now_review' },
  hello: { act: 'social' },
  bye: { act: 'social' },
  thanks: { act: 'social' },
  okay: { act: 'social' },
  praise: { act: 'social' },
  oops: { act: 'social' },
  swearing: { act: 'social' },
  complaint: { act: 'social' },
  returned: { act: 'social', open: true, does: 'resume', text: 'hello' },
  sorry: { act: 'social' },
  laugh: { act: 'social' },
  small_talk: { act: 'social' },
  not_for_us: { act: 'social' },
} satisfies Record<string, TopicSpec>

export type Topic = keyof typeof table

/** What is known of each topic. */
export const topics: Readonly<Record<Topic, TopicSpec>> = table
