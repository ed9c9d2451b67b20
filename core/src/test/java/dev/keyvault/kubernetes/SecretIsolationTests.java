package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.target.Backoff;
import dev.keyvault.target.WriteOutcome;
import dev.keyvault.target.WriteResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is thrown while one of several Secrets is handled.
 */
@ExtendWith({ ClusterExtension.class, TargetExtension.class })
class SecretIsolationTests {

	private static final Predicate<DeclaredKey> BROKEN = (key) -> {
		throw new StackOverflowError("s3cret-pa55-of-db-1");
	};

	@Test
	void applyWhenOneSecretFailsUnexpectedlyWritesTheOthers(ReconcilerFixture app) {
		SecretDeclaration broken = app.declaration("first", SecretType.OPAQUE, SecretPolicy.DEFAULTS,
				Map.of("entry", "app.unknown"));
		SecretReconciler target = new SecretReconciler(app.connect(),
				ReconcilerFixture.settings(broken, app.fooSecrets()), Leadership.EVERYONE, BROKEN,
				new SecretReconciler.Timing(app.clock(), app.clock(), Backoff.create(() -> 0)));
		app.closeLater(target::close);
		List<WriteOutcome> outcomes = target.apply(ReconcilerFixture.fooValues(1).snapshot());
		assertThat(ReconcilerFixture.results(outcomes)).containsExactly(WriteResult.FAILED, WriteResult.CREATED);
		assertThat(ReconcilerFixture.message(outcomes)).startsWith(app.id("first").describe()
				+ " could not be handled: java.lang.StackOverflowError at dev.keyvault.kubernetes.SecretIsolationTests.")
			.endsWith("). Report this; it is tried again later.")
			.doesNotContain("s3cret-pa55-of-db-1");
		assertThat(target.retryAt()).isEqualTo(app.clock().instant().plusSeconds(2));
	}

}
