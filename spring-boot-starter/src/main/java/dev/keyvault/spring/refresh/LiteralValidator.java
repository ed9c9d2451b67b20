package dev.keyvault.spring.refresh;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.keyvault.rotation.Change;
import dev.keyvault.rotation.RejectedChange;
import dev.keyvault.rotation.Rotation;
import dev.keyvault.rotation.RotationValidator;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.spring.config.ImportedKeys;

/**
 * Rejects values that Spring would change when it resolves them, as the start does, and
 * those with intended placeholders that cannot be resolved.
 */
final class LiteralValidator implements RotationValidator {

	private final ImportedKeys keys;

	private final RotationContext rotation;

	LiteralValidator(ImportedKeys keys, RotationContext rotation) {
		this.keys = keys;
		this.rotation = rotation;
	}

	@Override
	public List<RejectedChange> validate(Rotation proposed) {
		EnvironmentChange change = this.rotation.changeOf(proposed);
		return proposed.changes().stream().flatMap((each) -> rejected(each, change).stream()).toList();
	}

	private Optional<RejectedChange> rejected(Change change, EnvironmentChange environment) {
		Entry after = change.after();
		if (after == null) {
			return Optional.empty();
		}
		String changed = this.keys.placeholders().findResolution(change.key(), after);
		String fault = (changed != null) ? changed : findOpenEnd(change, after, environment);
		return Optional.ofNullable(fault).map((reason) -> new RejectedChange(change, reason));
	}

	private @Nullable String findOpenEnd(Change change, Entry after, EnvironmentChange environment) {
		return environment.changes().contains(change)
				? this.keys.placeholders().findOpenEnd(change.key(), after, environment.after()) : null;
	}

}
