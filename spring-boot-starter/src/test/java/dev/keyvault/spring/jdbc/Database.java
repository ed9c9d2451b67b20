package dev.keyvault.spring.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A PostgreSQL that asks everyone but its administrator for a password.
 */
public final class Database implements BeforeAllCallback, AfterAllCallback {

	private static final List<String> ACCESS = List.of("host all postgres all trust", "host all all all scram-sha-256");

	private Path access;

	private EmbeddedPostgres postgres;

	private JdbcTemplate administrator;

	@Override
	public void beforeAll(ExtensionContext context) {
		try {
			this.access = Files.write(Files.createTempFile("pg_hba", ".conf"), ACCESS);
			this.postgres = EmbeddedPostgres.builder()
				.setServerConfig("hba_file", this.access.toString())
				.setServerConfig("password_encryption", "scram-sha-256")
				.start();
			this.administrator = new JdbcTemplate(this.postgres.getPostgresDatabase());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void afterAll(ExtensionContext context) throws IOException {
		this.postgres.close();
		Files.delete(this.access);
	}

	public String url() {
		return "jdbc:postgresql://localhost:%d/postgres".formatted(this.postgres.getPort());
	}

	public void createRole(String name, String password) {
		this.administrator.execute("DROP ROLE IF EXISTS " + name);
		this.administrator.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, password));
	}

	void changePassword(String name, String password) {
		this.administrator.execute("ALTER ROLE %s PASSWORD '%s'".formatted(name, password));
	}

	void execute(String sql) {
		this.administrator.execute(sql);
	}

	int count(String sql) {
		Integer count = this.administrator.queryForObject(sql, Integer.class);
		return (count != null) ? count : 0;
	}

	int sessions(String name) {
		Integer count = this.administrator.queryForObject("SELECT count(*) FROM pg_stat_activity WHERE usename = ?",
				Integer.class, name);
		return (count != null) ? count : 0;
	}

	int terminateSessions(String name) {
		return this.administrator
			.queryForList("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ?", name)
			.size();
	}

	static String user(Connection connection) throws SQLException {
		return new JdbcTemplate(new SingleConnectionDataSource(connection, true)).queryForObject("SELECT current_user",
				String.class);
	}

}
