/**
 * Which object becomes which named key. The spine is
 * {@link dev.keyvault.mapping.Declaration}.
 * <ol>
 * <li>{@link dev.keyvault.mapping.ObjectReference} parses the text of a reference.</li>
 * <li>A {@link dev.keyvault.mapping.KeyMapping} gives the key of a reference to a vault;
 * an {@link dev.keyvault.mapping.ImportRule} finds mappings in the list of a vault.</li>
 * <li>A {@link dev.keyvault.mapping.Declaration} has the mappings and rules of one
 * import.</li>
 * <li>A {@link dev.keyvault.mapping.VersionSelector} reads the version that a reference
 * chooses, and a {@link dev.keyvault.mapping.Part} extracts the values from the
 * object.</li>
 * </ol>
 */
@NullMarked
package dev.keyvault.mapping;

import org.jspecify.annotations.NullMarked;
