// @ts-check
/** What a person who typed a command can mend: shown as its sentence, without a stack. */
export class StopHere extends Error {}

/**
 * Runs a command's main function; a `StopHere` becomes its sentence and exit code 1.
 * @param {() => Promise<void> | void} main
 */
export async function command(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof StopHere)) throw error;
    console.error(`Talon: ${error.message}`);
    process.exitCode = 1;
  }
}
