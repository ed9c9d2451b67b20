package dev.keyvault.spring.config;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.keyvault.kubernetes.SecretFallback;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.snapshot.LoadResult;
import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Subject;
import dev.keyvault.spring.config.KeyVaultProperties.Fallback;
import dev.keyvault.spring.config.KeyVaultProperties.Load;

/**
 * Lets an application start while vaults are out of reach, if {@code keyvault.load} says
 * from what.
 */
final class StartFallback {

	private final Load load;

	private final boolean areSecretsDeclared;

	private final Clock clock;

	StartFallback(KeyVaultProperties properties, Clock clock) {
		this.load = properties.load();
		this.areSecretsDeclared = !properties.kubernetes().secrets().isEmpty();
		this.clock = clock;
	}

	List<Problem> problems() {
		Duration age = this.load.fallbackMaxAge();
		if (this.load.fallback() == Fallback.KUBERNETES && !this.areSecretsDeclared) {
			return problem("fallback",
					"'keyvault.load.fallback' is 'kubernetes', but no Kubernetes Secret is declared.",
					"Declare under 'keyvault.kubernetes.secrets' what the application may start from, or take 'keyvault.load.fallback' out.");
		}
		if (age != null && this.load.fallback() == Fallback.NONE) {
			return problem("fallback-max-age",
					"'keyvault.load.fallback-max-age' limits the age of a fallback, and there is none.",
					"Set 'keyvault.load.fallback' to 'kubernetes', or take 'keyvault.load.fallback-max-age' out.");
		}
		if (age != null && (age.isNegative() || age.isZero())) {
			return problem("fallback-max-age", "The age of a fallback must be longer than zero.",
					"Correct 'keyvault.load.fallback-max-age', or take it out to start from values of any age.");
		}
		return List.of();
	}

	private static List<Problem> problem(String property, String reason, String action) {
		return List.of(new Problem(new Subject.Property("", "keyvault.load." + property), reason, Message.of(action)));
	}

	/**
	 * Complete a load.
	 * @param declarations what was to be loaded
	 * @param found what came of it
	 * @param targets the declared targets
	 * @return the load, with values of the fallback for those that vaults were out of
	 * reach for
	 */
	LoadResult complete(List<Declaration> declarations, LoadResult found, List<DeclaredTarget> targets) {
		KubernetesSettings kubernetes = targets.stream()
			.map(DeclaredTarget::bean)
			.filter(KubernetesSettings.class::isInstance)
			.map(KubernetesSettings.class::cast)
			.findFirst()
			.orElse(null);
		if (this.load.fallback() == Fallback.NONE || kubernetes == null) {
			return found;
		}
		return new SecretFallback(kubernetes.api(), kubernetes.target().secrets(), this.load.fallbackMaxAge(),
				this.clock)
			.complete(declarations, found);
	}

}
