/**
 * Connection pools follow the vault: which credentials a pool is configured by, whether
 * the database takes new ones, and what to do when it refuses the old ones.
 */
@NullMarked
package dev.keyvault.spring.jdbc;

import org.jspecify.annotations.NullMarked;
