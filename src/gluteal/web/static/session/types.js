// The shapes that the phone works with: those of /api/guide, and what is kept on the phone itself.

/**
 * @typedef {"left" | "right" | "both"} Side
 * @typedef {"reps" | "seconds" | "steps"} Measure
 * @typedef {{name: string, product: string, colour: string, placement: string, resting_cm: number | null,
 *   stretched_cm: number | null, strands: number}} BandUse
 * @typedef {{kind: string, amount: number | null, unit: string | null, band: BandUse | null}} Load
 * @typedef {{measure: Measure, amount: [number, number], rir: [number, number], tempo: [number, number, number],
 *   rest_s: number, load: Load | null}} Target
 * @typedef {{loads: (Load | null)[], answers: (number | null)[], targets: Target[], free: number[][],
 *   held: number[][]}} FollowUp
 * @typedef {{follow: FollowUp, labels: string[], plates: (number[] | null)[], bar: number | null}} Steps
 * @typedef {{score: number, light: "green" | "amber" | "red", stop: boolean, sentence: string}} PainAnswer
 * @typedef {{amount: number | null, measure: Measure, load: string, rir: number | null, pain: number | null,
 *   notes: string}} Before
 * @typedef {{side: Side, choice: string, sets: number, target: Target, change: string, why: string,
 *   claims: string[], offer: string | null, steps: number, last_day: string | null, last: Before[]}} SidePlan
 * @typedef {{kind: "asked" | "easier" | "swap", choice: string, sides: SidePlan[]}} Option
 * @typedef {{side: Side, sides: SidePlan[], swaps: string[]}} AfterRed
 * @typedef {{slot: string, choice: string, part: string, hard: boolean, why: string, claims: string[],
 *   change_s: number, options: Option[], red: AfterRed[]}} Line
 * @typedef {{slug: string, name: string, what_changes: string | null, position: string, placement: string,
 *   measure: Measure, set_up: string, execution: string, cues: string[], felt: string, not_felt: string,
 *   setup_s: number, turn_s: number, pain: number, camera: boolean, modification: string | null, support: boolean}} Card
 * @typedef {{key: string, id: string, week: number, day: string, seconds: number, due: boolean, moved: boolean,
 *   ended: boolean, lines: Line[], extras: Line[], cards: Record<string, Card>, steps: Steps[],
 *   pains: PainAnswer[][], pairs: {first: string, second: string, note: string}[], done: SetDone[]}} SessionDocument
 * @typedef {{due: {test: string, side: Side, due_on: string, why: string}, name: string, measure: Measure,
 *   unit: string, card: Card, load: Load | null, load_label: string}} TestDue
 * @typedef {{version: number, person: string, name: string, made_at: string, today: string, units: string,
 *   newest: number, not_safe: string | null, finished: boolean, why: string, professional: string | null,
 *   deload: string | null, mornings: {about: string, exercises: string[]}[], tests: TestDue[], slept: boolean,
 *   sessions: SessionDocument[]}} Guide
 */

/**
 * @typedef {{kind: string, uid: string, at: string, day: string, [field: string]: any}} Entry
 * @typedef {Entry & {kind: "set", exercise: string, side: Side, measure: Measure, amount: number | null,
 *   load: Load | null, rir: number | null, pain: number | null, session: string | null, slot: string | null,
 *   order: number, prescribed: Target | null, notes: string}} SetDone
 * @typedef {{uid: string, person: string, path: string, entry: Entry, order: number,
 *   state: "waiting" | "refused", sentence: string}} OutboxRow
 * @typedef {{uid: string, person: string, entry: Entry, number: number | null}} FactRow
 */

/**
 * @typedef {"ready" | "work" | "rest"} Phase
 * @typedef {{id: string, slot: string | null, source: string, option: string, skipped: boolean, added: boolean,
 *   stopped: Side[]}} RunLine
 * @typedef {{amount: number | null, rir: number | null, pain: number | null, load: Load | null, where: string,
 *   notes: string}} Said
 * @typedef {{line: string, side: Side, round: number, uid: string, phase: Phase, since: number,
 *   until: number | null, held?: number | null, draft?: Said | null}} At
 * @typedef {{id: string, person: string, key: string, began: number, lines: RunLine[],
 *   pairs: [string, string][], at: At | null, last: string | null, endUid: string, ended: number | null, rev?: number,
 *   red?: Sheet}} Run
 * @typedef {{line: RunLine, from: Line, card: Card, plan: SidePlan, round: number, sets: SetDone[], target: Target,
 *   side: Side}} Step
 * @typedef {{speech: boolean, beep: boolean, vibration: boolean, big: boolean, metronome: boolean,
 *   byItself: boolean, awake: boolean}} Settings
 * @typedef {null | {name: "editor" | "pain" | "red" | "menu" | "swap" | "lines" | "change", [field: string]: any}} Sheet
 * @typedef {{person: string | null, guide: Guide | null, doc: SessionDocument | null, run: Run | null,
 *   sets: SetDone[], facts: FactRow[], outbox: OutboxRow[], settings: Settings, network: string, screen: string,
 *   sheet: Sheet, next: any, error: string, test: any}} State
 */

export {};
