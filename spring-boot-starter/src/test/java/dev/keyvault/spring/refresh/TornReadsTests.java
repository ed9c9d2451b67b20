package dev.keyvault.spring.refresh;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

import dev.keyvault.fixtures.Soak;
import dev.keyvault.spring.config.ImportedKeys;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Readers hammer everything that follows while a pair of user and password is rotated
 * 10,000 times.
 */
class TornReadsTests {

	private static final int ROTATIONS = Soak.rotations();

	/**
	 * Leaves the rotations some of two cores.
	 */
	private static final long PAUSE_NANOS = 20_000;

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	@Test
	void readersNeverSeeNullOrHalfOfAPair() throws InterruptedException {
		putPair(0);
		try (ConfigurableApplicationContext context = start()) {
			List<Reader> readers = List.of(new Reader(reads(context)), new Reader(reads(context)));
			readers.forEach(Thread::start);
			KeyVaultRefresher refresher = context.getBean(KeyVaultRefresher.class);
			for (int i = 1; i <= ROTATIONS; i++) {
				putPair(i);
				assertThat(refresher.refresh().rotated()).hasSize(2);
				awaitRound(readers);
			}
			for (Reader reader : readers) {
				reader.finish();
			}
			assertThat(readers).allSatisfy((reader) -> {
				assertThat(reader.fault.get()).isNull();
				assertThat(reader.rounds.get()).isGreaterThanOrEqualTo(ROTATIONS);
			});
			assertThat(context.getBean(DatabaseBean.class).getPassword()).isEqualTo("s3cret-pa55-of-" + ROTATIONS);
		}
	}

	/**
	 * Let each reader read everything at least once per rotation, however slow the
	 * machine is.
	 */
	private static void awaitRound(List<Reader> readers) {
		for (Reader reader : readers) {
			long rounds = reader.rounds.get();
			while (reader.rounds.get() == rounds && reader.fault.get() == null) {
				LockSupport.parkNanos(PAUSE_NANOS);
			}
		}
	}

	private void putPair(int number) {
		this.vault.putSecret("login",
				"{\"user\": \"s3cret-n4me-of-%1$d\", \"password\": \"s3cret-pa55-of-%1$d\"}".formatted(number));
	}

	private ConfigurableApplicationContext start() {
		return RotatingApplication.of(this.vault, Database.class)
			.key("database", "login#*")
			.property("logging.level.dev.keyvault", "warn")
			.start();
	}

	private static List<Supplier<@Nullable String>> reads(ConfigurableApplicationContext context) {
		Rotating<Login> rotating = context.getBean(Holder.class).login();
		DatabaseBean bean = context.getBean(DatabaseBean.class);
		ConfigurableEnvironment environment = context.getEnvironment();
		ImportedKeys keys = context.getBean(ImportedKeys.class);
		return List.of(() -> pair("Rotating", rotating.get().user(), rotating.get().password()), () -> {
			Login login = rotating.get();
			return matchingPair("Rotating, got once", login.user(), login.password());
		}, () -> pair("JavaBean", bean.getUser(), bean.getPassword()), () -> pair("Environment",
				environment.getProperty("database.user"), environment.getProperty("database.password")), () -> {
					SnapshotEnvironment snapshot = SnapshotEnvironment.of(environment, keys.snapshot());
					return matchingPair("Environment of a snapshot", snapshot.getProperty("database.user"),
							snapshot.getProperty("database.password"));
				});
	}

	private static @Nullable String pair(String from, @Nullable String user, @Nullable String password) {
		return (user == null || password == null) ? from + " has null" : null;
	}

	private static @Nullable String matchingPair(String from, @Nullable String user, @Nullable String password) {
		if (user == null || password == null) {
			return from + " has null";
		}
		boolean match = user.substring("s3cret-n4me-of-".length())
			.equals(password.substring("s3cret-pa55-of-".length()));
		return match ? null : from + " has a mixed pair";
	}

	/**
	 * Reads everything in turn until it is told to finish or finds a fault.
	 */
	private static final class Reader extends Thread {

		private final List<Supplier<@Nullable String>> reads;

		private final AtomicReference<@Nullable String> fault = new AtomicReference<>();

		private final AtomicLong rounds = new AtomicLong();

		private final AtomicBoolean finished = new AtomicBoolean();

		Reader(List<Supplier<@Nullable String>> reads) {
			this.reads = reads;
			setDaemon(true);
		}

		@Override
		public void run() {
			while (!this.finished.get() && this.fault.get() == null) {
				this.reads.stream().map(Supplier::get).filter(Objects::nonNull).findFirst().ifPresent(this.fault::set);
				this.rounds.incrementAndGet();
				LockSupport.parkNanos(PAUSE_NANOS);
			}
		}

		void finish() throws InterruptedException {
			this.finished.set(true);
			join();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties({ DatabaseBean.class, Login.class })
	static class Database {

		@Bean
		Holder holder(Rotating<Login> login) {
			return new Holder(login);
		}

	}

	record Holder(Rotating<Login> login) {

	}

	@ConfigurationProperties("database")
	record Login(String user, String password) {

	}

}
