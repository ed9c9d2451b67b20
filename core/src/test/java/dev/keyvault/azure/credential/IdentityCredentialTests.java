package dev.keyvault.azure.credential;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import dev.keyvault.azure.AzureFixture;
import dev.keyvault.azure.Cloud;
import dev.keyvault.azure.MetadataDouble;
import dev.keyvault.azure.http.HttpSettings;
import dev.keyvault.azure.http.OverdueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link IdentityCredential}.
 */
class IdentityCredentialTests {

	private static final TokenScope SCOPE = new TokenScope(Cloud.PUBLIC.scope(), null);

	private final AzureFixture fixture = new AzureFixture();

	private final MetadataDouble metadata = new MetadataDouble();

	@BeforeEach
	void takeDefaults() {
		this.fixture.http = HttpSettings.DEFAULTS;
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void requestWhenSdkTakesLongToBeginLeavesTheNetworkItsTime() {
		this.metadata.answers(200);
		assertThat(request(new SlowCredential()).value().reveal()).isEqualTo("s3cret-t0ken-of-test");
		assertThat(this.metadata.asked).containsExactly("https://login.microsoftonline.com/token within 15 s");
	}

	@Test
	void requestWhenEndpointIsSilentTellsHowLongItWasWaitedFor() {
		this.metadata.isSilent(Duration.ZERO).isSilent(Duration.ZERO);
		assertThatExceptionOfType(CredentialException.class).isThrownBy(() -> request(new SlowCredential()))
			.withMessage("the token endpoint 'https://login.microsoftonline.com' did not answer within 15 s")
			.withCauseInstanceOf(OverdueException.class);
		assertThat(this.metadata.asked).hasSize(2).last().asString().endsWith("within 4 s");
	}

	@Test
	void requestWhenEndpointIsSilentAndProcessIsStarvedSaysSo() {
		this.metadata.isSilent(Duration.ZERO).isSilent(Duration.ofSeconds(4));
		assertThatExceptionOfType(CredentialException.class).isThrownBy(() -> request(new SlowCredential()))
			.withMessage(
					"the token endpoint 'https://login.microsoftonline.com' did not answer within 15 s, while the threads of this process waited for a processor half of the time or longer")
			.satisfies((ex) -> assertThat(ex.action()).hasToString(
					"Give this process more CPU: raise the limit of its container, or take load off the machine. If that does not help: Look at the state of the service and at proxies on the way."));
	}

	private Token request(SdkCredential sdk) {
		this.metadata.takeTimeOf(this.fixture);
		return new IdentityCredential(sdk,
				new TokenClient(this.metadata, this.fixture.environment(), ForkJoinPool.commonPool()))
			.request(SCOPE, null);
	}

	/**
	 * Takes a minute before its first request, as loading classes does on a starved
	 * machine.
	 */
	private final class SlowCredential implements SdkCredential {

		@Override
		public Principal principal() {
			return new Principal("slow", null, null);
		}

		@Override
		public TokenCredential create(HttpPipeline pipeline, ExecutorService executor) {
			IdentityCredentialTests.this.fixture.clock.move(Duration.ofMinutes(1));
			return (context) -> Mono.fromCallable(() -> {
				pipeline.sendSync(new HttpRequest(HttpMethod.GET, "https://login.microsoftonline.com/token"),
						Context.NONE);
				return new AccessToken("s3cret-t0ken-of-test",
						IdentityCredentialTests.this.fixture.clock.instant()
							.plusSeconds(3600)
							.atOffset(ZoneOffset.UTC));
			});
		}

		@Override
		public CredentialException explain(RuntimeException failure) {
			throw failure;
		}

	}

}
