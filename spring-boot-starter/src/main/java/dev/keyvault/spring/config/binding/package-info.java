/**
 * Reads properties such that nothing gets lost on the way. Outside brackets Spring Boot
 * drops characters from the keys of a map, and it takes names that differ by dashes or
 * upper case for one. The spine is
 * {@link dev.keyvault.spring.config.binding.MapKeysCheck}.
 * <ol>
 * <li>{@code MapKeysCheck} takes part in binding and notes how each key is written.</li>
 * <li>{@code MapKeys} are the maps whose keys have to stay as they are written.</li>
 * <li>{@code EnvironmentVariableKeys} and {@code AmbiguousNames} find names that may mean
 * more than one thing.</li>
 * <li>Readers ask {@code MapKeysCheck} of each key, and {@code ProblemCollector} collects
 * every {@code InvalidPropertyException}.</li>
 * </ol>
 */
@NullMarked
package dev.keyvault.spring.config.binding;

import org.jspecify.annotations.NullMarked;
