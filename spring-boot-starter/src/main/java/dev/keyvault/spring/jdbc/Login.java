package dev.keyvault.spring.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.util.Credentials;
import org.jspecify.annotations.Nullable;

import dev.keyvault.object.SensitiveValue;

/**
 * A user name and the password that belongs to it. Immutable.
 *
 * @param username the user name
 * @param password the password
 */
record Login(SensitiveValue username, SensitiveValue password) {

	static @Nullable Login of(@Nullable String username, @Nullable String password) {
		return ((username != null) && (password != null))
				? new Login(SensitiveValue.of(username), SensitiveValue.of(password)) : null;
	}

	static @Nullable Login of(Credentials credentials) {
		return of(credentials.getUsername(), credentials.getPassword());
	}

	Credentials credentials() {
		return Credentials.of(this.username.reveal(), this.password.reveal());
	}

	Connection open(DataSource dataSource) throws SQLException {
		return dataSource.getConnection(this.username.reveal(), this.password.reveal());
	}

}
