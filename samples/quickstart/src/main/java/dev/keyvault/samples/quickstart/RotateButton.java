package dev.keyvault.samples.quickstart;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.keyvault.source.Problem;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.test.EmbeddedKeyVault;

/**
 * Puts a new version of the password into the embedded vault and lets the application
 * poll at once. There is no such button for a vault in Azure.
 */
@RestController
@ConditionalOnBean(EmbeddedKeyVault.class)
final class RotateButton {

	private final AtomicInteger rotations = new AtomicInteger();

	private final EmbeddedKeyVault vault;

	private final KeyVaultRefresher refresher;

	RotateButton(EmbeddedKeyVault vault, KeyVaultRefresher refresher) {
		this.vault = vault;
		this.refresher = refresher;
	}

	@PostMapping(path = "/rotate", produces = MediaType.TEXT_PLAIN_VALUE)
	ResponseEntity<String> press() {
		this.vault.putSecret("key-vault-secret-1", "s3cret-not-a-real-password-" + this.rotations.incrementAndGet());
		List<Problem> problems = this.refresher.refresh().problems();
		return problems.isEmpty() ? ResponseEntity.noContent().build()
				: ResponseEntity.status(HttpStatus.CONFLICT).body(tell(problems));
	}

	private static String tell(List<Problem> problems) {
		return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
	}

}
