package dev.keyvault.snapshot;

import java.util.List;
import java.util.stream.Collectors;

import dev.keyvault.Internal;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.Vault;
import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Setting;
import dev.keyvault.source.Subject;

/**
 * Keys of secrets that a rule leaves out since they would change how the application runs
 * or what of it is open to others.
 *
 * @param vault the vault that has the secrets
 * @param keys the keys that the secrets would have
 */
@Internal
public record ExcludedKeys(Vault vault, List<NamedKey> keys) {

	public ExcludedKeys {
		keys = List.copyOf(keys);
	}

	/**
	 * Return the problem that these keys make, for a warning.
	 * @return the problem, which names the keys
	 */
	public Problem problem() {
		String names = this.keys.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
		return new Problem(new Subject.Import("", this.vault),
				"The keys %s would change how the application runs or which of its parts others can reach."
					.formatted(names),
				Message.of("If you want them, name their secrets without '*' and '?' under '{}', or declare the keys.",
						Setting.of(this.vault, "import-all.names")))
			.withEffect("They are not imported.");
	}

}
