package dev.keyvault.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;

/**
 * What deriving the keys of one PKCS#12 store may cost. Used by one thread.
 */
final class DerivationBudget {

	/**
	 * The rounds in which the keys are derived from the password, all together: as many
	 * as the JDK allows for one.
	 */
	static final int ROUNDS = 5_000_000;

	private BigInteger left = BigInteger.valueOf(ROUNDS);

	/**
	 * Take rounds out of the budget.
	 * @param rounds how many
	 * @return how many
	 * @throws GeneralSecurityException if there are not so many left, or nobody waits for
	 * the result any more
	 */
	int take(BigInteger rounds) throws GeneralSecurityException {
		if (rounds.signum() <= 0 || rounds.compareTo(this.left) > 0 || Thread.currentThread().isInterrupted()) {
			throw new GeneralSecurityException("The key takes too many rounds");
		}
		this.left = this.left.subtract(rounds);
		return rounds.intValueExact();
	}

}
