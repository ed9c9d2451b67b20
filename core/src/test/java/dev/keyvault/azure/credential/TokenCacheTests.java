package dev.keyvault.azure.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import dev.keyvault.azure.AzureFixture;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.source.Deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TokenCache}.
 */
class TokenCacheTests {

	private final AzureFixture fixture = new AzureFixture();

	private final Counting credential = new Counting();

	private final Deque<Runnable> background = new ArrayDeque<>();

	private boolean direct = true;

	private final TokenCache supply = new TokenCache(this.credential, TokenScope.ANY, this.fixture.clock,
			this::execute);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private void execute(Runnable task) {
		if (this.direct) {
			task.run();
		}
		else {
			this.background.add(task);
		}
	}

	@BeforeEach
	void listen() {
		this.log.start();
		((Logger) LoggerFactory.getLogger(TokenCache.class)).addAppender(this.log);
	}

	@AfterEach
	void close() {
		((Logger) LoggerFactory.getLogger(TokenCache.class)).detachAppender(this.log);
		this.fixture.close();
	}

	@Test
	void tokenWhenValidIsKept() {
		assertThat(token()).isEqualTo("token 1");
		this.fixture.clock.move(Duration.ofMinutes(54));
		assertThat(token()).isEqualTo("token 1");
	}

	@Test
	void tokenWhenNearItsEndIsRenewedInTheBackground() {
		token();
		this.direct = false;
		this.fixture.clock.move(Duration.ofMinutes(56));
		assertThat(token()).isEqualTo("token 1");
		assertThat(token()).isEqualTo("token 1");
		assertThat(this.background).hasSize(1);
		this.background.remove().run();
		assertThat(token()).isEqualTo("token 2");
		assertThat(this.credential.requests).hasValue(2);
	}

	@Test
	void tokenWhenExpiredWaitsForAnother() {
		token();
		this.fixture.clock.move(Duration.ofMinutes(60));
		assertThat(token()).isEqualTo("token 2");
	}

	@Test
	void tokenWhenRenewalFailsIsUsedOnAndTriedAgainAfterHalfAMinute() {
		token();
		this.credential.failing = true;
		this.fixture.clock.move(Duration.ofMinutes(56));
		for (int i = 0; i < 10; i++) {
			assertThat(token()).isEqualTo("token 1");
		}
		assertThat(this.credential.requests).hasValue(2);
		this.fixture.clock.move(Duration.ofSeconds(30));
		assertThat(token()).isEqualTo("token 1");
		assertThat(this.credential.requests).hasValue(3);
	}

	@Test
	void tokenWhenRenewalFailsOrRecoversIsLoggedOncePerChange() {
		token();
		this.credential.failing = true;
		this.fixture.clock.move(Duration.ofMinutes(56));
		token();
		this.fixture.clock.move(Duration.ofSeconds(30));
		token();
		this.credential.failing = false;
		this.fixture.clock.move(Duration.ofSeconds(30));
		token();
		assertThat(this.log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
		assertThat(this.log.list).extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly(
					"The token of client secret (client 'c', tenant 't') cannot be renewed and is used until it expires: it failed",
					"The token of client secret (client 'c', tenant 't') is renewed again");
	}

	@Test
	void tokenWhenThereIsNoneFailsForASecondWithoutAskingAgain() {
		this.credential.failing = true;
		assertThatExceptionOfType(CredentialException.class).isThrownBy(this::token);
		assertThatExceptionOfType(CredentialException.class).isThrownBy(this::token);
		assertThat(this.credential.requests).hasValue(1);
		this.credential.failing = false;
		this.fixture.clock.move(Duration.ofSeconds(1));
		assertThat(token()).isEqualTo("token 2");
	}

	@Test
	void tokenWhenDeadlinePassesTellsWhoGaveNone() {
		this.direct = false;
		Deadline passed = Deadline.in(Duration.ZERO, this.fixture.clock);
		assertThatExceptionOfType(CredentialException.class).isThrownBy(() -> this.supply.token(passed))
			.withMessage("client secret (client 'c', tenant 't') gave none in time");
	}

	@Test
	void replaceWhenSeveralRejectTheSameTokenGetsOneOther() {
		Token first = this.supply.token(deadline());
		Token second = this.supply.replace(first, "{\"claims\":1}", deadline());
		assertThat(this.supply.replace(first, "{\"claims\":1}", deadline())).isEqualTo(second);
		assertThat(this.credential.requests).hasValue(2);
		assertThat(this.credential.claims).isEqualTo("{\"claims\":1}");
	}

	private String token() {
		return this.supply.token(deadline()).value().reveal();
	}

	private Deadline deadline() {
		return this.fixture.deadline();
	}

	/**
	 * Gives tokens for an hour, to be renewed 5 minutes before.
	 */
	private final class Counting implements Credential {

		private final AtomicInteger requests = new AtomicInteger();

		private boolean failing;

		private @Nullable String claims;

		@Override
		public Token request(TokenScope scope, @Nullable String claims) {
			int number = this.requests.incrementAndGet();
			this.claims = claims;
			if (this.failing) {
				throw CredentialException.refused("it failed", "Do something.");
			}
			Instant expires = TokenCacheTests.this.fixture.clock.instant().plus(Duration.ofHours(1));
			return new Token(SensitiveValue.of("token " + number), expires, expires.minus(Duration.ofMinutes(5)));
		}

		@Override
		public Principal principal() {
			return new Principal("client secret", "c", "t");
		}

		@Override
		public Need need() {
			return Need.SCOPE;
		}

	}

}
