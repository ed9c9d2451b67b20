package dev.keyvault.kubernetes;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.kubernetes.Recovery.Candidate;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.snapshot.LoadResult;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.KeyVaultException.Reach;

/**
 * Completes a load that vaults were out of reach for, with values that Secrets were
 * written with earlier. Takes nothing for a key whose vault has answered, whatever it
 * said. Thread-safe.
 */
@Internal
public final class SecretFallback {

	private final StoredSecrets stored;

	private final List<SecretDeclaration> secrets;

	private final @Nullable Duration maximumAge;

	private final Clock clock;

	/**
	 * Create a fallback.
	 * @param api the API server
	 * @param secrets the Secrets as they are declared
	 * @param maximumAge how long ago a Secret may have been written, which is when one of
	 * its values last changed; {@code null} for any time
	 * @param clock tells the time
	 */
	public SecretFallback(KubernetesApi api, List<SecretDeclaration> secrets, @Nullable Duration maximumAge,
			Clock clock) {
		this.stored = new StoredSecrets(api);
		this.secrets = List.copyOf(secrets);
		this.maximumAge = maximumAge;
		this.clock = clock;
	}

	/**
	 * Complete a load. Takes one request for each Secret that is needed, none if no vault
	 * was out of reach. A key that may be absent, and was when its Secret was written,
	 * stays absent.
	 * @param declarations what was to be loaded
	 * @param found what came of it
	 * @return the same with the values taken back, and a warning that names them; what
	 * could not be taken back stays a problem, which says why
	 */
	public LoadResult complete(List<Declaration> declarations, LoadResult found) {
		Recovery recovery = new Recovery(Candidate.of(this.secrets, declarations), this.stored, this.maximumAge,
				this.clock);
		LoadCompletion completion = new LoadCompletion(found);
		for (Declaration declaration : declarations) {
			for (KeyMapping mapping : declaration.mappings()) {
				KeyVaultException failure = found.failures().get(mapping);
				if (failure != null && failure.reach() == Reach.OUTAGE) {
					completion.add(declaration, mapping, recovery.recover(mapping));
				}
			}
		}
		return completion.result();
	}

}
