package dev.keyvault.azure.credential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the first credential that applies where the program runs.
 *
 * @param candidates the credentials in question
 */
record CredentialResolver(List<Candidate> candidates) implements Supplier<Credential> {

	private static final Logger logger = LoggerFactory.getLogger(CredentialResolver.class);

	@Override
	public Credential get() {
		List<String> misses = new ArrayList<>();
		misses.add("no client secret, client certificate or directory is configured");
		for (Candidate candidate : this.candidates) {
			Credential credential = candidate.find(misses::add);
			if (credential != null) {
				logger.info("Credential type 'auto' chose {}", credential.principal().describe());
				return credential;
			}
		}
		throw CredentialException.refused("no credential applies here (%s)".formatted(String.join("; ", misses)),
				"Set '{credential}.type' and what it needs, or run where one of these applies.");
	}

	/**
	 * A credential that may apply.
	 */
	@FunctionalInterface
	interface Candidate {

		/**
		 * Check whether the credential applies.
		 * @param miss is told why it does not
		 * @return the credential, or {@code null} if it does not apply
		 */
		@Nullable Credential find(Consumer<String> miss);

	}

}
