package dev.keyvault.test;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One version of an object as the vault keeps it.
 *
 * @param address where it lives
 * @param content what it holds
 * @param attributes its attributes
 * @param created when it was put
 * @param updated when it was put or its attributes changed
 */
record StoredVersion(ObjectAddress address, Content content, VersionAttributes attributes, Instant created,
		Instant updated) {

	StoredVersion changed(VersionAttributes attributes, Instant now) {
		return new StoredVersion(this.address, this.content, attributes, this.created, now);
	}

	StoredVersion showing(Content content) {
		return new StoredVersion(this.address, content, this.attributes, this.created, this.updated);
	}

	Map<String, Object> bundle() {
		return complete(this.content.bundle(this.address));
	}

	Map<String, Object> item() {
		return complete(this.content.item(this.address.versionlessId()));
	}

	Map<String, Object> versionItem() {
		return complete(this.content.item(this.address.id()));
	}

	private Map<String, Object> complete(JsonObject json) {
		Map<String, String> tags = this.attributes.tags();
		json.with("attributes", attributesJson());
		return json.with("tags", tags.isEmpty() ? null : tags).members();
	}

	private JsonObject attributesJson() {
		return new JsonObject().with("enabled", this.attributes.enabled())
			.with("nbf", seconds(this.attributes.notBefore()))
			.with("exp", seconds(this.attributes.expires()))
			.with("created", this.created.getEpochSecond())
			.with("updated", this.updated.getEpochSecond())
			.with("recoveryLevel", "Recoverable+Purgeable")
			.with("recoverableDays", 90);
	}

	private static @Nullable Long seconds(@Nullable Instant instant) {
		return (instant != null) ? instant.getEpochSecond() : null;
	}

}
