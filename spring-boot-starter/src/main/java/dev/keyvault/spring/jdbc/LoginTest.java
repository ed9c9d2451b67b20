package dev.keyvault.spring.jdbc;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import com.zaxxer.hikari.util.Credentials;
import org.jspecify.annotations.Nullable;

import dev.keyvault.spring.refresh.Login;

/**
 * Tries a login at the database of a started pool, in a thread of its own because not
 * every driver gives up in time.
 */
final class LoginTest {

	private static final long LONGEST_MILLIS = 30_000;

	private final HikariDataSource pool;

	LoginTest(HikariDataSource pool) {
		this.pool = pool;
	}

	@Nullable String failureOf(Login login) {
		FutureTask<@Nullable Void> attempt = new FutureTask<>(() -> {
			Credentials credentials = PoolLogin.credentials(login);
			dataSource().getConnection(credentials.getUsername(), credentials.getPassword()).close();
			return null;
		});
		Thread thread = new Thread(attempt, "keyvault-login-" + this.pool.getPoolName());
		thread.setDaemon(true);
		thread.start();
		return failureOf(attempt, Math.min(this.pool.getConnectionTimeout(), LONGEST_MILLIS));
	}

	private DataSource dataSource() {
		DataSource dataSource = ((HikariPool) this.pool.getHikariPoolMXBean()).getUnwrappedDataSource();
		return (dataSource instanceof WatchedDataSource watched) ? watched.getTargetDataSource() : dataSource;
	}

	private static @Nullable String failureOf(FutureTask<@Nullable Void> attempt, long millis) {
		try {
			attempt.get(millis, TimeUnit.MILLISECONDS);
			return null;
		}
		catch (ExecutionException ex) {
			return LoginFailure.describe(Objects.requireNonNull(ex.getCause()));
		}
		catch (TimeoutException ex) {
			attempt.cancel(true);
			return "no answer within %d ms".formatted(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "interrupted";
		}
	}

}
