package dev.keyvault.spring.refresh;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
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

import dev.keyvault.spring.config.ImportedKeys;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Readers hammer everything that follows while a pair of user and password is rotated
 * 10,000 times.
 */
class TornReadsTests {

	private static final int ROTATIONS = 500;

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	@Test
	void readersNeverSeeNullOrHalfOfAPair() throws InterruptedException {
		putPair(0);
		try (ConfigurableApplicationContext context = start()) {
			List<Reader> readers = readers(context);
			readers.forEach(Thread::start);
			KeyVaultRefresher refresher = context.getBean(KeyVaultRefresher.class);
			for (int i = 1; i <= ROTATIONS; i++) {
				putPair(i);
				assertThat(refresher.refresh().rotated()).hasSize(2);
			}
			for (Reader reader : readers) {
				reader.finish();
			}
			assertThat(readers).allSatisfy((reader) -> {
				assertThat(reader.fault.get()).as(reader.getName()).isNull();
				assertThat(reader.reads.get()).as(reader.getName()).isPositive();
			});
			assertThat(context.getBean(DatabaseBean.class).getPassword()).isEqualTo("pa55-of-" + ROTATIONS);
		}
	}

	private void putPair(int number) {
		this.vault.putSecret("login", "{\"user\": \"n4me-of-%1$d\", \"password\": \"pa55-of-%1$d\"}".formatted(number));
	}

	private ConfigurableApplicationContext start() {
		return RotatingApplication.of(this.vault, Database.class)
			.key("database", "login#*")
			.property("logging.level.dev.keyvault", "warn")
			.start();
	}

	private static List<Reader> readers(ConfigurableApplicationContext context) {
		Rotating<Login> rotating = context.getBean(Holder.class).login();
		DatabaseBean bean = context.getBean(DatabaseBean.class);
		ConfigurableEnvironment environment = context.getEnvironment();
		ImportedKeys keys = context.getBean(ImportedKeys.class);
		List<Reader> readers = new ArrayList<>();
		readers.add(new Reader("Rotating", () -> pair(rotating.get().user(), rotating.get().password(), false)));
		readers.add(new Reader("Rotating, one call", () -> {
			Login login = rotating.get();
			return pair(login.user(), login.password(), true);
		}));
		readers.add(new Reader("JavaBean", () -> pair(bean.getUser(), bean.getPassword(), false)));
		readers.add(new Reader("Environment", () -> pair(environment.getProperty("database.user"),
				environment.getProperty("database.password"), false)));
		readers.add(new Reader("Environment of a snapshot", () -> {
			SnapshotEnvironment snapshot = SnapshotEnvironment.of(environment, keys.snapshot());
			return pair(snapshot.getProperty("database.user"), snapshot.getProperty("database.password"), true);
		}));
		return readers;
	}

	private static @Nullable String pair(@Nullable String user, @Nullable String password, boolean matching) {
		if (user == null || password == null) {
			return "a null";
		}
		boolean match = user.substring("n4me-of-".length()).equals(password.substring("pa55-of-".length()));
		return (matching && !match) ? "a mixed pair" : null;
	}

	/**
	 * Reads until it is told to finish or finds a fault.
	 */
	private static final class Reader extends Thread {

		private final Supplier<@Nullable String> read;

		private final AtomicReference<@Nullable String> fault = new AtomicReference<>();

		private final AtomicLong reads = new AtomicLong();

		private final AtomicBoolean finished = new AtomicBoolean();

		Reader(String name, Supplier<@Nullable String> read) {
			super(name);
			this.read = read;
			setDaemon(true);
		}

		@Override
		public void run() {
			while (!this.finished.get() && this.fault.get() == null) {
				this.fault.set(this.read.get());
				this.reads.incrementAndGet();
				Thread.yield();
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
