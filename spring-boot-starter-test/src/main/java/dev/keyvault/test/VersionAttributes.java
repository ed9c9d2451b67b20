package dev.keyvault.test;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a vault keeps beside the content of one version: whether it is enabled, when it
 * may be used, and its tags.
 *
 * @param enabled whether the version is enabled
 * @param notBefore the moment from which the version may be used
 * @param expires the moment from which the version may no longer be used
 * @param tags names and values of the tags
 */
public record VersionAttributes(boolean enabled, @Nullable Instant notBefore, @Nullable Instant expires,
		Map<String, String> tags) {

	/**
	 * Attributes of a version that is enabled, knows no time limits and has no tags.
	 */
	public static final VersionAttributes DEFAULT = new VersionAttributes(true, null, null, Map.of());

	public VersionAttributes {
		tags = Map.copyOf(tags);
	}

	/**
	 * Returns the same attributes, enabled or not.
	 * @param enabled whether the version is enabled
	 * @return the changed attributes
	 */
	public VersionAttributes enabled(boolean enabled) {
		return new VersionAttributes(enabled, this.notBefore, this.expires, this.tags);
	}

	/**
	 * Returns the same attributes with another start.
	 * @param notBefore the moment from which the version may be used, or null
	 * @return the changed attributes
	 */
	public VersionAttributes notBefore(@Nullable Instant notBefore) {
		return new VersionAttributes(this.enabled, notBefore, this.expires, this.tags);
	}

	/**
	 * Returns the same attributes with another end.
	 * @param expires the moment from which the version may no longer be used, or null
	 * @return the changed attributes
	 */
	public VersionAttributes expires(@Nullable Instant expires) {
		return new VersionAttributes(this.enabled, this.notBefore, expires, this.tags);
	}

	/**
	 * Returns the same attributes with one tag more.
	 * @param name the name of the tag
	 * @param value the value of the tag
	 * @return the changed attributes
	 */
	public VersionAttributes tag(String name, String value) {
		Map<String, String> tags = new LinkedHashMap<>(this.tags);
		tags.put(name, value);
		return new VersionAttributes(this.enabled, this.notBefore, this.expires, tags);
	}

	/**
	 * Returns the same attributes with all tags replaced.
	 * @param tags names and values of the tags
	 * @return the changed attributes
	 */
	public VersionAttributes tags(Map<String, String> tags) {
		return new VersionAttributes(this.enabled, this.notBefore, this.expires, tags);
	}

}
