package dev.keyvault.test;

import java.io.IOException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AccessRules}.
 */
class AccessRulesTests {

	private static EmbeddedKeyVault vault;

	private static VaultClient client;

	@BeforeAll
	static void start() {
		vault = EmbeddedKeyVault.builder().tenantId("contoso").start();
		client = new VaultClient(vault);
		vault.putSecret("name", "value");
	}

	@AfterEach
	void allowAll() {
		vault.access().allowAll();
	}

	@AfterAll
	static void close() {
		vault.close();
	}

	@Test
	void denyByAccessPolicyTellsAccessDenied() throws IOException, InterruptedException {
		vault.access().deny(AccessRule.ACCESS_POLICY, ObjectType.SECRET, Operation.GET);
		VaultClient.Answer answer = client.get("/secrets/name");
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.json("error").get("code")).isEqualTo("Forbidden");
		assertThat(answer.json("error").get("innererror")).hasToString("{code=AccessDenied}");
		assertThat((String) answer.json("error").get("message")).matches("The user, group or application "
				+ "'appid=[\\w-]+;oid=[\\w-]+;iss=https://sts.windows.net/contoso/' does not have secrets get "
				+ "permission on key vault 'embedded;location=westeurope'. For help resolving this issue, please see "
				+ "https://go.microsoft.com/fwlink/\\?linkid=2125287");
	}

	@Test
	void denyByRbacNamesTheAction() throws IOException, InterruptedException {
		vault.access().deny(AccessRule.RBAC, ObjectType.SECRET, Operation.LIST);
		VaultClient.Answer answer = client.get("/secrets");
		assertThat(answer.json("error").get("innererror")).hasToString("{code=ForbiddenByRbac}");
		assertThat((String) answer.json("error").get("message"))
			.startsWith("Caller is not authorized to perform action on resource.")
			.contains("Action: 'Microsoft.KeyVault/vaults/secrets/readMetadata/action'");
		assertThat(client.get("/secrets/name/versions").status()).isEqualTo(403);
		assertThat(client.get("/secrets/name").status()).isEqualTo(200);
	}

	@Test
	void denyByFirewallNamesTheAddress() throws IOException, InterruptedException {
		vault.access().deny(AccessRule.FIREWALL, ObjectType.KEY, Operation.GET);
		VaultClient.Answer answer = client.get("/keys/any");
		assertThat(answer.json("error").get("innererror")).hasToString("{code=ForbiddenByFirewall}");
		assertThat((String) answer.json("error").get("message")).contains("Client address: 127.0.0.1");
	}

	@Test
	void denyOfOneNameLeavesOthers() throws IOException, InterruptedException {
		vault.access().deny(AccessRule.ACCESS_POLICY, ObjectType.SECRET, Operation.GET, "NAME");
		assertThat(client.get("/secrets/name").status()).isEqualTo(403);
		assertThat(client.get("/secrets/other").status()).isEqualTo(404);
	}

	@Test
	void denyOfSetLeavesGet() throws IOException, InterruptedException {
		vault.access().deny(AccessRule.ACCESS_POLICY, ObjectType.SECRET, Operation.SET);
		assertThat(client.send("PUT", "/secrets/name", "{\"value\":\"v\"}").status()).isEqualTo(403);
		assertThat(client.get("/secrets/name").text("value")).isEqualTo("value");
	}

	@Test
	void allowAllForgetsDenials() throws IOException, InterruptedException {
		vault.access().deny(AccessRule.ACCESS_POLICY, ObjectType.SECRET, Operation.GET);
		vault.access().allowAll();
		assertThat(client.get("/secrets/name").status()).isEqualTo(200);
	}

}
