/** Every file of `locales/`, under its own name. */
import nbAdmin from '../../locales/nb/admin.json' with { type: 'json' }
import nbCard from '../../locales/nb/card.json' with { type: 'json' }
import nbCommands from '../../locales/nb/commands.json' with { type: 'json' }
import nbCounted from '../../locales/nb/counted.json' with { type: 'json' }
import nbDelegation from '../../locales/nb/delegation.json' with { type: 'json' }
import nbHelp from '../../locales/nb/help.json' with { type: 'json' }
import nbHint from '../../locales/nb/hint.json' with { type: 'json' }
import nbHow from '../../locales/nb/how.json' with { type: 'json' }
import nbLink from '../../locales/nb/link.json' with { type: 'json' }
import nbOthers from '../../locales/nb/others.json' with { type: 'json' }
import nbPanel from '../../locales/nb/panel.json' with { type: 'json' }
import nbProblems from '../../locales/nb/problems.json' with { type: 'json' }
import nbReminders from '../../locales/nb/reminders.json' with { type: 'json' }
import nbReport from '../../locales/nb/report.json' with { type: 'json' }
import nbTurn from '../../locales/nb/turn.json' with { type: 'json' }
import nbUnits from '../../locales/nb/units.json' with { type: 'json' }
import nnAdmin from '../../locales/nn/admin.json' with { type: 'json' }
import nnCard from '../../locales/nn/card.json' with { type: 'json' }
import nnCommands from '../../locales/nn/commands.json' with { type: 'json' }
import nnCounted from '../../locales/nn/counted.json' with { type: 'json' }
import nnDelegation from '../../locales/nn/delegation.json' with { type: 'json' }
import nnHelp from '../../locales/nn/help.json' with { type: 'json' }
import nnHint from '../../locales/nn/hint.json' with { type: 'json' }
import nnHow from '../../locales/nn/how.json' with { type: 'json' }
import nnLink from '../../locales/nn/link.json' with { type: 'json' }
import nnOthers from '../../locales/nn/others.json' with { type: 'json' }
import nnPanel from '../../locales/nn/panel.json' with { type: 'json' }
import nnProblems from '../../locales/nn/problems.json' with { type: 'json' }
import nnReminders from '../../locales/nn/reminders.json' with { type: 'json' }
import nnReport from '../../locales/nn/report.json' with { type: 'json' }
import nnTurn from '../../locales/nn/turn.json' with { type: 'json' }
import nnUnits from '../../locales/nn/units.json' with { type: 'json' }

export const locales = {
  nb: {
    admin: nbAdmin,
    card: nbCard,
    commands: nbCommands,
    counted: nbCounted,
    delegation: nbDelegation,
    help: nbHelp,
    hint: nbHint,
    how: nbHow,
    link: nbLink,
    others: nbOthers,
    panel: nbPanel,
    problems: nbProblems,
    reminders: nbReminders,
    report: nbReport,
    turn: nbTurn,
    units: nbUnits,
  },
  nn: {
    admin: nnAdmin,
    card: nnCard,
    commands: nnCommands,
    counted: nnCounted,
    delegation: nnDelegation,
    help: nnHelp,
    hint: nnHint,
    how: nnHow,
    link: nnLink,
    others: nnOthers,
    panel: nnPanel,
    problems: nnProblems,
    reminders: nnReminders,
    report: nnReport,
    turn: nnTurn,
    units: nnUnits,
  },
}
