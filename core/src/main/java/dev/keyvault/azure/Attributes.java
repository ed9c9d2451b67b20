package dev.keyvault.azure;

import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.http.JsonObject;
import dev.keyvault.object.ObjectAttributes;

/**
 * What a vault records about a version, as it writes it down.
 *
 * @param json the attributes
 */
record Attributes(JsonObject json) {

	/**
	 * Find the first attribute that is not what it has to be.
	 * @return such as {@code an attribute 'exp' that is not a time}, or {@code null} if
	 * all can be read
	 */
	@Nullable String findFault() {
		Optional<String> time = Stream.of("nbf", "exp", "created", "updated")
			.filter((name) -> this.json.has(name) && this.json.time(name) == null)
			.findFirst();
		boolean unclear = this.json.has("enabled")
				&& this.json.isTrue("enabled", true) != this.json.isTrue("enabled", false);
		return time.map("an attribute '%s' that is not a time"::formatted)
			.orElse(unclear ? "an attribute 'enabled' that is neither true nor false" : null);
	}

	/**
	 * Return the attributes. Those that are not what they have to be are taken as left
	 * out.
	 * @return the attributes
	 */
	ObjectAttributes read() {
		return new ObjectAttributes(this.json.isTrue("enabled", true), this.json.time("nbf"), this.json.time("exp"),
				this.json.time("created"), this.json.time("updated"));
	}

}
