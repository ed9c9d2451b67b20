package dev.keyvault.spring.refresh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

import dev.keyvault.rotation.Change;
import dev.keyvault.rotation.RejectedChange;
import dev.keyvault.rotation.Rotation;
import dev.keyvault.rotation.RotationValidator;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RotationContext}, and for those who share them.
 */
class RotationContextTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	@BeforeEach
	void fill() {
		this.vault.putSecret("user", "s3cret-n4me-of-one");
		this.vault.putSecret("password", "s3cret-pa55-of-one");
	}

	@Test
	void changeOfWhenRotationIsTheLastGivesTheSame() {
		try (ConfigurableApplicationContext context = start()) {
			RotationContext rotation = context.getBean(RotationContext.class);
			Rotation nothing = nothing();
			assertThat(rotation.changeOf(nothing)).isSameAs(rotation.changeOf(nothing));
		}
	}

	@Test
	void changeOfWhenRotationIsOnlyEqualToTheLastWorksItOutAnew() {
		try (ConfigurableApplicationContext context = start()) {
			RotationContext rotation = context.getBean(RotationContext.class);
			EnvironmentChange first = rotation.changeOf(nothing());
			assertThat(rotation.changeOf(nothing())).isNotSameAs(first);
		}
	}

	@Test
	void rotationIsWorkedOutOnceForAllWhoAskAboutIt() {
		try (ConfigurableApplicationContext context = start(Observing.class)) {
			rotate(context);
			Observing observing = context.getBean(Observing.class);
			assertThat(observing.validated).hasSize(1);
			assertThat(observing.followed).hasSize(1);
			assertThat(observing.followed.get(0)).isSameAs(observing.validated.get(0));
		}
	}

	@Test
	void restOfARefusedRotationIsWorkedOutAnew() {
		try (ConfigurableApplicationContext context = start(Observing.class)) {
			Observing observing = context.getBean(Observing.class);
			observing.refused = "database.user";
			rotate(context);
			assertThat(observing.validated).hasSize(2);
			assertThat(observing.followed.get(0)).isSameAs(observing.validated.get(1))
				.isNotSameAs(observing.validated.get(0));
		}
	}

	@Test
	void nothingIsKeptOfARotation() {
		try (ConfigurableApplicationContext context = start(Observing.class)) {
			rotate(context);
			assertNothingIsKept(context);
		}
	}

	@Test
	void nothingIsKeptOfARefusedRotation() {
		try (ConfigurableApplicationContext context = start(Observing.class)) {
			context.getBean(Observing.class).refused = "database";
			rotate(context);
			assertThat(context.getBean(Observing.class).followed).isEmpty();
			assertNothingIsKept(context);
		}
	}

	private ConfigurableApplicationContext start(Class<?>... configuration) {
		return RotatingApplication.of(this.vault, configuration)
			.key("database.user", "user")
			.key("database.password", "password")
			.start();
	}

	private void rotate(ConfigurableApplicationContext context) {
		this.vault.putSecret("user", "s3cret-n4me-of-two");
		this.vault.putSecret("password", "s3cret-pa55-of-two");
		context.getBean(KeyVaultRefresher.class).refresh();
	}

	private static Rotation nothing() {
		return Rotation.between(Snapshot.EMPTY, Snapshot.EMPTY);
	}

	private static void assertNothingIsKept(ConfigurableApplicationContext context) {
		assertThat(context.getBean(RotationContext.class)).hasFieldOrPropertyWithValue("last", null)
			.extracting("bindings")
			.asInstanceOf(InstanceOfAssertFactories.MAP)
			.isEmpty();
	}

	/**
	 * Is asked last, and notes what it is given.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(DatabaseBean.class)
	static class Observing implements RotationValidator, RotationFollower, Ordered {

		private final RotationContext rotation;

		private final List<EnvironmentChange> validated = new ArrayList<>();

		private final List<EnvironmentChange> followed = new ArrayList<>();

		private String refused = "none";

		Observing(RotationContext rotation) {
			this.rotation = rotation;
		}

		@Override
		public int getOrder() {
			return 1000;
		}

		@Override
		public List<RejectedChange> validate(Rotation proposed) {
			this.validated.add(this.rotation.changeOf(proposed));
			return proposed.changes()
				.stream()
				.filter((change) -> change.key().value().startsWith(this.refused))
				.map((change) -> new RejectedChange(change, "No."))
				.toList();
		}

		@Override
		public Collection<Change> follow(EnvironmentChange change) {
			this.followed.add(change);
			return change.changes();
		}

	}

}
