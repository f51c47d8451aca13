// The one socket to the form engine. While the network is away, landmarks wait; a set is told again from its first
// picture when it is back, so that the engine counts what it would have counted.

/** @typedef {{t: number, image: number[][] | null, world: number[][] | null}} Moment */
/** What a set is started as; `screen`, `step` and `conditions` for a movement screen. */
/** @typedef {{exercise: string, size: [number, number], screen?: string, step?: number, conditions?: string}} About */
/** @typedef {About & {moments: Moment[]}} Take */

const AT_ONCE = 60; // pictures in one message
const UNANSWERED = 3; // messages on their way; the rest waits and goes together
const NOT_UNDERSTOOD = 4400; // the code with which the server closes what it cannot make sense of
const SILENT = 4000; // ms without an answer, after which the network counts as away
const PATIENCE = [300, 1000, 2000, 5000]; // ms before the next try

export class Link {
  /**
   * @param {string} address
   * @param {(answer: any, live: boolean) => void} told called with each answer; `live` is false for what is told again
   * @param {(open: boolean) => void} changed
   */
  constructor(address, told, changed) {
    this.address = address;
    this.told = told;
    this.changed = changed;
    /** @type {WebSocket | null} */
    this.socket = null;
    /** @type {Take | null} */
    this.take = null;
    this.sent = 0;
    this.unanswered = 0;
    this.ending = false;
    this.replayUntil = -1;
    this.tries = 0;
    this.closed = false;
    this.silent = false;
    this.heard = 0;
    this.connect();
    addEventListener("online", () => this.connect());
    addEventListener("offline", () => this.hush());
    setInterval(() => {
      if (this.open && this.unanswered && performance.now() - this.heard > SILENT) this.hush();
    }, 1000);
  }

  get open() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** Says that the network is away although the socket does not know it yet; the next answer takes it back. */
  hush() {
    if (this.silent) return;
    this.silent = true;
    this.changed(false);
  }

  connect() {
    if (this.closed || (this.socket && this.socket.readyState <= WebSocket.OPEN)) return;
    const socket = new WebSocket(this.address);
    this.socket = socket;
    socket.onopen = () => {
      this.tries = 0;
      this.silent = false;
      this.heard = performance.now();
      this.changed(true);
      this.again();
    };
    socket.onmessage = ({ data }) => this.answered(JSON.parse(data));
    socket.onclose = ({ code }) => {
      if (this.socket !== socket) return;
      this.socket = null;
      if (code === NOT_UNDERSTOOD) {
        // Telling the same again would end the same way.
        this.drop();
        this.closed = true;
        this.told({ kind: "gone" }, true);
        return;
      }
      this.changed(false);
      const wait = PATIENCE[Math.min(this.tries++, PATIENCE.length - 1)];
      setTimeout(() => this.connect(), wait);
    };
  }

  /** Begins a set. @param {About} about */
  start(about) {
    this.take = { ...about, moments: [] };
    this.ending = false;
    this.again();
  }

  /** Takes up a set that was recorded before and has been waiting to be counted. @param {Take} take */
  resume(take) {
    this.take = take;
    this.ending = true;
    this.again();
  }

  /** @param {Moment} moment */
  add(moment) {
    if (!this.take || this.ending) return;
    this.take.moments.push(moment);
    this.flush();
  }

  /** Ends the set: the report comes once everything has been read. */
  end() {
    if (!this.take) return;
    this.ending = true;
    this.flush();
  }

  /** Lets go of the set, whatever became of it. */
  drop() {
    this.take = null;
    this.ending = false;
  }

  /** Asks for the landmarks of the set that just ended to be kept. @param {string} uid @param {string} day */
  keep(uid, day) {
    if (this.open) this.socket?.send(JSON.stringify({ kind: "keep", uid, day }));
  }

  again() {
    if (!this.take || !this.open) return;
    const { moments, ...about } = this.take;
    this.sent = 0;
    this.unanswered = 0;
    this.replayUntil = moments.length ? moments[moments.length - 1].t : -1;
    this.socket?.send(JSON.stringify({ kind: "start", ...about }));
    this.flush();
  }

  flush() {
    if (!this.take || !this.open) return;
    const { moments } = this.take;
    if (!this.unanswered) this.heard = performance.now(); // nothing was owed until now
    while (this.sent < moments.length && this.unanswered < UNANSWERED) {
      const frames = moments.slice(this.sent, this.sent + AT_ONCE);
      this.socket?.send(JSON.stringify({ kind: "frames", frames }));
      this.sent += frames.length;
      this.unanswered += 1;
    }
    if (this.ending && this.sent === moments.length && this.unanswered === 0) {
      this.unanswered += 1;
      this.socket?.send(JSON.stringify({ kind: "end" }));
    }
  }

  /** @param {any} answer */
  answered(answer) {
    this.heard = performance.now();
    if (this.silent) {
      this.silent = false;
      this.changed(true);
    }
    if (answer.kind === "seen" || answer.kind === "error") this.unanswered = Math.max(0, this.unanswered - 1);
    this.told(answer, answer.kind !== "seen" || answer.t > this.replayUntil);
    this.flush();
  }
}
