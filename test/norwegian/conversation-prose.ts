/** What an author wants of a reply, in prose, as the tags of `conversation-came.ts` that fulfil it. */

/** What a clause asks for → tags of which one is enough. Patterns read the clause in lower case; the first in a clause that fits counts. */
// biome-ignore format: a table
const wishes: readonly [wish: RegExp, fulfilled: readonly string[]][] = [
  [/^(?:as heard|same)\b/, ['*']],
  // Commands that are plainly given.
  [/^send(?:s)? in\b/, ['done:submitted', 'begins:submit']],
  [/^(?:starts?|begins?)\b(?!.*\bto pass)/, ['begun', 'language_changed']],
  [/asks? whether to start|willingness|friendly yes/, ['says:start', 'begun']],
  [/^(?:skip|hopp over)\b(?!.*offered)/, ['done:skipped', 'says:skip', 'may_skip', 'check_first']],
  [/^pause\b/, ['paused', 'says:pause', 'no_time', 'check_first']],
  [/^resumes?\b|^continue/, ['resumed', 'opened', 'onward', 'question', 'begun']],
  [/^back\b|opens the (?:change|first)|leads? (?:back|there)|go(?:es)? to (?:the |[a-z]+_)/, ['back', 'opened', 'asks:earlier', 'asks:change_which', 'change', 'says:change', 'turn.or_previous', 'go_back']],
  [/^changes?\b|^clears or opens|offers (?:to change|the change)|asks which of/, ['back', 'opened', 'asks:value', 'asks:earlier', 'asks:change_which', 'says:change', 'stored', 'go_back']],
  // Sending in.
  [/asks? (?:again )?whether to send|asks once more, or send|ask about sending in|offers send in|awaits yes or no|goes? to confirm|asks? (?:again )?for a clear yes|to the summary/, ['asks:submit', 'confirm_submit', 'done:submitted', 'at_review', 'turn.submit_yes_or_no', 'says:send', 'begins:submit']],
  [/^(?:not sent|asks again; not sent)/, ['*']],
  [/^asks again, no pressure/, ['not_sent_yet', 'turn.submit_yes_or_no']],
  [/it is sent|this one is sent|all done|all is sent in|are received|no more questions/, ['now_sent', 'sent', 'sent_yes', 'sent_or_not', 'receipt', 'says:change']],
  [/\bsend as it is\b/, ['turn.submit_yes_or_no', 'asks:submit', 'not_sent_yet']],
  [/what is sent|what happens after sending/, ['after_sending', 'who_sees']],
  [/asks what to change/, ['review', 'asks:change_which']],
  [/must be answered|has to be answered|skip refused/, ['refused:required', 'may_skip', 'may_skip_required']],
  // The question's own terms.
  [/\bplainer words\b/, ['explain', 'explained', 'help']],
  [/\bgives? .*(?:date|dato)\b|^per 1|^the date\b/, ['explained', 'explain', 'deadline', 'says:deadline']],
  [/repeats? the question|^asks (?:the question )?again$|back to the question/, ['repeat', 'question', 'question_again', 'explain', 'not_for_us', 'oops', 'aside', 'small_talk', 'explained']],
  [/list(?:s|ed)? (?:the |those |what)?.*(?:measures|chosen|choice)|shows? the (?:chosen|measures|answer|choices)|reads? back|what is stored on|repeats the choices|the interpreter answers|shows (?:all|the) .*(?:answers?|review)|shows the number|(?:last )?stored answer|what (?:stands|i chose)/, ['answers_here', 'review', 'asks:change_which', 'opened', 'status', 'before', 'question', 'question_again', 'repeat', 'your_answer', 'turn.stands_at', 'left_open']],
  [/previous question/, ['turn.stands_at', 'back']],
  [/skipped questions|questions skipped|three open|open ones|open or skipped|unanswered|which are (?:left|open)/, ['review', 'status', 'how_long', 'opened', 'left_open']],
  // The survey.
  [/deadline|frist|december|desember|\bmonday\b/, ['deadline', 'says:deadline']],
  [/minutes|tells progress|tells how much is left|how long it takes|how many (?:are |questions )?(?:are )?left|how many left|says how many/, ['how_long', 'status', 'says:skip', 'how_here']],
  [/how long|retention|what (?:is|we) (?:stored|keep)|days\)/, ['kept', 'who_sees', 'may_delete', 'privacy']],
  [/who sees|who can see|sees the answers|innsyn|name is not|who reads|are read|gets the answers|others may ask|sladd|privacy/, ['who_sees', 'says:innsyn', 'kept', 'privacy', 'name_kept']],
  [/voluntary|obligat|\bmust\b|need not|has to be answered|must be answered|no duty|whether one has to answer|all municipalities|not binding|does not commit|commits .* to nothing|^no: hopp/, ['must', 'must_here', 'may_skip', 'says:voluntary', 'says:skip', 'not_binding', 'will_not']],
  [/how to check|swindle|scam|phish|who sends it/, ['swindle', 'who_are_you']],
  [/imdi's survey|who is behind|it is a bot|^(?:no, )?a bot|^imdi asks|who (?:it|this) is|who asks|what this is/, ['who_are_you', 'swindle', 'what_is_this', 'why', 'before', 'says:imdi']],
  [/earlier years' answers/, ['before']],
  [/the municipality as it is now/, ['merger']],
  [/why (?:it|we|this|the)|says why|does not have last year|has no earlier answer|does not make up a reason|^why/, ['why', 'explain', 'explained', 'why_here', 'help']],
  [/who the (?:two )?parts|\btwo parts\b|who else|who has been asked|whether it can tell|has his own part|the other part|the (?:two )?parts go/, ['two_forms', 'who_else', 'colleague', 'other_part']],
  [/publication|results? come|when results|when or that|report\b|publishes/, ['report', 'others', 'turn.others', 'thanks_sent']],
  [/others' answers|does not know or cannot say|does not steer|other municipalit|what others/, ['others', 'others_count', 'explain', 'report']],
  [/copy|says how or that it can be shared|receipt|how to get|csv|pdf/, ['copy', 'form', 'says:change', 'paper', 'form.how', 'turn.form', 'receipt']],
  [/see the questions|list of questions|beforehand|all questions|participants as of/, ['topics', 'form', 'paper', 'find_first', 'turn.form']],
  // People.
  [/pass(?:es|ed)? on|pass it on|passing|colleague|another person|send vidare|send videre|for the rådmann|on behalf|others can see|look over|wrong person|is meant for/, ['colleague', 'someone_else', 'wrong_person', 'says:pass_on', 'asks:pass_on', 'asks:pass_to', 'asks:not_me', 'not_for_us', 'check_first', 'copy']],
  [/contact|whom to (?:write|ask)|phone|ring/, ['says:contact', 'contact']],
  [/accepts? the refusal|no pushing|declines?|refus/, ['will_not', 'says:opt_out', 'says:voluntary', 'asks:not_me']],
  [/reminder|purr/, ['reminders', 'done:opt_out', 'done:snooze', 'says:opt_out', 'says:remind', 'complaint', 'will_not', 'no_more']],
  [/told how/, ['may_delete', 'may_change', 'how_here', 'colleague']],
  [/withdraw|delet|wiping/, ['asks:delete', 'may_delete', 'says:delete']],
  [/reopen|open it again|can be changed|whether it can|can be done after|correct|changed after|how to (?:change|add)|press or number|yes till sent/, ['may_change', 'asks:change_which', 'asks:earlier', 'says:change', 'opened']],
  [/switches|language|in norwegian|bokmål|nynorsk/, ['language', 'language_changed']],
  // The respondent's own situation.
  [/skip|come back to it|dont know|don't know/, ['says:skip', 'may_skip', 'done:skipped', 'says:dont_know', 'check_first', 'says:not_applicable']],
  [/ikke aktuelt|not applicable/, ['not_fit', 'says:not_applicable', 'says:skip']],
  [/estimate|guess|rough|an anslag/, ['may_guess', 'says:guess', 'explained', 'explain']],
  [/later|can wait|waits|keep(?:s|ing)? the|answers are kept|are kept|^kept\b|stays paused; fine|^fine, tomorrow|saved|whenever|take your time|go on|pause|cannot send by itself|how to return/, ['may_pause', 'no_time', 'check_first', 'says:pause', 'says:continue', 'says:remind', 'says:kept', 'deadline', 'tired', 'paused', 'resumed', 'not_sent_yet']],
  [/resume|where we stopped|stopped/, ['resumed', 'says:continue', 'opened', 'question', 'question_again', 'where']],
  [/\b(?:estimate|one (?:row|area) at a time|in words|rows)\b/, ['how_here', 'how', 'row', 'explain', 'rows_by_words', 'must_here_rows']],
  [/\d{3,} (?:characters|tegn)|characters/, ['how_here', 'how', 'length_here']],
  // Small talk.
  [/mail|gone astray|sees it (?:was|is) meant|meant for (?:someone|some one|a colleague)|not meant|no answer, asks if|mistake/, ['not_for_us', 'oops', 'aside', 'small_talk', 'someone_else', 'sorry', 'question_again']],
  [/joke|laugh|light reply|humour|on the chin|shrugs|kind(?:ly)? word|kind word|friendly|calm|no harm|no problem|takes it|takes the|apologi|small|acknowledge|well again/, ['laugh', 'swearing', 'complaint', 'oops', 'okay', 'praise', 'sorry', 'aside', 'small_talk', 'not_for_us', 'pity', 'too_many', 'still_here', 'uneasy', 'hello', 'tired', 'will_not', 'says:pause']],
  [/thank/, ['thanks', 'thanks_sent', 'bye', 'praise', 'okay']],
  [/good (?:morning|day|weekend)|greet|wishes|hello|greeting/, ['hello', 'bye', 'thanks', 'thanks_sent', 'welcome_back', 'turn.welcome_back', 'no_time', 'resumed']],
  [/grants|no, the answers do not/, ['no_gain', 'why', 'says:no']],
  [/what deleting/, ['may_delete', 'asks:delete']],
  // What the term is, and what counts: yes and no by their words.
  [/^no,|does? not count|not count|are not|is not\b|^no\b/, ['says:no']],
  [/^yes,|^yes\b|counts?\b/, ['says:yes', 'explained', 'says:not']],
  [/explain|says what|definition|for the|help|as you see|choose|more than|those|all participants|the (?:question|last) /, ['explain', 'explained', 'help']],
  // What the questionnaire says itself, in the author's words.
  [/^(?:the (?:goal|target|statutory)|the guidance|own goal|up to three|all evaluations|all of them|no set number|at the end or|important if|rett etter|a step on the scale|the regional office|says the time in this)/, ['explained', 'explain']],
  [/no right answer/, ['no_right_answer']],
  [/^write as you like/, ['dialect', 'spelling']],
  [/no need to apologise/, ['sorry', 'no_time']],
  [/^sees a pasted letter/, ['not_for_us']],
  [/the list lacks|note it under something else/, ['missing_choice']],
  [/at most three/, ['how_many', 'explain']],
  [/only one\b|no limit/, ['how_many']],
  [/no ranking/, ['order', 'order_none']],
  [/way on|what to do/, ['explain', 'question_again', 'says:skip']],
  [/asks? (?:first|which|what)|or ask|ask\b/, ['asks:value', 'asks:earlier', 'asks:to_us', 'asks:change_which', 'refused', 'question_again']],
  [/offers/, ['question_again', 'says:skip', 'says:continue', 'says:start', 'begun']],
]

/** Clauses that hold for nearly every line, and tell nothing of what was asked. */
const everywhere =
  /^(?:(?:and )?nothing (?:is )?(?:stored|changed|sent|done|started|deleted)(?: without.*| yet)?|asks? (?:it |this |the question |them )?again(?: kindly)?|not (?:sent|stored)(?: yet| in)?(?: without.*)?|stays paused|stores?.*|then .*|no (?:promise|made-up date|card again|receipt again).*|does not (?:send|store)(?: in)?|nothing)$/

/** What came fulfils the expectation; `undefined`: no clause of it is known, and somebody must read it. */
export const isFulfilled = (expected: string, tags: ReadonlySet<string>): boolean | undefined => {
  const clauses = expected
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .split(/;|\bthen\b/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '' && !everywhere.test(clause))
  if (clauses.length === 0) return true
  const [first] = clauses.flatMap((clause) => {
    const fitting = wishes.filter(([wish]) => wish.test(clause))
    return fitting.length === 0 ? [] : [fitting.flatMap(([, fulfilled]) => fulfilled)]
  })
  return first?.some((tag) => tag === '*' || tags.has(tag))
}

/** What is done by a command, and the word of it that an expectation of it holds. */
const commanded: readonly [tag: string, named: RegExp][] = [
  ['done:submitted', /send(?:s)? in/],
  ['done:deleted', /delete/],
  ['done:skipped', /skip|nothing|remark|hopp/],
  ['done:opt_out', /remind|refus/],
  ['done:decline', /refus|wrong person|declin|ikke jeg/],
  ['done:snooze', /remind|as heard|monday/],
  ['done:delegate', /pass|then|send/],
]

/** Something was done that was not told. */
export const isOverdone = (expected: string, tags: ReadonlySet<string>): boolean =>
  commanded.some(([tag, named]) => tags.has(tag) && !named.test(expected.toLowerCase().replace(/not sen[dt] in?/g, '')))
