/**
 * Connection pools follow their user name and password. {@code HikariPools} is the place
 * to start:
 * <ol>
 * <li>It finds the pools among the beans, the properties that each has its login from,
 * and the {@code PoolLogin} that a rotation brings.
 * <li>Before a rotation {@code HikariPoolValidator} tries each new login with a
 * {@code LoginTest}, and rejects those that the database refuses.
 * <li>After a rotation {@code HikariPoolFollower} gives the pool its new login and evicts
 * the connections of the old one.
 * <li>Meanwhile {@code HikariPoolWatch} wraps the data source of each pool in a
 * {@code WatchedDataSource}, which has the vaults polled when the database refuses a
 * login.
 * </ol>
 */
@NullMarked
package dev.keyvault.spring.jdbc;

import org.jspecify.annotations.NullMarked;
