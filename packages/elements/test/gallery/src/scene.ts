/** One element in one state, as the gallery shows it. */
export interface Scene {
  /** the tag */
  readonly element: string;
  /** what is to be seen, in a word or two: `one-grade` */
  readonly state: string;
  /** Puts it on the stage. The stage has no desk yet: give it one with `provideDeskcard(stage, …)`. */
  show(stage: HTMLElement): void | Promise<void>;
}
