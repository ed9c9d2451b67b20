package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.keyvault.fixtures.kubernetes.ApiProblem;
import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.FakeApiServer;
import dev.keyvault.fixtures.kubernetes.NeedsFakeCluster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApiRejection}, with the answers of API servers in their own words.
 */
@NeedsFakeCluster
@ExtendWith({ ClusterExtension.class, TargetExtension.class })
class ApiRejectionTests {

	private static final String WEBHOOK = "admission webhook \"policy.example.org\" denied the request";

	private static final String POLICY = "ValidatingAdmissionPolicy 'teams.example.org' with binding 'teams-shop' denied request: secrets need the label 'team'";

	private static final String ASK = " Declare the Secret as it is asked for there, or ask whoever runs it for an exception.";

	private FakeApiServer server;

	private SecretReconciler target;

	@BeforeEach
	void join(Cluster cluster, ReconcilerFixture fixture) {
		this.server = cluster.fake();
		this.target = fixture.target(fixture.fooSecrets());
		this.target.apply(ReconcilerFixture.fooValues(1).snapshot());
	}

	private String refuse(int code, String reason, String message, Map<String, String> cause) {
		this.server.refuse("patch secrets",
				new ApiProblem(code, reason, message, cause.isEmpty() ? List.of() : List.of(cause)));
		return ReconcilerFixture.message(this.target.apply(ReconcilerFixture.fooValues(2).snapshot()));
	}

	private String refuse(int code, String reason, String message) {
		return refuse(code, reason, message, Map.of());
	}

	private static String message(int code, String problem) {
		return "The API server did not take Secret 'foo-secrets' in namespace 'shop' (HTTP %d): %s".formatted(code,
				problem);
	}

	@Test
	void applyWhenNamespaceIsBeingDeletedSaysSo() {
		assertThat(refuse(403, "Forbidden",
				"secrets \"foo-secrets\" is forbidden: unable to create new content in namespace shop because it is being terminated",
				Map.of("reason", "NamespaceTerminating", "message", "namespace shop is being terminated", "field",
						"metadata.namespace")))
			.isEqualTo(message(403,
					"namespace 'shop' is being deleted. Nothing, if the application goes with it; else create the namespace again once it is gone."));
	}

	@Test
	void applyWhenQuotaIsExceededNamesItWithNumbers() {
		assertThat(refuse(403, "Forbidden",
				"secrets \"foo-secrets\" is forbidden: exceeded quota: few-secrets, requested: count/secrets=1, used: count/secrets=5, limited: count/secrets=5"))
			.isEqualTo(message(403,
					"quota 'few-secrets' forbids it (requested: count/secrets=1, used: count/secrets=5, limited: count/secrets=5). Raise the quota, or delete what is not needed any more."));
	}

	@Test
	void applyWhenQuotaIsNotCountedYetNamesIt() {
		assertThat(refuse(403, "Forbidden",
				"secrets \"foo-secrets\" is forbidden: status unknown for quota: few-secrets, resources: count/secrets"))
			.isEqualTo(message(403,
					"quota 'few-secrets' forbids it. Raise the quota, or delete what is not needed any more."));
	}

	@ParameterizedTest
	@CsvSource({ "400,BadRequest", "403,Forbidden", "409,Conflict", "422,Invalid", "500,InternalError" })
	void applyWhenWebhookDeniesTellsItsWords(int code, String reason) {
		assertThat(refuse(code, reason, WEBHOOK + ": secrets need the label 'team'.")).isEqualTo(message(code,
				"admission webhook 'policy.example.org' denies it: secrets need the label 'team'." + ASK));
	}

	@Test
	void applyWhenWebhookDeniesWithoutWordsSaysSo() {
		assertThat(refuse(403, "Forbidden", WEBHOOK + " without explanation"))
			.isEqualTo(message(403, "admission webhook 'policy.example.org' denies it and does not say why." + ASK));
	}

	@ParameterizedTest
	@CsvSource({ "s3cret-pa55-of-db-2", "s3cret-pa55-of-db-1", "czNjcmV0LXBhNTUtb2YtZGItMg", "s3cret",
			"'\"czNjcmV0LW9mLWNsaWVudC0y\"'" })
	void applyWhenWebhookQuotesValueKeepsItsWordsBack(String quoted) {
		assertThat(refuse(403, "Forbidden", WEBHOOK + ": the value " + quoted + " is weak")).isEqualTo(message(403,
				"admission webhook 'policy.example.org' denies it, in words that may quote a value and are not repeated here."
						+ ASK));
	}

	@Test
	void applyWhenWebhookDoesNotAnswerNamesIt() {
		assertThat(refuse(500, "InternalError",
				"Internal error occurred: failed calling webhook \"policy.example.org\": failed to call webhook: Post \"https://policy.shop.svc:443/validate?timeout=10s\": dial tcp 10.0.0.7:443: connect: connection refused"))
			.isEqualTo(message(500,
					"admission webhook 'policy.example.org' does not answer. Check that webhook; it is tried again later."));
	}

	@ParameterizedTest
	@CsvSource({ "422,Invalid", "403,Forbidden", "401,Unauthorized", "413,RequestEntityTooLarge" })
	void applyWhenPolicyDeniesNamesItAndItsWords(int code, String reason) {
		assertThat(refuse(code, reason, "secrets \"foo-secrets\" is forbidden: " + POLICY, Map.of("message", POLICY)))
			.isEqualTo(message(code,
					"ValidatingAdmissionPolicy 'teams.example.org' (binding 'teams-shop') denies it: secrets need the label 'team'."
							+ ASK));
	}

	@Test
	void applyWhenPolicyQuotesValueKeepsItsWordsBack() {
		assertThat(refuse(422, "Invalid", POLICY + ", not s3cret-pa55-of-db-2"))
			.startsWith(message(422,
					"ValidatingAdmissionPolicy 'teams.example.org' (binding 'teams-shop') denies it, in words"))
			.doesNotContain("pa55");
	}

	@Test
	void applyWhenPluginForbidsTellsItsWords() {
		assertThat(refuse(403, "Forbidden", "secrets \"foo-secrets\" is forbidden: no Secrets on Fridays"))
			.isEqualTo(message(403,
					"an admission plugin of the API server forbids it: no Secrets on Fridays. Ask whoever runs the cluster what is asked of Secrets."));
	}

	@Test
	void applyWhenFieldIsNotNamedDoesNotGuess() {
		assertThat(refuse(422, "Invalid", "Secret \"foo-secrets\" is invalid",
				Map.of("message", "s3cret-pa55-of-db-2 is weak")))
			.isEqualTo(message(422,
					"it does not say why. Correct the name, the type, the labels or the annotations that it is declared with."));
	}

}
