package dev.keyvault.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.SecretDeclaration.SecretMetadata;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.ImportRule;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.VaultObject;
import dev.keyvault.snapshot.Declarations;
import dev.keyvault.snapshot.LoadResult;
import dev.keyvault.snapshot.LoadSettings;
import dev.keyvault.snapshot.SnapshotLoader;
import dev.keyvault.source.FakeObjectSource;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.VaultUnreachableException;
import dev.keyvault.target.WriteOutcome;

/**
 * An application that wrote its Secrets, and starts again while its vault is down.
 */
final class VaultOutage {

	static final KeyVaultException DOWN = new VaultUnreachableException(TestObjects.VAULT,
			"Vault 'payments' does not answer.", "Wait.", null);

	private final ReconcilerFixture app;

	private final FakeObjectSource vault = new FakeObjectSource();

	VaultOutage(ReconcilerFixture app) {
		this.app = app;
	}

	static Declaration keys(String... mappings) {
		return new Declaration(Values.DECLARATION, Stream.of(mappings).map(Declarations::mapping).toList(), List.of());
	}

	static Declaration all(ImportRule... rules) {
		return new Declaration(Values.DECLARATION, List.of(), List.of(rules));
	}

	SecretDeclaration secret(SecretType type, EntrySource... sources) {
		return new SecretDeclaration(this.app.id(ReconcilerFixture.NAME), type, List.of(sources), SecretMetadata.NONE,
				SecretPolicy.DEFAULTS);
	}

	/**
	 * Start while the vault holds objects, and write a Secret.
	 */
	void write(SecretDeclaration secret, Declaration declaration, VaultObject... objects) {
		Stream.of(objects).forEach(this.vault::with);
		WriteOutcome outcome = this.app.target(secret).apply(load(List.of(declaration)).snapshot()).get(0);
		if (outcome.failure() != null) {
			throw outcome.failure();
		}
		Stream.of(objects).forEach((object) -> fail(object, DOWN));
	}

	void fail(VaultObject object, KeyVaultException failure) {
		this.vault.fail(object.id(), failure).fail(object.id().latest(), failure);
	}

	FakeObjectSource vault() {
		return this.vault;
	}

	private LoadResult load(List<Declaration> declarations) {
		return new SnapshotLoader(this.vault, LoadSettings.DEFAULTS, this.app.clock()).load(declarations);
	}

	/**
	 * Start again.
	 */
	LoadResult start(SecretDeclaration secret, Declaration... declarations) {
		return start(List.of(secret), null, declarations);
	}

	LoadResult start(List<SecretDeclaration> secrets, @Nullable Duration maximumAge, Declaration... declarations) {
		List<Declaration> all = List.of(declarations);
		return new SecretFallback(this.app.connect(), secrets, maximumAge, this.app.clock()).complete(all, load(all));
	}

}
