/** Which of the forms «1 человек | 2 человека | 5 человек» a number takes in Russian: 0, 1 or 2. */
export function russianForm(count: number): number {
  const tens = Math.abs(count) % 100;
  const ones = tens % 10;
  if (tens > 10 && tens < 20) return 2;
  if (ones === 1) return 0;
  return ones > 1 && ones < 5 ? 1 : 2;
}
