package dev.keyvault.test;

import org.jspecify.annotations.Nullable;

/**
 * The content of a secret that somebody wrote.
 *
 * @param value the value
 * @param contentType the content type, if it has one
 */
record SecretContent(String value, @Nullable String contentType) implements Content {

	@Override
	public ObjectType type() {
		return ObjectType.SECRET;
	}

	@Override
	public JsonObject item(String id) {
		return new JsonObject().with("contentType", this.contentType).with("id", id);
	}

	@Override
	public JsonObject bundle(ObjectAddress address) {
		return new JsonObject().with("value", this.value).with(item(address.id()));
	}

}
