package dev.keyvault.spring.refresh;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.rotation.Change;
import dev.keyvault.rotation.Refusal;
import dev.keyvault.rotation.Rotation;
import dev.keyvault.rotation.RotationValidator;
import dev.keyvault.spring.config.ImportedKeys;

/**
 * Refuses values that Spring would change on their way, as the start does.
 */
final class LiteralValidator implements RotationValidator {

	private final ImportedKeys keys;

	LiteralValidator(ImportedKeys keys) {
		this.keys = keys;
	}

	@Override
	public List<Refusal> validate(Rotation proposed) {
		return proposed.changes().stream().map(this::refusal).filter(Objects::nonNull).toList();
	}

	private @Nullable Refusal refusal(Change change) {
		return Stream.ofNullable(change.after())
			.map((entry) -> this.keys.findResolution(change.key(), entry))
			.filter(Objects::nonNull)
			.map((reason) -> new Refusal(change, reason))
			.findFirst()
			.orElse(null);
	}

}
