package dev.keyvault.spring.jdbc;

import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoginFailure}.
 */
class LoginFailureTests {

	@ParameterizedTest
	@CsvSource({ "PostgreSQL wrong password, 28P01, 0", "PostgreSQL no such role, 28000, 0", "MySQL, 28000, 1045",
			"Oracle, 72000, 1017", "SQL Server, S0001, 18456", "Db2, 28000, -4214" })
	void isRefusalWhenDatabaseRefusesLoginIsTrue(String database, String state, int code) {
		assertThat(LoginFailure.isRefusal(new SQLException(database, state, code))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "connection refused, 08001, 0", "too many connections, 53300, 0", "no state, , 0",
			"MySQL unknown database, 42000, 1049", "Oracle listener, 66000, 12541" })
	void isRefusalWhenLoginFailsOtherwiseIsFalse(String reason, String state, int code) {
		assertThat(LoginFailure.isRefusal(new SQLException(reason, state, code))).isFalse();
	}

	@Test
	void isRefusalWhenTypeOfExceptionSaysSoIsTrue() {
		assertThat(LoginFailure.isRefusal(new SQLInvalidAuthorizationSpecException("refused"))).isTrue();
	}

	@Test
	void isRefusalWhenCauseIsRefusalIsTrue() {
		SQLException failure = new SQLException("wrapped", "08001", new SQLException("refused", "28P01"));
		assertThat(LoginFailure.isRefusal(failure)).isTrue();
	}

	@Test
	void describeLeavesOutMessage() {
		assertThat(LoginFailure.describe(new SQLException("for user s3cret-n4me-of-user", "28P01", 7)))
			.isEqualTo("java.sql.SQLException, SQLState '28P01', vendor code 7");
	}

	@Test
	void describeWhenFailureIsNotOfDatabaseNamesType() {
		assertThat(LoginFailure.describe(new IllegalStateException("s3cret-n4me-of-user")))
			.isEqualTo("java.lang.IllegalStateException");
	}

}
