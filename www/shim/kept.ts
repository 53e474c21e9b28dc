// Make something once, and keep it.

export interface Kept<Made> {
  get(): Promise<Made>;
  /** Have the next call make it anew. */
  forget(): void;
}

/** What `make` makes, once; a failure is forgotten, so that the next call tries again. */
export function kept<Made>(make: () => Promise<Made>): Kept<Made> {
  let making: Promise<Made> | undefined;
  const forget = () => {
    making = undefined;
  };
  const get = () => {
    making ??= make().catch((error: unknown) => {
      forget();
      throw error;
    });
    return making;
  };
  return { get, forget };
}
