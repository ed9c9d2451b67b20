/**
 * Values as files, for readers that are not Java.
 * {@link dev.keyvault.file.AtomicDirectory} is the spine:
 * <ol>
 * <li>{@link dev.keyvault.file.FilePath} and {@link dev.keyvault.file.FileMode} check
 * what a user wrote.</li>
 * <li>{@link dev.keyvault.file.FileTarget} makes files of a snapshot, all or none.</li>
 * <li>{@code AtomicDirectory.open} creates the directory and locks it against a second
 * writer.</li>
 * <li>{@code AtomicDirectory.write} compares content and modes with what is on disk, and
 * writes a whole new generation only if something differs.</li>
 * <li>One rename puts the new generation in place.</li>
 * </ol>
 */
@NullMarked
package dev.keyvault.file;

import org.jspecify.annotations.NullMarked;
