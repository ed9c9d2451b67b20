package dev.keyvault.spring.config.redaction;

import java.util.stream.Stream;

import org.springframework.boot.origin.OriginLookup;

import dev.keyvault.Internal;
import dev.keyvault.mapping.NamedKey;

/**
 * A property source whose values are never shown. The origins of its properties are
 * {@link ImportedOrigin}s.
 */
@Internal
public interface RedactedPropertySource extends OriginLookup<String> {

	/**
	 * Return the name of the property source.
	 * @return the name
	 */
	String getName();

	/**
	 * Return the keys whose members are named by what is imported.
	 * @return the keys; their members are not shown either
	 */
	Stream<NamedKey> parents();

	/**
	 * Return whether a text shows a value that this source gives or gave.
	 * @param text the text
	 * @return whether some value is part of the text
	 */
	boolean areShownIn(String text);

}
