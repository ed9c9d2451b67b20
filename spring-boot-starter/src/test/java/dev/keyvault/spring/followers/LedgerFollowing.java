package dev.keyvault.spring.followers;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import dev.keyvault.rotation.Change;
import dev.keyvault.rotation.RejectedChange;
import dev.keyvault.rotation.Rotation;
import dev.keyvault.rotation.RotationValidator;
import dev.keyvault.spring.refresh.EnvironmentChange;
import dev.keyvault.spring.refresh.Login;
import dev.keyvault.spring.refresh.LoginChange;
import dev.keyvault.spring.refresh.LoginProperties;
import dev.keyvault.spring.refresh.RotationContext;
import dev.keyvault.spring.refresh.RotationFollower;
import dev.keyvault.spring.refresh.RotationOrder;

/**
 * The example of {@code docs/followers.md}: a client of the application's own follows its
 * user name and password.
 */
final class LedgerFollowing {

	private LedgerFollowing() {
	}

	// tag::ledger-properties[]
	@ConfigurationProperties("app.ledger")
	record LedgerProperties(String url, String username, String password) {

	}
	// end::ledger-properties[]

	// tag::ledger-client[]
	static class Ledger {

		private final String url;

		private volatile LedgerClient client;

		Ledger(LedgerProperties properties) {
			this.url = properties.url();
			this.client = new LedgerClient(this.url, properties.username(), properties.password());
		}

		LedgerClient client() {
			return this.client;
		}

		void logIn(Login login) {
			LedgerClient old = this.client;
			this.client = connect(login);
			old.close();
		}

		LedgerClient connect(Login login) {
			return new LedgerClient(this.url, login.username().reveal(), login.password().reveal());
		}

	}
	// end::ledger-client[]

	// tag::ledger-follower[]
	static class LedgerFollower implements RotationFollower {

		private final LoginProperties properties = LoginProperties.below("app.ledger");

		private final Ledger ledger;

		LedgerFollower(Ledger ledger) {
			this.ledger = ledger;
		}

		@Override
		public Collection<Change> follow(EnvironmentChange change) {
			LoginChange login = this.properties.changeIn(change);
			if (login == null) {
				return List.of();
			}
			this.ledger.logIn(login.after());
			return login.changes();
		}

	}
	// end::ledger-follower[]

	// tag::ledger-validator[]
	static class LedgerLoginValidator implements RotationValidator {

		private final LoginProperties properties = LoginProperties.below("app.ledger");

		private final RotationContext context;

		private final Ledger ledger;

		LedgerLoginValidator(RotationContext context, Ledger ledger) {
			this.context = context;
			this.ledger = ledger;
		}

		@Override
		public List<RejectedChange> validate(Rotation proposed) {
			LoginChange login = this.properties.changeIn(this.context.changeOf(proposed));
			if (login == null || isAccepted(login.after())) {
				return List.of();
			}
			return RotationValidator.reject(login.changes(), "The ledger rejects the new user name and password.");
		}

		private boolean isAccepted(Login login) {
			try {
				this.ledger.connect(login).close();
				return true;
			}
			catch (LedgerException ex) {
				return false;
			}
		}

	}
	// end::ledger-validator[]

	// tag::ledger-configuration[]
	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(LedgerProperties.class)
	static class LedgerConfiguration {

		@Bean
		Ledger ledger(LedgerProperties properties) {
			return new Ledger(properties);
		}

		@Bean
		@Order(RotationOrder.FOLLOW_LOGINS)
		LedgerFollower ledgerFollower(Ledger ledger) {
			return new LedgerFollower(ledger);
		}

		@Bean
		@Order(RotationOrder.VALIDATE_LOGINS)
		LedgerLoginValidator ledgerLoginValidator(RotationContext context, Ledger ledger) {
			return new LedgerLoginValidator(context, ledger);
		}

	}
	// end::ledger-configuration[]

	/**
	 * Stands for the client of a library. It logs in when it is created.
	 */
	static final class LedgerClient implements AutoCloseable {

		private static final Set<String> ACCEPTED = ConcurrentHashMap.newKeySet();

		private final String user;

		private volatile boolean open = true;

		LedgerClient(String url, String user, String password) {
			if (!ACCEPTED.contains(url + user + password)) {
				throw new LedgerException();
			}
			this.user = user;
		}

		static void accept(String url, String user, String password) {
			ACCEPTED.add(url + user + password);
		}

		String user() {
			return this.user;
		}

		boolean isOpen() {
			return this.open;
		}

		@Override
		public void close() {
			this.open = false;
		}

	}

	/**
	 * The ledger rejects a login.
	 */
	static final class LedgerException extends RuntimeException {

	}

}
