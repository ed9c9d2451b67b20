package dev.keyvault.spring.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Mono;

import dev.keyvault.azure.VaultClient;
import dev.keyvault.azure.VaultClientCustomizer;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link VaultClientCustomizer}: what an application does to the requests to
 * its vaults.
 */
class VaultClientCustomizerTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension payments = new EmbeddedKeyVaultExtension(
			(vault) -> vault.putSecret("name", "s3cret-of-one"));

	@TempDir
	private Path directory;

	@Test
	void customizerOfThePageChangesAndCountsRequests() {
		SpringApplication application = new SpringApplication(ApplicationRun.Empty.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		TeamHeader teamHeader = new TeamHeader();
		Observer observer = new Observer(HttpPipelinePosition.PER_RETRY);
		VaultClientCustomizer customizer = teamHeader.andThen((client) -> client.policy(observer));
		// tag::team-header-registration[]
		application.addBootstrapRegistryInitializer(
				(registry) -> registry.registerIfAbsent(VaultClientCustomizer.class, (context) -> customizer));
		// end::team-header-registration[]
		application.setDefaultProperties(new HashMap<>(payments.vault().properties("payments")));
		try (ConfigurableApplicationContext context = application.run(
				"--spring.config.location=" + this.directory.toUri(), "--spring.config.import=keyvault:",
				"--keyvault.vaults.payments.keys.app.name=name", "--keyvault.refresh.enabled=false")) {
			assertThat(context.getEnvironment().getProperty("app.name")).isEqualTo("s3cret-of-one");
			assertThat(teamHeader.requests()).isEqualTo(1);
			context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(teamHeader.requests()).isEqualTo(2);
			assertThat(observer.headers)
				.allSatisfy((headers) -> assertThat(headers.getValue(HttpHeaderName.fromString("X-Team")))
					.isEqualTo("payments"));
		}
	}

	@Test
	void policiesSeeRetriesByTheirPositionAndNeverTheToken() {
		Observer calls = new Observer(HttpPipelinePosition.PER_CALL);
		Observer attempts = new Observer(HttpPipelinePosition.PER_RETRY);
		try (ConfigurableApplicationContext context = run((client) -> client.policy(attempts).policy(calls)).start()) {
			calls.headers.clear();
			attempts.headers.clear();
			vault().faults().onPath("/secrets/name").times(2).respond(503, "Busy", "later");
			context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(calls.headers).hasSize(1);
			assertThat(attempts.headers).hasSize(3);
			assertThat(attempts.headers)
				.allSatisfy((headers) -> assertThat(headers.getValue(HttpHeaderName.AUTHORIZATION)).isNull());
		}
	}

	@Test
	void customizerThatThrowsIsAProblemOfTheStartWithoutItsText() {
		assertThat(failure(run(new BrokenCustomizer()))).isEqualTo(
				"""
						Keys could not be imported from Azure Key Vault:

						The customizer of requests to vault 'payments' failed with java.lang.IllegalStateException at \
						dev.keyvault.spring.config.VaultClientCustomizerTests$BrokenCustomizer.customize(VaultClientCustomizerTests.java:{line}).
						    dev.keyvault.spring.config.VaultClientCustomizerTests$BrokenCustomizer

						Action:

						Correct the VaultClientCustomizer \
						'dev.keyvault.spring.config.VaultClientCustomizerTests$BrokenCustomizer'.""");
	}

	@Test
	void policyThatThrowsIsAProblemOfTheObject() {
		assertThat(failure(run((client) -> client.policy(new BrokenPolicy()))))
			.contains("Reading the secret 'name' of vault 'payments'")
			.contains("failed unexpectedly with java.lang.IllegalStateException at dev.keyvault.spring.config")
			.doesNotContain("s3cret-of-policy");
	}

	private static String failure(ApplicationRun run) {
		Throwable failure = catchThrowable(run::start);
		assertThat(failure).as("failure of the start").isNotNull();
		return FailureMessage.of(failure).replaceAll("Tests\\.java:\\d+", "Tests.java:{line}");
	}

	private ApplicationRun run(VaultClientCustomizer customizer) {
		return ApplicationRun.in(this.directory)
			.file("application.yml", """
					spring.config.import: "keyvault:"
					keyvault:
					  refresh.enabled: false
					  vaults.payments.keys: {app.name: name}
					""")
			.vault("payments", vault())
			.bootstrap((registry) -> registry.registerIfAbsent(VaultClientCustomizer.class, (context) -> customizer));
	}

	private static EmbeddedKeyVault vault() {
		return payments.vault();
	}

	// tag::team-header[]
	static final class TeamHeader implements VaultClientCustomizer {

		private final AtomicInteger requests = new AtomicInteger();

		@Override
		public void customize(VaultClient client) {
			client.header("X-Team", client.vault().name()).policy(new HttpPipelineSyncPolicy() {

				@Override
				public HttpPipelinePosition getPipelinePosition() {
					return HttpPipelinePosition.PER_CALL;
				}

				@Override
				protected void beforeSendingRequest(HttpPipelineCallContext context) {
					TeamHeader.this.requests.incrementAndGet();
				}

			});
		}

		int requests() {
			return this.requests.get();
		}

	}
	// end::team-header[]

	private static final class BrokenCustomizer implements VaultClientCustomizer {

		@Override
		public void customize(VaultClient client) {
			throw new IllegalStateException("s3cret-of-customizer");
		}

	}

	/**
	 * Takes note of the headers of each request.
	 */
	private static final class Observer implements HttpPipelinePolicy {

		private final List<HttpHeaders> headers = new ArrayList<>();

		private final HttpPipelinePosition position;

		Observer(HttpPipelinePosition position) {
			this.position = position;
		}

		@Override
		public HttpPipelinePosition getPipelinePosition() {
			return this.position;
		}

		@Override
		public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
			return next.process();
		}

		@Override
		public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
			HttpResponse response = next.processSync();
			this.headers.add(new HttpHeaders(context.getHttpRequest().getHeaders()));
			return response;
		}

	}

	private static final class BrokenPolicy extends HttpPipelineSyncPolicy {

		@Override
		protected @Nullable HttpResponse afterReceivedResponse(HttpPipelineCallContext context, HttpResponse response) {
			throw new IllegalStateException("s3cret-of-policy");
		}

	}

}
