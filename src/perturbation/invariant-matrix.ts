/**
 * αPQ + (1 − α)I for the transition matrix P, which leaves the weights p as they are.
 *
 * With s = pP, Q_kj = P_jk p_j / s_k undoes P by Bayes, and pPQ = Σ_k s_k P_jk p_j / s_k = p. The scale of the weights
 * cancels out; a category that P never gives has s = 0 and no part.
 */
export function invariantMatrix(
  shares: readonly (readonly number[])[],
  weights: readonly number[],
  alpha: number,
): readonly (readonly number[])[] {
  const at = (i: number, k: number): number => shares[i]?.[k] as number; // a square matrix, checked before
  const reached = weights.map((_, k) => weights.reduce((sum, weight, i) => sum + weight * at(i, k), 0));
  return weights.map((_, i) =>
    weights.map((weight, j) => {
      const back = reached.reduce((sum, s, k) => (s > 0 ? sum + (at(i, k) * at(j, k) * weight) / s : sum), 0);
      return alpha * back + (i === j ? 1 - alpha : 0);
    }),
  );
}
