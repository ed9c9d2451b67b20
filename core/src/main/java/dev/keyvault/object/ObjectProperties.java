package dev.keyvault.object;

import java.util.Map;

import dev.keyvault.Internal;

/**
 * What a vault lists about an object without telling its value.
 *
 * @param id the object; with its version where versions are listed
 * @param attributes the attributes
 * @param tags the tags
 * @param managed whether the object belongs to a certificate, which manages it
 */
@Internal
public record ObjectProperties(ObjectId id, ObjectAttributes attributes, Map<String, String> tags, boolean managed) {

	public ObjectProperties {
		tags = Map.copyOf(tags);
	}

}
