package dev.keyvault.source;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.keyvault.object.ObjectId;
import dev.keyvault.object.TestObjects;
import dev.keyvault.source.KeyVaultException.Reach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyVaultException} and its kinds.
 */
class KeyVaultExceptionTests {

	private static final String VAULT = "'payments' (https://payments-kv.vault.azure.net)";

	private final ObjectId secret = TestObjects.secretId("db-password");

	@ParameterizedTest
	@CsvSource({ "GET_SECRET, secrets/get, Key Vault Secrets User",
			"LIST_SECRETS, secrets/list, Key Vault Secrets User", "GET_KEY, keys/get, Key Vault Crypto User",
			"LIST_KEYS, keys/list, Key Vault Crypto User",
			"GET_CERTIFICATE, certificates/get, Key Vault Certificate User",
			"LIST_CERTIFICATES, certificates/list, Key Vault Certificate User",
			"GET_CERTIFICATE_SECRET, secrets/get, Key Vault Certificate User" })
	void accessDeniedNamesPermissionAndRole(Permission permission, String operation, String role) {
		assertThat(AccessDeniedException.of(TestObjects.VAULT, "secret 'db-password'", permission, null))
			.hasMessage("Vault %s does not allow '%s' for secret 'db-password'. "
					+ "Give the application's identity the role \"%s\" on the vault or, if the vault uses access policies, "
					+ "the permission '%s'. A new grant takes some minutes.", VAULT, operation, role, operation)
			.returns(Reach.OBJECT, KeyVaultException::reach);
	}

	@Test
	void accessDeniedByFirewallReachesTheVault() {
		assertThat(AccessDeniedException.byFirewall(TestObjects.VAULT, null))
			.hasMessage("The firewall of vault %s refuses the address of this application. "
					+ "Allow the address or the subnet in the vault's networking settings, or use a private endpoint.",
					VAULT)
			.returns(Reach.VAULT, KeyVaultException::reach);
	}

	@Test
	void authenticationFailedReachesTheVault() {
		assertThat(new AuthenticationFailedException(TestObjects.VAULT, "No token.", "Log in.", null))
			.hasMessage("No token. Log in.")
			.returns(Reach.VAULT, KeyVaultException::reach);
	}

	@Test
	void disabledNamesTheObject() {
		assertThat(new ObjectDisabledException(this.secret, null))
			.hasMessage("The secret 'db-password' of vault %s is disabled. "
					+ "Enable it, or write 'optional:' before the reference.", VAULT)
			.returns(Reach.OBJECT, KeyVaultException::reach);
	}

	@Test
	void notFoundNamesTheObject() {
		assertThat(ObjectNotFoundException.of(this.secret, null))
			.hasMessage("Secret 'db-password' does not exist in vault %s. Create it, recover it if it was deleted, "
					+ "correct the name, or write 'optional:' before the reference.", VAULT)
			.returns(Reach.OBJECT, KeyVaultException::reach);
	}

	@Test
	void notFoundWhenVersionIsAskedForNamesIt() {
		assertThat(ObjectNotFoundException.of(this.secret.at(TestObjects.version(1)), null))
			.hasMessageStartingWith("Version 00000001000000000000000000000000 of secret 'db-password' does not exist "
					+ "in vault %s. ".formatted(VAULT));
	}

	@Test
	void notFoundWhenPreviousIsAskedForTellsSo() {
		assertThat(ObjectNotFoundException.previousOf(TestObjects.certificateId("web")))
			.hasMessage("Certificate 'web' of vault %s has no enabled version before its current one. "
					+ "Write 'optional:' before the reference if there need not be one.", VAULT)
			.returns(Reach.OBJECT, KeyVaultException::reach);
	}

	@Test
	void malformedReachesTheObject() {
		assertThat(new MalformedObjectException(this.secret, "It is wrong.", "Correct it."))
			.hasMessage("It is wrong. Correct it.")
			.hasNoCause()
			.returns(Reach.OBJECT, KeyVaultException::reach);
	}

	@Test
	void throttledTellsHowLongToWait() {
		assertThat(new VaultThrottledException(TestObjects.VAULT, Duration.ofSeconds(7), null))
			.hasMessage("Vault %s is throttling its callers (HTTP 429) and asks to wait 7 s. "
					+ "Lower 'load.parallelism', spread the start of replicas, or use a vault per application; "
					+ "Key Vault serves 4,000 reads in 10 s.", VAULT)
			.returns(Reach.OUTAGE, KeyVaultException::reach)
			.returns(Duration.ofSeconds(7), KeyVaultException::retryAfter);
	}

	@Test
	void throttledWhenVaultGivesNoTimeLeavesItOut() {
		assertThat(new VaultThrottledException(TestObjects.VAULT, null, null))
			.hasMessageStartingWith("Vault %s is throttling its callers (HTTP 429). Lower", VAULT);
	}

	@Test
	void unreachableIsAnOutage() {
		assertThat(new VaultUnreachableException(TestObjects.VAULT, "No answer.", "Poll.", null))
			.hasMessage("No answer. Poll.")
			.returns("No answer.", KeyVaultException::reason)
			.returns(Message.of("Poll."), KeyVaultException::action)
			.returns(TestObjects.VAULT, KeyVaultException::vault)
			.returns(null, KeyVaultException::retryAfter)
			.returns(Reach.OUTAGE, KeyVaultException::reach);
	}

	@Test
	void answeredTellsHowLongToWait() {
		assertThat(VaultUnreachableException.answered(TestObjects.VAULT, "HTTP 503.", "Poll.", Duration.ofSeconds(9)))
			.hasMessage("HTTP 503. Poll.")
			.hasNoCause()
			.returns(Duration.ofSeconds(9), KeyVaultException::retryAfter);
	}

	@Test
	void failureOfOneObjectAsksNobodyToWait() {
		assertThat(new ObjectDisabledException(this.secret, null).retryAfter()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "PT30S, 30 s", "PT2M, 120 s", "PT0.5S, 500 ms", "PT1.5S, 1500 ms" })
	void lateTellsTheTimeAllowed(Duration allowed, String words) {
		Deadline deadline = Deadline.in(allowed, Clock.systemUTC());
		assertThat(VaultUnreachableException.late(TestObjects.VAULT, deadline, null))
			.hasMessage("Vault %s did not answer within %s, the time for everything that is read together. "
					+ "Check that the vault answers from here, or raise 'load.timeout'.", VAULT, words);
	}

}
